package jp.anshin.formats.lpwa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jp.anshin.lpwa.event.Arrival;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.event.Reception;
import tools.jackson.databind.JsonNode;

/**
 * Sigfox: callbacks, one for each base station that heard a frame, and messages or pages of
 * messages of the API v2. Positions and data are not taken.
 */
final class Sigfox implements Form {

  /** A page of the API has a hundred. */
  private static final int PAGE_MAX = 1_000;

  @Override
  public boolean fits(Message message) {
    JsonNode first = message.body().path("data").path(0);
    return message.has("rinfos")
        || first.has("rinfos")
        || (message.has("seqNumber") && message.has("device"));
  }

  @Override
  public void read(Message message, LogClock clock, Consumer<LpwaEvent> events) throws Unusable {
    if (message.body().path("data").isArray()) {
      for (JsonNode each : Told.each(message.body(), "data", PAGE_MAX)) {
        events.accept(ofApi(message, each, clock));
      }
    } else if (message.body().path("device").isObject()) {
      events.accept(ofApi(message, message.body(), clock));
    } else {
      events.accept(ofCallback(message, message.body(), clock));
    }
  }

  private static Arrival ofApi(Message message, JsonNode told, LogClock clock) throws Unusable {
    var receptions = new ArrayList<Reception>();
    for (JsonNode each : Told.each(told, "rinfos", RECEPTIONS_MAX)) {
      receptions.add(reception(Told.text(each.path("baseStation"), "id"), each));
    }
    return arrival(message, told, Told.text(told.path("device"), "id"), receptions, clock);
  }

  private static Arrival ofCallback(Message message, JsonNode told, LogClock clock)
      throws Unusable {
    String station = Told.text(told, "station");
    List<Reception> receptions = station.isEmpty() ? List.of() : List.of(reception(station, told));
    return arrival(message, told, Told.text(told, "device"), receptions, clock);
  }

  private static Reception reception(String station, JsonNode told) throws Unusable {
    return new Reception(
        Identity.required(station, "gateway"),
        null,
        Told.dbm(told, "rssi"),
        Told.number(told, "snr"));
  }

  private static Arrival arrival(
      Message message, JsonNode told, String device, List<Reception> receptions, LogClock clock)
      throws Unusable {
    Instant sent = Told.moment(told, "time");
    Long counter = Told.count(told, "seqNumber");
    String name = Identity.required(device, "device");
    // Callbacks of one frame have its time and number in common.
    String frame =
        sent == null || counter == null ? null : name + ' ' + counter + ' ' + sent.getEpochSecond();
    return new Arrival(
        clock.at(message, sent),
        message.feed(),
        name,
        counter,
        frame,
        null,
        receptions,
        null,
        false);
  }
}
