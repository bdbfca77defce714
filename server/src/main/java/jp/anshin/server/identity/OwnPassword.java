package jp.anshin.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.Objects;
import jp.anshin.server.refusal.Refusal;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.stereotype.Component;

/** People change their own password. */
@Component
public class OwnPassword {

  private final Accounts accounts;
  private final LoginThrottle throttle;
  private final HttpSessionSecurityContextRepository sessions =
      new HttpSessionSecurityContextRepository();
  private final HttpSessionCsrfTokenRepository tokens = new HttpSessionCsrfTokenRepository();

  OwnPassword(Accounts accounts, LoginThrottle throttle) {
    this.accounts = accounts;
    this.throttle = throttle;
  }

  /**
   * Sets another password for whoever asks and knows the present one; guessing it is slowed down as
   * at the log-in, and together with it. Every other session of the account ends; that of the
   * request goes on under a new id and with a new token for forms, as after a log-in.
   *
   * @param request of a page, by somebody who is logged in
   * @throws Refusal {@code account.password-wrong} when the present one does not fit, {@code
   *     account.password-paused} after too many that did not, {@code account.password-short} when
   *     the new one is; then nothing has changed
   */
  public void change(
      HttpServletRequest request, HttpServletResponse response, String present, String password) {
    Principal who = Objects.requireNonNull(request.getUserPrincipal(), "nobody is logged in");
    var guesser = LoginThrottle.Guesser.of(who.getName(), request.getRemoteAddr());
    goOn(change(guesser, present, password), request, response);
  }

  Opened change(LoginThrottle.Guesser guesser, String present, String password) {
    Accounts.checkPassword(password);
    Duration wait = throttle.begin(guesser);
    if (!wait.isZero()) {
      throw new Refusal("account.password-paused", Long.toString(Paused.minutes(wait)));
    }
    var guess = LoginThrottle.Guess.UNKNOWN;
    try {
      Opened changed = accounts.changeOwnPassword(guesser.name(), present, password);
      guess = LoginThrottle.Guess.RIGHT;
      return changed;
    } catch (Refusal refusal) {
      guess = wasWrong(refusal) ? LoginThrottle.Guess.WRONG : guess;
      throw refusal;
    } finally {
      throttle.end(guesser, guess);
    }
  }

  private void goOn(Opened opened, HttpServletRequest request, HttpServletResponse response) {
    if (request.getSession(false) == null) {
      // They logged out at the same moment.
      return;
    }
    request.changeSessionId();
    tokens.saveToken(null, request, response);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(PasswordLogin.authentication(opened));
    sessions.saveContext(context, request, response);
  }

  private static boolean wasWrong(Refusal refusal) {
    return refusal.code().equals(Accounts.PASSWORD_WRONG);
  }
}
