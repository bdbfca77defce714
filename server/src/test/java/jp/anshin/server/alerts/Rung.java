package jp.anshin.server.alerts;

import java.time.Instant;
import java.util.List;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.server.determinations.Rooms;
import org.jspecify.annotations.Nullable;

/** Calls for tests of pages: a simulated server, as theirs are, calls nobody by itself. */
public final class Rung {

  private static final Instant RAISED_AT = Instant.parse("2026-04-01T03:00:00Z");

  private Rung() {}

  /** Opens a call and gives its id. */
  public static String ring(Calls calls, Alert.Kind kind, IncidentId incident, String what) {
    return ring(calls, kind, incident, what, RAISED_AT);
  }

  /** The same at a moment. */
  public static String ring(
      Calls calls, Alert.Kind kind, @Nullable IncidentId incident, String what, Instant at) {
    calls.ring(
        what,
        new Alert(
            kind,
            null,
            "key of " + what,
            what,
            null,
            at,
            true,
            incident,
            incident == null ? "/reports" : "/incidents/" + incident,
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
