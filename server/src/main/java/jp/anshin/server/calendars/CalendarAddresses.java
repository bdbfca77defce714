package jp.anshin.server.calendars;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.identity.Account;
import jp.anshin.server.identity.Accounts;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.Moments;
import jp.anshin.server.store.Storable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Addresses of calendars. A calendar program knows no log-in, so the address is the key: 256 random
 * bits, of which only the hash is kept. Whoever made it can revoke it, and it is dead as soon as
 * its owner's account is.
 */
@Repository
public class CalendarAddresses {

  /** Programs and telephones of one person; more are forgotten ones. */
  public static final int WORKING_MAX = 10;

  /** Room for it in the table. */
  public static final int LABEL_CHARACTERS_MAX = 80;

  private static final int TOKEN_OCTETS = 32;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  /** Programs ask every few minutes; when they last did need not be known to the second. */
  private static final Duration READ_KEPT = Duration.ofHours(1);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Audit audit;
  private final Accounts accounts;
  private final Clock clock;
  private final ReentrantLock changing = new ReentrantLock();

  CalendarAddresses(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Audit audit,
      Accounts accounts,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.audit = audit;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** The addresses of that account, the latest first. */
  public List<CalendarAddress> of(String owner) {
    return jdbc.sql("select * from calendar_address where owner = ? order by made_at desc, hash")
        .param(owner)
        .query(CalendarAddresses::address)
        .list();
  }

  /**
   * Makes an address.
   *
   * @return its secret part, which is shown once and cannot be had again
   * @throws Refusal when the label is empty or too long, or there are too many
   */
  public String make(String owner, String label, Locale language) {
    String name = label.strip();
    if (name.isEmpty()) {
      throw new Refusal("calendar.label-missing");
    }
    if (name.length() > LABEL_CHARACTERS_MAX) {
      throw new Refusal("input.too-long", Integer.toString(LABEL_CHARACTERS_MAX));
    }
    Storable.check(name);
    byte[] octets = new byte[TOKEN_OCTETS];
    RANDOM.nextBytes(octets);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    changing(() -> {
      if (of(owner).stream().filter(each -> each.revokedAt() == null).count() >= WORKING_MAX) {
        throw new Refusal("calendar.too-many", Integer.toString(WORKING_MAX));
      }
      jdbc.sql(
              "insert into calendar_address (hash, owner, label, language, made_at)"
                  + " values (?, ?, ?, ?, ?)")
          .params(hash(token), owner, name, language.getLanguage(), Moments.stored(clock.instant()))
          .update();
      audit.record(owner, "make-calendar-address", owner, name);
    });
    return token;
  }

  /**
   * Makes an address dead for ever.
   *
   * @throws Refusal {@code calendar.unknown} when the owner has no such working address
   */
  public void revoke(String owner, String id) {
    changing(() -> {
      int revoked =
          jdbc.sql(
                  "update calendar_address set revoked_at = ?"
                      + " where hash like ? and owner = ? and revoked_at is null")
              .params(Moments.stored(clock.instant()), wanted(id) + "%", owner)
              .update();
      if (revoked == 0) {
        throw new Refusal("calendar.unknown");
      }
      audit.record(owner, "revoke-calendar-address", owner, id);
    });
  }

  /** The address of that secret, if it works and its owner may still log in. */
  public Optional<CalendarAddress> open(String token) {
    if (!TOKEN.matcher(token).matches()) {
      return Optional.empty();
    }
    String hash = hash(token);
    Optional<CalendarAddress> found =
        jdbc.sql("select * from calendar_address where hash = ? and revoked_at is null")
            .param(hash)
            .query(CalendarAddresses::address)
            .optional()
            .filter(address -> accounts.find(address.owner()).filter(Account::enabled).isPresent());
    found.ifPresent(address -> remember(address, hash));
    return found;
  }

  private void remember(CalendarAddress address, String hash) {
    Instant now = clock.instant();
    Instant before = address.readAt();
    if (before == null || before.plus(READ_KEPT).isBefore(now)) {
      changing(() ->
          jdbc.sql("update calendar_address set read_at = ? where hash = ?")
              .params(Moments.stored(now), hash)
              .update());
    }
  }

  private void changing(Runnable change) {
    changing.lock();
    try {
      transaction.executeWithoutResult(status -> change.run());
    } finally {
      changing.unlock();
    }
  }

  private static final int ID_DIGITS = 16;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{" + ID_DIGITS + "}");

  private static String wanted(String id) {
    if (!ID.matcher(id).matches()) {
      throw new Refusal("calendar.unknown");
    }
    return id;
  }

  private static String hash(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static CalendarAddress address(ResultSet row, int number) throws SQLException {
    return new CalendarAddress(
        row.getString("hash").substring(0, ID_DIGITS),
        row.getString("owner"),
        row.getString("label"),
        Locale.of(row.getString("language")),
        Moments.read(row, "made_at"),
        Moments.readIfAny(row, "read_at"),
        Moments.readIfAny(row, "revoked_at"));
  }
}
