package jp.anshin.server.alerts;

import java.time.Instant;
import java.util.List;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.server.determinations.Rooms;

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

  /** Looks for what is to be called for, and gives what nobody has taken. */
  public static List<Calls.Worded> look(Rooms rooms) {
    rooms.part(Detections.class).look();
    rooms.part(Detections.class).lookAtAll();
    return rooms.part(Calls.class).lasting();
  }

  /** What that call was about is over. */
  public static void end(Calls calls, String what) {
    calls.over(what::equals);
  }
}
