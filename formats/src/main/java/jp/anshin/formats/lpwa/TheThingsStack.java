package jp.anshin.formats.lpwa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jp.anshin.lpwa.event.Arrival;
import jp.anshin.lpwa.event.DeviceJoin;
import jp.anshin.lpwa.event.DownlinkOutcome;
import jp.anshin.lpwa.event.GatewayConnection;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.event.Reception;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The Things Stack v3: messages of MQTT and webhooks, and the connection statistics of a gateway.
 * Its application server's {@code received_at} is the event time.
 */
final class TheThingsStack implements Form {

  private static final String RECEIVED = "received_at";

  @Override
  public boolean fits(Message message) {
    return message.has("end_device_ids") || isStatistics(message);
  }

  private static boolean isStatistics(Message message) {
    return message.topic().endsWith("/connection/stats") || message.has("connected_at");
  }

  @Override
  public void read(Message message, LogClock clock, Consumer<LpwaEvent> events) throws Unusable {
    JsonNode body = message.body();
    if (isStatistics(message) && !message.has("end_device_ids")) {
      events.accept(connection(message, clock));
      return;
    }
    if (Told.truth(body, "simulated") || Told.truth(body.path("uplink_message"), "simulated")) {
      throw Unusable.notNeeded("things-stack.simulated");
    }
    events.accept(
        switch (kind(body)) {
          case "uplink_message" -> arrival(message, clock);
          case "join_accept" -> join(message, clock);
          case "downlink_sent", "downlink_ack" -> downlink(message, clock, true);
          case "downlink_failed" -> downlink(message, clock, false);
          default -> throw Unusable.notNeeded("things-stack.other");
        });
  }

  private static String kind(JsonNode body) {
    for (String kind :
        List.of(
            "uplink_message", "join_accept", "downlink_sent", "downlink_ack", "downlink_failed")) {
      if (body.has(kind)) {
        return kind;
      }
    }
    return "";
  }

  private static Arrival arrival(Message message, LogClock clock) throws Unusable {
    JsonNode uplink = message.body().path("uplink_message");
    Instant network = Told.moment(uplink, RECEIVED);
    Instant application = Told.moment(message.body(), RECEIVED);
    Long counter = Told.count(uplink, "f_cnt");
    return new Arrival(
        clock.at(message, application == null ? network : application),
        message.feed(),
        device(message.body()),
        counter == null ? 0L : counter,
        null,
        network,
        receptions(uplink),
        contract(message.body(), uplink),
        false);
  }

  private static List<Reception> receptions(JsonNode uplink) throws Unusable {
    var receptions = new ArrayList<Reception>();
    for (JsonNode each : Told.each(uplink, "rx_metadata", RECEPTIONS_MAX)) {
      JsonNode ids = each.path("gateway_ids");
      String eui = Told.text(ids, "eui");
      String gateway = eui.isEmpty() ? Told.text(ids, "gateway_id") : eui;
      if (!gateway.isEmpty()) { // the packet broker may leave it out
        receptions.add(
            new Reception(
                Identity.required(gateway, "gateway"),
                Told.moment(each, "time"),
                Told.dbm(each, "rssi"),
                Told.number(each, "snr")));
      }
    }
    return receptions;
  }

  private static String device(JsonNode body) throws Unusable {
    JsonNode ids = body.path("end_device_ids");
    String eui = Told.text(ids, "dev_eui");
    return Identity.required(eui.isEmpty() ? Told.text(ids, "device_id") : eui, "device");
  }

  /** An attribute of the device, which uplinks carry since 3.34. */
  private static @Nullable String contract(JsonNode body, JsonNode uplink) {
    for (JsonNode holder : List.of(uplink, body, body.path("end_device_ids"))) {
      for (String key : List.of("contract", "contract-id", "contract_id")) {
        String told = Identity.of(Told.text(holder.path("attributes"), key));
        if (!told.isEmpty() && told.length() <= Identity.LENGTH_MAX) {
          return told;
        }
      }
    }
    return null;
  }

  private static DeviceJoin join(Message message, LogClock clock) throws Unusable {
    JsonNode body = message.body();
    Instant at = Told.moment(body, RECEIVED);
    return new DeviceJoin(
        clock.at(message, at == null ? Told.moment(body.path("join_accept"), RECEIVED) : at),
        message.feed(),
        device(body),
        List.of(),
        contract(body, body.path("join_accept")),
        true);
  }

  private static DownlinkOutcome downlink(Message message, LogClock clock, boolean sent)
      throws Unusable {
    return new DownlinkOutcome(
        clock.at(message, Told.moment(message.body(), RECEIVED)),
        message.feed(),
        null,
        device(message.body()),
        sent);
  }

  /** A gateway is told for two days after it went: whether it stands is told by one field. */
  private static GatewayConnection connection(Message message, LogClock clock) throws Unusable {
    String named = message.gateway().isEmpty() ? message.levelAfter("gateways") : message.gateway();
    return new GatewayConnection(
        clock.at(message, null),
        message.feed(),
        Identity.required(named, "gateway"),
        !message.has("disconnected_at"),
        false);
  }
}
