package jp.anshin.formats.lpwa;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import jp.anshin.lpwa.event.Arrival;
import jp.anshin.lpwa.event.DeviceJoin;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.event.Reception;
import tools.jackson.databind.JsonNode;

/**
 * Call data of cellular LPWA as rows of CSV: the device is its IMSI, the gateway its cell. A
 * session was begun with the network, so its beginning is the event time. One that carried nothing
 * and did not end in order is an attempt that the network did not let in. The access point's name
 * and the amounts are not taken.
 */
final class CallData implements Form {

  /** The columns; the others may be there and are passed over. */
  static final List<String> COLUMNS =
      List.of("imsi", "apn", "cellId", "startTime", "endTime", "bytesUl", "bytesDl", "cause");

  /** Causes that end a session in order: TS 32.298 causeForRecClosing 0, or in words. */
  private static final Set<String> IN_ORDER =
      Set.of("", "0", "normal", "normalrelease", "normal-release");

  @Override
  public boolean fits(Message message) {
    return message.has("imsi") && message.has("startTime");
  }

  @Override
  public void read(Message message, LogClock clock, Consumer<LpwaEvent> events) throws Unusable {
    var row = message.body();
    Instant told = Told.moment(row, "startTime");
    if (told == null) {
      throw Unusable.fault("time.missing");
    }
    Instant at = clock.at(message, told);
    String device = Identity.required(Told.text(row, "imsi"), "device");
    String cell = Told.text(row, "cellId").strip();
    List<Reception> heard =
        cell.isEmpty()
            ? List.of()
            : List.of(new Reception(Identity.required(cell, "gateway"), null, null, null));
    boolean inOrder = IN_ORDER.contains(Told.text(row, "cause").strip().toLowerCase(Locale.ROOT));
    events.accept(
        inOrder || carried(row, "bytesUl") || carried(row, "bytesDl")
            ? new Arrival(at, message.feed(), device, null, null, null, heard, null, false)
            : new DeviceJoin(at, message.feed(), device, heard, null, false));
  }

  private static boolean carried(JsonNode row, String key) {
    Long octets = Told.count(row, key);
    return octets != null && octets > 0;
  }
}
