package jp.anshin.formats.lpwa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jp.anshin.lpwa.event.Arrival;
import jp.anshin.lpwa.event.ComponentBeat;
import jp.anshin.lpwa.event.DeviceJoin;
import jp.anshin.lpwa.event.DownlinkOutcome;
import jp.anshin.lpwa.event.FeedBeat;
import jp.anshin.lpwa.event.GatewayBeat;
import jp.anshin.lpwa.event.GatewayConnection;
import jp.anshin.lpwa.event.GatewayUplink;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.event.Reception;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Our own form, as lines of JSON or rows of CSV with the same names: for logs that are converted by
 * hand or by a script. Gateways are a list of names or of objects; in CSV names with space between.
 */
final class OwnForm implements Form {

  /** The columns of CSV, all but the first two optional. */
  static final List<String> COLUMNS =
      List.of(
          "event",
          "at",
          "feed",
          "device",
          "counter",
          "frame",
          "sent-at",
          "gateways",
          "contract",
          "late",
          "gateway",
          "heard",
          "heard-well",
          "acknowledged-percent",
          "online",
          "retained",
          "sent",
          "accepted",
          "component",
          "ok",
          "alive");

  @Override
  public boolean fits(Message message) {
    return message.has("event") && message.has("at");
  }

  @Override
  public void read(Message message, LogClock clock, Consumer<LpwaEvent> events) throws Unusable {
    JsonNode body = message.body();
    Instant told = Told.moment(body, "at");
    if (told == null) {
      throw Unusable.fault("time.missing");
    }
    Instant at = clock.at(message, told);
    String feed = message.feed();
    events.accept(
        switch (Told.text(body, "event")) {
          case "arrival" -> arrival(at, feed, body);
          case "join" ->
              new DeviceJoin(
                  at,
                  feed,
                  device(body),
                  receptions(body),
                  contract(body),
                  unlessNo("accepted", body));
          case "gateway-beat" ->
              new GatewayBeat(
                  at,
                  feed,
                  gateway(body),
                  Told.count(body, "heard"),
                  Told.count(body, "heard-well"),
                  Told.number(body, "acknowledged-percent"));
          case "gateway-connection" ->
              new GatewayConnection(
                  at, feed, gateway(body), said("online", body), Told.truth(body, "retained"));
          case "gateway-uplink" -> new GatewayUplink(at, feed, gateway(body));
          case "downlink" -> downlink(at, feed, body);
          case "component" ->
              new ComponentBeat(
                  at,
                  feed,
                  Identity.required(Told.text(body, "component"), "component"),
                  said("ok", body));
          case "feed" -> new FeedBeat(at, feed, said("alive", body));
          default -> throw Unusable.fault("own.event-unknown");
        });
  }

  private static Arrival arrival(Instant at, String feed, JsonNode body) throws Unusable {
    return new Arrival(
        at,
        feed,
        device(body),
        Told.count(body, "counter"),
        Told.textOrNull(body, "frame"),
        Told.moment(body, "sent-at"),
        receptions(body),
        contract(body),
        Told.truth(body, "late"));
  }

  private static DownlinkOutcome downlink(Instant at, String feed, JsonNode body) throws Unusable {
    String gateway = Told.text(body, "gateway");
    String device = Told.text(body, "device");
    return new DownlinkOutcome(
        at,
        feed,
        gateway.isEmpty() ? null : Identity.required(gateway, "gateway"),
        device.isEmpty() ? null : Identity.required(device, "device"),
        said("sent", body));
  }

  private static List<Reception> receptions(JsonNode body) throws Unusable {
    var receptions = new ArrayList<Reception>();
    JsonNode gateways = body.path("gateways");
    if (gateways.isString()) {
      for (String each : gateways.asString().strip().split("[ ;]+")) {
        if (!each.isEmpty() && receptions.size() < RECEPTIONS_MAX) {
          receptions.add(new Reception(Identity.required(each, "gateway"), null, null, null));
        }
      }
      return receptions;
    }
    for (JsonNode each : Told.each(body, "gateways", RECEPTIONS_MAX)) {
      String name = each.isObject() ? Told.text(each, "gateway") : each.asString("");
      receptions.add(
          new Reception(
              Identity.required(name, "gateway"),
              Told.moment(each, "at"),
              Told.dbm(each, "rssi"),
              Told.number(each, "snr")));
    }
    return receptions;
  }

  private static String device(JsonNode body) throws Unusable {
    return Identity.required(Told.text(body, "device"), "device");
  }

  private static String gateway(JsonNode body) throws Unusable {
    return Identity.required(Told.text(body, "gateway"), "gateway");
  }

  private static @Nullable String contract(JsonNode body) throws Unusable {
    String told = Told.text(body, "contract").strip();
    return told.isEmpty() ? null : Identity.required(told, "contract");
  }

  /** What decides is never guessed. */
  private static boolean said(String key, JsonNode body) throws Unusable {
    JsonNode value = body.path(key);
    String text = value.isBoolean() ? String.valueOf(value.asBoolean()) : Told.text(body, key);
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw Unusable.fault("own.value-missing");
    };
  }

  private static boolean unlessNo(String key, JsonNode body) throws Unusable {
    boolean unsaid = Told.text(body, key).isEmpty() && !body.path(key).isBoolean();
    return unsaid || said(key, body);
  }
}
