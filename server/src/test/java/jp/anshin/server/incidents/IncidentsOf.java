package jp.anshin.server.incidents;

import java.time.Clock;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.store.OpenDatabase;
import org.springframework.context.ApplicationEventPublisher;

/** Makes the incidents without the server, for tests of other rooms. */
public final class IncidentsOf {

  private IncidentsOf() {}

  /**
   * The incidents of that database; who listens is told inside the transaction.
   *
   * @param audit the only one on that database, as in the server
   */
  public static Incidents database(
      OpenDatabase database,
      Audit audit,
      Clock clock,
      ApplicationEventPublisher listener,
      boolean simulated) {
    return new Incidents(
        new IncidentStore(database.jdbc()),
        database.transaction(),
        listener,
        audit,
        clock,
        new Simulation(simulated));
  }
}
