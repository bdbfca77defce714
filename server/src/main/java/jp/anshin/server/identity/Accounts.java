package jp.anshin.server.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.Moments;
import jp.anshin.server.store.Storable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The accounts of this server. */
@Repository
public class Accounts {

  /** NIST SP 800-63B asks for 8; for an operator's system we ask a little more. */
  public static final int PASSWORD_LENGTH_MIN = 12;

  /** Room for it in the table. */
  public static final int DISPLAY_NAME_LENGTH_MAX = 80;

  /** Names under which parts of the server write into the audit. */
  private static final Set<String> RESERVED =
      Set.of("anshin", "configuration", "first-start", "server");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{1,39}");

  /** The present password that was given is not that of the account. */
  static final String PASSWORD_WRONG = "account.password-wrong";

  /** As it is stored. */
  private record Kept(Account account, String passwordHash) {

    Opened opened() {
      return new Opened(account, Passwords.stamp(passwordHash));
    }

    @Override
    public String toString() {
      return account.toString();
    }
  }

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Audit audit;
  private final PasswordEncoder passwords;
  private final Clock clock;

  /** One change at a time: who counts administrators must see every other change. */
  private final ReentrantLock changing = new ReentrantLock();

  Accounts(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Audit audit,
      PasswordEncoder passwords,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.audit = audit;
    this.passwords = passwords;
    this.clock = clock;
  }

  /** All accounts, by name. */
  public List<Account> all() {
    return jdbc.sql("select * from account order by name").query(Accounts::account).list();
  }

  /** Whether anybody can log in yet. */
  public boolean isEmpty() {
    return jdbc.sql("select count(*) from account").query(Long.class).single() == 0;
  }

  /** The account of that name. */
  public Optional<Account> find(String name) {
    return jdbc.sql("select * from account where name = ?")
        .param(name)
        .query(Accounts::account)
        .optional();
  }

  /**
   * Makes an account.
   *
   * @param by who makes it
   * @throws Refusal when the name is taken or unusable, the password short, or roles are missing
   */
  public void create(String by, Account account, String password) {
    check(account, password);
    changing(() -> {
      if (find(account.name()).isPresent()) {
        throw new Refusal("account.name-taken", account.name());
      }
      jdbc.sql("insert into account values (?, ?, ?, ?, ?, ?)")
          .params(
              account.name(),
              account.displayName(),
              joined(account.roles()),
              passwords.encode(password),
              account.enabled(),
              Moments.stored(clock.instant()))
          .update();
      audit.record(by, "create-account", account.name(), joined(account.roles()));
    });
  }

  /**
   * Sets another password, with an entry in the audit. Whoever logged in with the one before is
   * out.
   */
  public void changePassword(String by, String name, String password) {
    checkPassword(password);
    changing(() -> {
      int changed =
          jdbc.sql("update account set password_hash = ? where name = ?")
              .params(passwords.encode(password), name)
              .update();
      if (changed == 0) {
        throw new Refusal("account.unknown", name);
      }
      audit.record(by, "change-password", name, "");
    });
  }

  /**
   * Sets what an account may do, and whether it may log in.
   *
   * @throws Refusal when nobody would be left to administer
   */
  public void change(String by, String name, Set<Role> roles, boolean enabled) {
    if (roles.isEmpty()) {
      throw new Refusal("account.role-missing");
    }
    changing(() -> {
      Account before = find(name).orElseThrow(() -> new Refusal("account.unknown", name));
      boolean administers = enabled && roles.contains(Role.ADMINISTRATOR);
      if (!administers && isLastAdministrator(before)) {
        throw new Refusal("account.last-administrator", name);
      }
      jdbc.sql("update account set roles = ?, enabled = ? where name = ?")
          .params(joined(roles), enabled, name)
          .update();
      audit.record(by, "change-account", name, joined(roles) + (enabled ? "" : " disabled"));
    });
  }

