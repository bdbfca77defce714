package jp.anshin.server.alerts;

import java.time.Instant;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;

/** Calls for tests of pages: a simulated server, as theirs are, calls nobody by itself. */
public final class Rung {

  private Rung() {}

  /** Opens a call and gives its id. */
  public static String ring(Calls calls, Alert.Kind kind, IncidentId incident, String what) {
    calls.ring(
        what,
        new Alert(
            kind,
            null,
            "key of " + what,
            what,
            null,
            Instant.parse("2026-04-01T03:00:00Z"),
            true,
            incident,
            "/incidents/" + incident,
            new LocalizedText(what + "：新しい事案です", what + ": new incident"),
            new LocalizedText("いつから", "since when")));
    return Calls.idOf("key of " + what);
  }

  /** What that call was about is over. */
  public static void end(Calls calls, String what) {
    calls.over(what::equals);
  }
}
