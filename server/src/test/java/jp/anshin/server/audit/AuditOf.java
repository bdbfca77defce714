package jp.anshin.server.audit;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the audit without the server, for tests of other rooms. */
public final class AuditOf {

  private AuditOf() {}

  /** The audit over these statements. */
  public static Audit jdbc(JdbcClient jdbc, Clock clock) {
    return new Audit(jdbc, clock);
  }
}
