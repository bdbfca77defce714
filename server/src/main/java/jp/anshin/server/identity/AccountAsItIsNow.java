package jp.anshin.server.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What a person may do is what their account says at this request, not what it said when they
 * logged in: whoever is disabled is out at once, and so is whoever logged in with a password that
 * is not the account's any more.
 */
final class AccountAsItIsNow extends OncePerRequestFilter {

  private final Accounts accounts;

  AccountAsItIsNow(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication before = SecurityContextHolder.getContext().getAuthentication();
    if (before instanceof UsernamePasswordAuthenticationToken && !isFile(request)) {
      var now = SecurityContextHolder.createEmptyContext();
      asItIsNow(before).map(PasswordLogin::authentication).ifPresent(now::setAuthentication);
      SecurityContextHolder.setContext(now);
    }
    chain.doFilter(request, response);
  }

  private Optional<Opened> asItIsNow(Authentication before) {
    return before.getPrincipal() instanceof LoggedIn person
        ? accounts
            .opened(person.name())
            .filter(now -> now.account().enabled())
            .filter(now -> now.passwordStamp().equals(person.passwordStamp()))
        : Optional.empty();
  }

  private static boolean isFile(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/vendor/") || path.startsWith("/assets/");
  }
}
