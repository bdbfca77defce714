package jp.anshin.formats.lpwa;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import jp.anshin.lpwa.event.DownlinkOutcome;
import jp.anshin.lpwa.event.GatewayBeat;
import jp.anshin.lpwa.event.GatewayUplink;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.wire.lora.GatewayDatagram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Semtech UDP: datagrams as hexadecimal digits or base64 of either alphabet, padded or not. It is
 * told below the application side, so frames are {@link GatewayUplink}s. The only times in it are
 * the gateway's.
 */
final class SemtechUdp implements Form {

  static final String DATAGRAM = "datagram";

  private static final Pattern HEXADECIMAL = Pattern.compile("(?:[0-9A-Fa-f]{2})+");
  private static final Pattern BASE64 = Pattern.compile("[0-9A-Za-z+/_-]{6,}={0,2}");

  @Override
  public boolean fits(Message message) {
    return message.has(DATAGRAM);
  }

  /** Whether a line may be the octets of a datagram. */
  static boolean mayBe(String text) {
    return HEXADECIMAL.matcher(text).matches() || BASE64.matcher(text).matches();
  }

  /** The octets that a text writes, or null when it writes none. */
  static byte @Nullable [] octets(String text) {
    try {
      if (HEXADECIMAL.matcher(text).matches()) {
        return HexFormat.of().parseHex(text);
      }
      String unpadded = text.replaceFirst("=+$", "").replace('-', '+').replace('_', '/');
      return Base64.getDecoder().decode(unpadded);
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  @Override
  public void read(Message message, LogClock clock, Consumer<LpwaEvent> events) throws Unusable {
    byte[] octets = octets(Told.text(message.body(), DATAGRAM).strip());
    GatewayDatagram datagram =
        octets == null ? null : GatewayDatagram.read(octets, 0, octets.length);
    if (datagram == null) {
      throw Unusable.fault("gwmp.malformed");
    }
    if (!datagram.kind().isFromGateway()) {
      throw Unusable.notNeeded("gwmp.of-server");
    }
    String gateway = HexFormat.of().toHexDigits(datagram.gateway());
    JsonNode json = json(datagram);
    switch (datagram.kind()) {
      case PULL_DATA ->
          events.accept(
              new GatewayBeat(clock.at(message, null), message.feed(), gateway, null, null, null));
      case TX_ACK -> events.accept(acknowledged(message, json, gateway, clock));
      default -> pushed(message, json, gateway, clock, events);
    }
  }

  private static JsonNode json(GatewayDatagram datagram) throws Unusable {
    byte[] json = datagram.json();
    return json.length == 0 ? Json.none() : Json.object(json, json.length);
  }

  private static void pushed(
      Message message, JsonNode json, String gateway, LogClock clock, Consumer<LpwaEvent> events)
      throws Unusable {
    boolean told = false;
    for (JsonNode heard : Told.each(json, "rxpk", RECEPTIONS_MAX)) {
      Long status = Told.whole(heard, "stat");
      told = true;
      if (status == null || status >= 0) { // below is a bad checksum
        Instant at = clock.at(message, null, Told.moment(heard, "time"));
        events.accept(new GatewayUplink(at, message.feed(), gateway));
      }
    }
    JsonNode stat = json.path("stat");
    if (stat.isObject()) {
      events.accept(
          new GatewayBeat(
              clock.at(message, null, statisticsTime(stat)),
              message.feed(),
              gateway,
              Told.count(stat, "rxnb"),
              Told.count(stat, "rxok"),
              percent(stat)));
    } else if (!told) {
      throw Unusable.fault("gwmp.empty");
    }
  }

  /** What no share can be is not told. */
  private static @Nullable Double percent(JsonNode stat) {
    Double told = Told.number(stat, "ackr");
    return told == null || told < 0 || told > 100 ? null : told;
  }

  /** Written as {@code 2026-11-23 01:02:00 GMT}. */
  private static @Nullable Instant statisticsTime(JsonNode stat) {
    return Told.moment(Told.text(stat, "time").replaceFirst(" (GMT|UTC)$", "Z").replace(' ', 'T'));
  }

  private static DownlinkOutcome acknowledged(
      Message message, JsonNode json, String gateway, LogClock clock) throws Unusable {
    String error = Told.text(json.path("txpk_ack"), "error");
    boolean sent = error.isEmpty() || error.equals("NONE");
    return new DownlinkOutcome(clock.at(message, null), message.feed(), gateway, null, sent);
  }
}
