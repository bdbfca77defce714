package jp.anshin.server.identity;

import java.io.Serial;
import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who has logged in, and with which password: once the account has another one, this counts no
 * more.
 *
 * @param name of the account
 * @param passwordStamp as in {@link Opened}
 */
record LoggedIn(String name, String passwordStamp) implements AuthenticatedPrincipal, Serializable {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
