package jp.anshin.formats.lpwa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import jp.anshin.lpwa.event.Arrival;
import jp.anshin.lpwa.event.DeviceJoin;
import jp.anshin.lpwa.event.DownlinkOutcome;
import jp.anshin.lpwa.event.GatewayBeat;
import jp.anshin.lpwa.event.GatewayConnection;
import jp.anshin.lpwa.event.GatewayUplink;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.event.Reception;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * ChirpStack v4: events of applications and of gateways. What a message leaves out has its default,
 * at every level. The kind of event is the end of the topic, or told by the keys.
 */
final class ChirpStack implements Form {

  private static final Set<String> CONTRACT_TAGS =
      Set.of("contract", "contractid", "contract-id", "contract_id");
  private static final Set<String> CONNECTION_KEYS = Set.of("gatewayId", "state");

  @Override
  public boolean fits(Message message) {
    return message.has("deviceInfo")
        || (message.has("gatewayId") && !message.has("device"))
        || message.has("phyPayload")
        || (message.level(1).equals("event") && !message.topic().startsWith("v3/"))
        || message.topic().endsWith("/state/conn");
  }

  @Override
  public void read(Message message, LogClock clock, Consumer<LpwaEvent> events) throws Unusable {
    String kind = kind(message);
    LpwaEvent event =
        switch (kind) {
          case "application-up" -> arrival(message, clock);
          case "join" -> join(message, clock);
          case "status" -> status(message, clock);
          case "txack" -> sent(message, clock);
          case "application-ack" -> acknowledged(message, clock);
          case "log" -> log(message, clock);
          case "gateway-up" -> gatewayUp(message, clock);
          case "stats" -> stats(message, clock);
          case "gateway-ack" -> gatewayAcknowledged(message, clock);
          case "exec" -> beat(message, clock);
          case "conn" -> connection(message, clock);
          default -> throw Unusable.notNeeded("chirpstack." + known(kind));
        };
    events.accept(event);
  }

  private static String known(String kind) {
    return Set.of("location", "integration", "mesh", "raw").contains(kind) ? kind : "other";
  }

  private static String kind(Message message) {
    boolean ofApplication = message.has("deviceInfo") || message.topic().contains("application/");
    String named = message.level(1).equals("event") ? message.level(0) : "";
    if (message.topic().endsWith("/state/conn")) {
      return "conn";
    }
    if (named.isEmpty()) {
      return ofApplication ? applicationKind(message) : gatewayKind(message);
    }
    return switch (named) {
      case "up", "ack" -> (ofApplication ? "application-" : "gateway-") + named;
      default -> named;
    };
  }

  private static String applicationKind(Message message) {
    if (message.has("gatewayId")) {
      return "txack";
    }
    if (message.has("rxInfo") || message.has("fCnt")) {
      return "application-up";
    }
    if (message.has("acknowledged") || message.has("fCntDown")) {
      return "application-ack";
    }
    if (message.has("margin") || message.has("batteryLevel")) {
      return "status";
    }
    if (message.has("code") || message.has("level") || message.has("description")) {
      return "log";
    }
    if (message.has("location")) {
      return "location";
    }
    if (message.has("eventType")) {
      return "integration";
    }
    return message.has("devAddr") ? "join" : "other";
  }

  private static String gatewayKind(Message message) {
    if (message.has("phyPayload")) {
      return "gateway-up";
    }
    if (message.has("downlinkId") || message.has("items")) {
      return "gateway-ack";
    }
    if (message.has("execId") || message.has("command")) {
      return "exec";
    }
    if (message.has("relayId")) {
      return "mesh";
    }
    return CONNECTION_KEYS.containsAll(message.body().propertyNames()) ? "conn" : "stats";
  }

  private static Arrival arrival(Message message, LogClock clock) throws Unusable {
    JsonNode body = message.body();
    List<JsonNode> heard = Told.each(body, "rxInfo", RECEPTIONS_MAX);
    Long counter = Told.count(body, "fCnt");
    return new Arrival(
        uplinkTime(message, heard, clock),
        message.feed(),
        device(message),
        counter == null ? 0L : counter,
        Told.textOrNull(body, "deduplicationId"),
        null,
        receptions(heard),
        contract(body),
        false);
  }

  /**
   * When the network server had it. The event's own time is taken from a gateway that has one, so
   * it is no better than that gateway's clock where it is the same.
   */
  private static Instant uplinkTime(Message message, List<JsonNode> heard, LogClock clock)
      throws Unusable {
    Instant first = null;
    Instant told = Told.moment(message.body(), "time");
    boolean ofGateway = false;
    for (JsonNode each : heard) {
      Instant server = Told.moment(each, "nsTime");
      first = server != null && (first == null || server.isBefore(first)) ? server : first;
      ofGateway |= told != null && told.equals(Told.moment(each, "gwTime"));
    }
    if (first == null && !ofGateway) {
      first = told;
    }
    return clock.at(message, first, told);
  }

  private static List<Reception> receptions(List<JsonNode> heard) throws Unusable {
    var receptions = new ArrayList<Reception>();
    for (JsonNode each : heard) {
      Integer rssi = Told.dbm(each, "rssi");
      Double snr = Told.number(each, "snr");
      receptions.add(
          new Reception(
              Identity.required(Told.text(each, "gatewayId"), "gateway"),
              Told.moment(each, "gwTime"),
              rssi == null ? 0 : rssi,
              snr == null ? 0.0 : snr));
    }
    return receptions;
  }

