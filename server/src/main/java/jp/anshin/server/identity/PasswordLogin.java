package jp.anshin.server.identity;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Logs in by name and password of a local account. */
@Component
class PasswordLogin implements AuthenticationProvider {

  private final Accounts accounts;
  private final LoginThrottle throttle;

  PasswordLogin(Accounts accounts, LoginThrottle throttle) {
    this.accounts = accounts;
    this.throttle = throttle;
  }

  @Override
  public Authentication authenticate(Authentication claim) throws AuthenticationException {
    String name = claim.getName();
    var guesser = LoginThrottle.Guesser.of(name, address(claim));
    Duration wait = throttle.begin(guesser);
    if (!wait.isZero()) {
      throw new Paused(wait);
    }
    var guess = LoginThrottle.Guess.UNKNOWN;
    try {
      Optional<Opened> opened = accounts.authenticate(name, String.valueOf(claim.getCredentials()));
      guess = opened.isPresent() ? LoginThrottle.Guess.RIGHT : LoginThrottle.Guess.WRONG;
      return authentication(
          opened.orElseThrow(() -> new BadCredentialsException("wrong name or password")));
    } finally {
      throttle.end(guesser, guess);
    }
  }

  private static String address(Authentication claim) {
    return claim.getDetails() instanceof WebAuthenticationDetails details
        ? Objects.requireNonNullElse(details.getRemoteAddress(), "")
        : "";
  }

  /** That person, with what their account allows. */
  static Authentication authentication(Opened opened) {
    Account account = opened.account();
    var person = new LoggedIn(account.name(), opened.passwordStamp());
    var authorities =
        account.rolesInOrder().stream()
            .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
            .toList();
    return UsernamePasswordAuthenticationToken.authenticated(person, null, authorities);
  }

  @Override
  public boolean supports(@Nullable Class<?> type) {
    return type != null && UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }
}
