package jp.anshin.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jp.anshin.server.refusal.Refusal;
import org.springframework.stereotype.Component;

/** How the first people get in: by a code on the server's output, or as people of a demo. */
@Component
public class FirstStart {

  /**
   * An account of a demo.
   *
   * @param name what to log in as
   * @param password new at each start; nothing well-known opens a demo either
   * @param role what it may do
   */
  public record DemoAccount(String name, String password, Role role) {
    @Override
    public String toString() {
      return "DemoAccount[" + name + "]";
    }
  }

  private static final String BY = "first-start";

  private final Accounts accounts;
  private final String code = Passwords.random();

  FirstStart(Accounts accounts) {
    this.accounts = accounts;
  }

  /** The code with which the first account is made, or empty when there is one. */
  public Optional<String> setupCode() {
    return accounts.isEmpty() ? Optional.of(code) : Optional.empty();
  }

  /**
   * Makes the first account, an administrator who may do everything else too.
   *
   * @throws Refusal when the code is wrong, or there is an account already
   */
  public synchronized void setUp(String givenCode, String name, String display, String password) {
    if (!accounts.isEmpty()) {
      throw new Refusal("setup.done");
    }
    boolean same =
        MessageDigest.isEqual(
            givenCode.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
    if (!same) {
      throw new Refusal("setup.code-wrong");
    }
    accounts.create(BY, new Account(name, display, Set.of(Role.values()), true), password);
  }

  /** Makes one account for each role, with new passwords. Only for a server that is simulated. */
  public List<DemoAccount> demoAccounts() {
    var made = new ArrayList<DemoAccount>();
    for (Role role : Role.values()) {
      String name = "demo-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-');
      String password = Passwords.random();
      if (accounts.find(name).isPresent()) {
        accounts.changePassword(BY, name, password);
      } else {
        accounts.create(BY, new Account(name, name, Set.of(role), true), password);
      }
      made.add(new DemoAccount(name, password, role));
    }
    return List.copyOf(made);
  }
}
