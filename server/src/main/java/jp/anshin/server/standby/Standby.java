package jp.anshin.server.standby;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.Moments;
import jp.anshin.server.store.Storable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whether this server calls people. Who changed it last is right: a person on the console, until
 * somebody changes the word in the configuration. So a server that was made active in the night
 * stays so when it is started anew.
 */
@Service
public class Standby {

  /** Who changed it where the configuration did. */
  public static final String CONFIGURATION = "configuration";

  /** Characters of a reason. */
  public static final int WHY_MAX = 500;

  /** Changes that are shown. */
  private static final int SHOWN = 50;

  private static final String ACTION = "change-role";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Audit audit;
  private final Clock clock;
  private final StationRole configured;
  private volatile StationRole role;

  Standby(
      ConfiguredRole configured,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Audit audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.audit = audit;
    this.clock = clock;
    this.configured = configured.role();
    this.role = atStart();
  }

  /** Whether it stands by: nobody is called, nothing due is told. */
  public boolean isOn() {
    return role == StationRole.STANDBY;
  }

  /** What it is. */
  public StationRole role() {
    return role;
  }

  /** What the configuration says. */
  public StationRole configured() {
    return configured;
  }

  /** The last changes, the last first; empty where it always was active. */
  public List<RoleChange> changes() {
    return jdbc.sql("select * from station_role order by sequence desc limit ?")
        .param(SHOWN)
        .query(Standby::change)
        .list();
  }

  /**
   * Makes it active or lets it stand by.
   *
   * @param why at most {@link #WHY_MAX} characters
   * @throws Refusal {@code standby.role-same} when it is that already, {@code standby.why-missing},
   *     {@code standby.why-long}
   */
  public synchronized void change(String who, StationRole to, String why) {
    Storable.check(why);
    if (why.isBlank()) {
      throw new Refusal("standby.why-missing");
    }
    if (why.length() > WHY_MAX) {
      throw new Refusal("standby.why-long", Integer.toString(WHY_MAX));
    }
    if (to == role) {
      throw new Refusal("standby.role-same");
    }
    keep(who, to, why.strip());
    role = to;
  }

  private StationRole atStart() {
    List<RoleChange> before = changes();
    StationRole saidBefore = before.isEmpty() ? StationRole.ACTIVE : before.getFirst().configured();
    if (saidBefore != configured) {
      keep(CONFIGURATION, configured, "");
      return configured;
    }
    return before.isEmpty() ? configured : before.getFirst().role();
  }

  private void keep(String who, StationRole to, String why) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    transaction.executeWithoutResult(status -> {
      jdbc.sql(
              "insert into station_role (sequence, at, role, configured, who, why) values"
                  + " ((select coalesce(max(sequence), 0) + 1 from station_role), ?, ?, ?, ?, ?)")
          .params(Moments.stored(at), to.name(), configured.name(), who, why)
          .update();
      audit.record(who, ACTION, to.name().toLowerCase(Locale.ROOT), why);
    });
  }

  private static RoleChange change(ResultSet row, int number) throws SQLException {
    return new RoleChange(
        row.getLong("sequence"),
        Moments.read(row, "at"),
        StationRole.valueOf(row.getString("role")),
        StationRole.valueOf(row.getString("configured")),
        row.getString("who"),
        row.getString("why"));
  }
}
