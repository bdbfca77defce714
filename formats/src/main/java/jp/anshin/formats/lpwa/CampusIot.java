package jp.anshin.formats.lpwa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jp.anshin.lpwa.event.Arrival;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.event.Reception;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Logs of CampusIoT: of the Helium network ({@code hotspots}) and of ChirpStack v3 ({@code rxInfo}
 * with {@code gatewayID}). The archive's time is the event time.
 */
final class CampusIot implements Form {

  @Override
  public boolean fits(Message message) {
    return message.has("hotspots")
        || message.has("devEUI")
        || (message.has("dev_eui") && message.has("reported_at"));
  }

  @Override
  public void read(Message message, LogClock clock, Consumer<LpwaEvent> events) throws Unusable {
    events.accept(message.has("devEUI") ? ofChirpStack(message, clock) : ofHelium(message, clock));
  }

  private static Arrival ofHelium(Message message, LogClock clock) throws Unusable {
    JsonNode body = message.body();
    var receptions = new ArrayList<Reception>();
    for (JsonNode each : Told.each(body, "hotspots", RECEPTIONS_MAX)) {
      receptions.add(reception(each, "id", "snr", "reported_at"));
    }
    Instant reported = Told.moment(body, "reported_at");
    Instant archived = Told.moment(body, "_timestamp");
    return arrival(
        message,
        Told.text(body, "dev_eui"),
        Told.count(body, "fcnt"),
        clock.at(message, archived == null ? reported : archived),
        reported,
        receptions);
  }

  private static Arrival ofChirpStack(Message message, LogClock clock) throws Unusable {
    JsonNode body = message.body();
    var receptions = new ArrayList<Reception>();
    Instant sent = null;
    for (JsonNode each : Told.each(body, "rxInfo", RECEPTIONS_MAX)) {
      receptions.add(reception(each, "gatewayID", "loRaSNR", "time"));
      sent = sent == null ? Told.moment(each, "time") : sent;
    }
    return arrival(
        message,
        Told.text(body, "devEUI"),
        Told.count(body, "fCnt"),
        clock.at(message, Told.moment(body, "_timestamp"), sent),
        null,
        receptions);
  }

  private static Arrival arrival(
      Message message,
      String device,
      @Nullable Long counter,
      Instant at,
      @Nullable Instant sentAt,
      List<Reception> receptions)
      throws Unusable {
    return new Arrival(
        at,
        message.feed(),
        Identity.required(device, "device"),
        counter,
        null,
        sentAt,
        receptions,
        null,
        false);
  }

  private static Reception reception(JsonNode heard, String id, String snr, String time)
      throws Unusable {
    return new Reception(
        Identity.required(Told.text(heard, id), "gateway"),
        Told.moment(heard, time),
        Told.dbm(heard, "rssi"),
        Told.number(heard, snr));
  }
}