  private static String device(Message message) throws Unusable {
    String told = Told.text(message.body().path("deviceInfo"), "devEui");
    return Identity.required(told.isEmpty() ? message.levelAfter("device") : told, "device");
  }

  /** The contract that a tag of device or profile names, or null. */
  private static @Nullable String contract(JsonNode body) {
    JsonNode tags = body.path("deviceInfo").path("tags");
    for (String name : tags.propertyNames()) {
      String value = Identity.of(Told.text(tags, name));
      if (CONTRACT_TAGS.contains(name.toLowerCase(Locale.ROOT))
          && !value.isEmpty()
          && value.length() <= Identity.LENGTH_MAX) {
        return value;
      }
    }
    return null;
  }

  private static DeviceJoin join(Message message, LogClock clock) throws Unusable {
    Instant at = clock.at(message, Told.moment(message.body(), "time"));
    return new DeviceJoin(
        at, message.feed(), device(message), List.of(), contract(message.body()), true);
  }

  /** A device's answer is a frame too; where the frame is told itself, its identity is the same. */
  private static Arrival status(Message message, LogClock clock) throws Unusable {
    JsonNode body = message.body();
    return new Arrival(
        clock.at(message, Told.moment(body, "time")),
        message.feed(),
        device(message),
        null,
        Told.textOrNull(body, "deduplicationId"),
        null,
        List.of(),
        contract(body),
        false);
  }

  private static DownlinkOutcome sent(Message message, LogClock clock) throws Unusable {
    JsonNode body = message.body();
    return new DownlinkOutcome(
        clock.at(message, Told.moment(body, "time")),
        message.feed(),
        gatewayOrNull(message),
        device(message),
        true);
  }

  /** Without an acknowledgement nobody knows whether the frame was sent. */
  private static DownlinkOutcome acknowledged(Message message, LogClock clock) throws Unusable {
    if (!Told.truth(message.body(), "acknowledged")) {
      throw Unusable.notNeeded("chirpstack.not-acknowledged");
    }
    return new DownlinkOutcome(
        clock.at(message, Told.moment(message.body(), "time")),
        message.feed(),
        null,
        device(message),
        true);
  }

  private static LpwaEvent log(Message message, LogClock clock) throws Unusable {
    JsonNode body = message.body();
    Instant at = clock.at(message, Told.moment(body, "time"));
    return switch (Told.text(body, "code")) {
      case "OTAA" ->
          new DeviceJoin(at, message.feed(), device(message), List.of(), contract(body), false);
      case "DOWNLINK_GATEWAY" ->
          new DownlinkOutcome(at, message.feed(), contextGateway(body), device(message), false);
      default -> throw Unusable.notNeeded("chirpstack.log");
    };
  }

  private static @Nullable String contextGateway(JsonNode body) throws Unusable {
    String told = Told.text(body.path("context"), "gateway_id");
    return told.isEmpty() ? null : Identity.required(told, "gateway");
  }

  private static GatewayUplink gatewayUp(Message message, LogClock clock) throws Unusable {
    JsonNode heard = message.body().path("rxInfo");
    String told = Told.text(heard, "gatewayId");
    String gateway = Identity.required(told.isEmpty() ? gatewayName(message) : told, "gateway");
    if (Told.text(heard, "crcStatus").equals("BAD_CRC")) {
      throw Unusable.notNeeded("chirpstack.bad-checksum");
    }
    Instant at = clock.at(message, Told.moment(heard, "nsTime"), Told.moment(heard, "gwTime"));
    return new GatewayUplink(at, message.feed(), gateway);
  }

  private static GatewayBeat stats(Message message, LogClock clock) throws Unusable {
    JsonNode body = message.body();
    Long heard = Told.count(body, "rxPacketsReceived");
    Long well = Told.count(body, "rxPacketsReceivedOk");
    return new GatewayBeat(
        clock.at(message, null, Told.moment(body, "time")),
        message.feed(),
        Identity.required(gatewayName(message), "gateway"),
        heard == null ? 0L : heard,
        well == null ? 0L : well,
        null);
  }

  private static GatewayBeat beat(Message message, LogClock clock) throws Unusable {
    return new GatewayBeat(
        clock.at(message, null),
        message.feed(),
        Identity.required(gatewayName(message), "gateway"),
        null,
        null,
        null);
  }

  /** One item of several is sent at most; an item without status was not needed. */
  private static DownlinkOutcome gatewayAcknowledged(Message message, LogClock clock)
      throws Unusable {
    boolean sent = false;
    for (JsonNode item : Told.each(message.body(), "items", RECEPTIONS_MAX)) {
      sent |= Told.text(item, "status").equals("OK");
    }
    return new DownlinkOutcome(
        clock.at(message, null),
        message.feed(),
        Identity.required(gatewayName(message), "gateway"),
        null,
        sent);
  }

  private static GatewayConnection connection(Message message, LogClock clock) throws Unusable {
    return new GatewayConnection(
        clock.at(message, null),
        message.feed(),
        Identity.required(gatewayName(message), "gateway"),
        Told.text(message.body(), "state").equals("ONLINE"),
        message.retained());
  }

  private static String gatewayName(Message message) {
    String told = Told.text(message.body(), "gatewayId");
    return told.isEmpty() ? message.levelAfter("gateway") : told;
  }

  private static @Nullable String gatewayOrNull(Message message) throws Unusable {
    String told = Told.text(message.body(), "gatewayId");
    return told.isEmpty() ? null : Identity.required(told, "gateway");
  }
}
