package jp.anshin.server.alerts;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import jp.anshin.server.alerts.AlertOptions.OnCall;
import jp.anshin.server.alerts.AlertOptions.Webhook;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.store.OpenDatabase;

/** Calls on an open database, for tests elsewhere. */
public final class CallsOf {

  private CallsOf() {}

  /** With one receiver, which nothing is sent to. */
  public static Calls database(OpenDatabase database, Audit audit, Clock clock) {
    var nobody = new Webhook("nobody", URI.create("http://127.0.0.1:9/"), "");
    var options = new AlertOptions("", null, List.of(nobody), OnCall.DEFAULT);
    var alerts =
        new Alerts(
            new AlertStore(database.jdbc()),
            database.transaction(),
            audit,
            clock,
            options,
            new AlertLanguage(Locale.JAPANESE));
    return new Calls(
        new CallStore(database.jdbc()), alerts, audit, database.transaction(), clock, options);
  }
}
