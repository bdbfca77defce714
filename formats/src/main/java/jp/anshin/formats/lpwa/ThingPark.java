package jp.anshin.formats.lpwa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jp.anshin.lpwa.event.Arrival;
import jp.anshin.lpwa.event.DeviceJoin;
import jp.anshin.lpwa.event.DownlinkOutcome;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.event.Reception;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Actility ThingPark: uplinks, whether downlinks were sent, notices. A frame that was held back
 * ({@code Late}) keeps the time it was sent beside that at which it came: it tells what happened,
 * and never that the line stood.
 */
final class ThingPark implements Form {

  private static final String UPLINK = "DevEUI_uplink";
  private static final String SENT = "DevEUI_downlink_Sent";
  private static final String NOTICE = "DevEUI_notification";

  @Override
  public boolean fits(Message message) {
    return message.has(UPLINK) || message.has(SENT) || message.has(NOTICE);
  }

  @Override
  public void read(Message message, LogClock clock, Consumer<LpwaEvent> events) throws Unusable {
    JsonNode body = message.body();
    if (body.has(UPLINK)) {
      events.accept(arrival(message, body.path(UPLINK), clock));
    } else if (body.has(SENT)) {
      events.accept(downlink(message, body.path(SENT), clock));
    } else {
      events.accept(join(message, body.path(NOTICE), clock));
    }
  }

  private static Arrival arrival(Message message, JsonNode uplink, LogClock clock) throws Unusable {
    boolean late = Told.truth(uplink, "Late");
    Instant told = Told.moment(uplink, "Time");
    return new Arrival(
        late ? clock.ofLate(message, told) : clock.at(message, told),
        message.feed(),
        device(uplink),
        Told.count(uplink, "FCntUp"),
        null,
        told,
        receptions(uplink),
        null,
        late);
  }

  private static List<Reception> receptions(JsonNode uplink) throws Unusable {
    var receptions = new ArrayList<Reception>();
    for (JsonNode each : Told.each(uplink.path("Lrrs"), "Lrr", RECEPTIONS_MAX)) {
      receptions.add(reception(each));
    }
    if (receptions.isEmpty() && !Told.text(uplink, "Lrrid").isEmpty()) {
      receptions.add(reception(uplink));
    }
    return receptions;
  }

  private static Reception reception(JsonNode heard) throws Unusable {
    return new Reception(
        Identity.required(Told.text(heard, "Lrrid"), "gateway"),
        null,
        Told.dbm(heard, "LrrRSSI"),
        Told.number(heard, "LrrSNR"));
  }

  private static DownlinkOutcome downlink(Message message, JsonNode sent, LogClock clock)
      throws Unusable {
    return new DownlinkOutcome(
        clock.at(message, Told.moment(sent, "Time")),
        message.feed(),
        gateway(sent),
        device(sent),
        Told.truth(sent, "DeliveryStatus"));
  }

  private static @Nullable String gateway(JsonNode sent) throws Unusable {
    String told = Told.text(sent, "Lrrid");
    return told.isEmpty() ? null : Identity.required(told, "gateway");
  }

  private static DeviceJoin join(Message message, JsonNode notice, LogClock clock) throws Unusable {
    if (!Told.text(notice, "Type").equals("join")) {
      throw Unusable.notNeeded("thingpark.notice");
    }
    return new DeviceJoin(
        clock.at(message, Told.moment(notice, "Time")),
        message.feed(),
        device(notice),
        List.of(),
        null,
        true);
  }

  private static String device(JsonNode told) throws Unusable {
    return Identity.required(Told.text(told, "DevEUI"), "device");
  }
}