  /**
   * Sets another password for whoever knows the present one, with an entry in the audit. Of two who
   * do so at once with the same present password, one does.
   *
   * @return the account with its new password
   * @throws Refusal {@code account.password-wrong} when the present one does not fit, {@code
   *     account.password-short} when the new one is
   */
  Opened changeOwnPassword(String name, String present, String password) {
    checkPassword(password);
    Kept before =
        kept(name)
            .filter(kept -> passwords.matches(present, kept.passwordHash()))
            .orElseThrow(() -> new Refusal(PASSWORD_WRONG));
    var after = new Kept(before.account(), Objects.requireNonNull(passwords.encode(password)));
    changing(() -> {
      int changed =
          jdbc.sql(
                  "update account set password_hash = ?"
                      + " where name = ? and password_hash = ? and enabled = true")
              .params(after.passwordHash(), name, before.passwordHash())
              .update();
      if (changed == 0) {
        throw new Refusal(PASSWORD_WRONG);
      }
      audit.record(name, "change-own-password", name, "");
    });
    return after.opened();
  }

  /** The account when name and password fit; it takes as long when there is no such account. */
  Optional<Opened> authenticate(String name, String password) {
    Optional<Kept> kept = kept(name);
    String hash = kept.map(Kept::passwordHash).orElse(Passwords.HASH_OF_NOTHING);
    boolean fits = passwords.matches(password, hash);
    return fits
        ? kept.filter(each -> each.account().enabled()).map(Kept::opened)
        : Optional.empty();
  }

  /** The account of that name as it is now, with which password opens it. */
  Optional<Opened> opened(String name) {
    return kept(name).map(Kept::opened);
  }

  private Optional<Kept> kept(String name) {
    return jdbc.sql("select * from account where name = ?")
        .param(name)
        .query((row, number) -> new Kept(account(row, number), row.getString("password_hash")))
        .optional();
  }

  private void changing(Runnable change) {
    changing.lock();
    try {
      transaction.executeWithoutResult(status -> change.run());
    } finally {
      changing.unlock();
    }
  }

  private boolean isLastAdministrator(Account account) {
    List<Account> administrators =
        all().stream()
            .filter(each -> each.enabled() && each.roles().contains(Role.ADMINISTRATOR))
            .toList();
    return administrators.size() == 1 && administrators.getFirst().name().equals(account.name());
  }

  private static void check(Account account, String password) {
    if (!NAME.matcher(account.name()).matches()) {
      throw new Refusal("account.name-invalid", account.name());
    }
    if (RESERVED.contains(account.name().toLowerCase(Locale.ROOT))) {
      throw new Refusal("account.name-reserved", account.name());
    }
    checkDisplayName(account.displayName());
    if (account.roles().isEmpty()) {
      throw new Refusal("account.role-missing");
    }
    checkPassword(password);
  }

  private static void checkDisplayName(String name) {
    if (name.isBlank() || name.length() > DISPLAY_NAME_LENGTH_MAX) {
      throw new Refusal("account.display-name-invalid", Integer.toString(DISPLAY_NAME_LENGTH_MAX));
    }
    Storable.check(name);
  }

  static void checkPassword(String password) {
    if (password.codePointCount(0, password.length()) < PASSWORD_LENGTH_MIN) {
      throw new Refusal("account.password-short", Integer.toString(PASSWORD_LENGTH_MIN));
    }
  }

  private static Account account(ResultSet row, int number) throws SQLException {
    Set<Role> roles =
        Arrays.stream(row.getString("roles").split(","))
            .map(Role::valueOf)
            .collect(Collectors.toUnmodifiableSet());
    return new Account(
        row.getString("name"), row.getString("display_name"), roles, row.getBoolean("enabled"));
  }

  private static String joined(Set<Role> roles) {
    return new TreeSet<>(roles).stream().map(Role::name).collect(Collectors.joining(","));
  }
}
