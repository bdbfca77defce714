package jp.anshin.formats.lpwa;

import java.util.List;
import java.util.function.Consumer;
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
 * LoRa Basics Station: what a gateway says to its network server over a WebSocket. The messages do
 * not name their gateway: the log does, beside them, or they are of no use. Frames are told below
 * the application side.
 */
final class BasicsStation implements Form {

  @Override
  public boolean fits(Message message) {
    return message.has("msgtype");
  }

  @Override
  public void read(Message message, LogClock clock, Consumer<LpwaEvent> events) throws Unusable {
    String named = message.gateway().isEmpty() ? message.levelAfter("gateway") : message.gateway();
    String gateway = Identity.required(named, "gateway");
    JsonNode body = message.body();
    switch (Told.text(body, "msgtype")) {
      case "updf", "propdf" ->
          events.accept(new GatewayUplink(clock.at(message, null), message.feed(), gateway));
      case "jreq" -> join(message, gateway, clock, events);
      case "dntxed" ->
          events.accept(
              new DownlinkOutcome(
                  clock.at(message, null), message.feed(), gateway, device(body), true));
      case "timesync" ->
          events.accept(
              new GatewayBeat(clock.at(message, null), message.feed(), gateway, null, null, null));
      case "version" -> // the first message of each connection
          events.accept(
              new GatewayConnection(clock.at(message, null), message.feed(), gateway, true, false));
      default -> throw Unusable.notNeeded("basics-station.other");
    }
  }

  private static void join(
      Message message, String gateway, LogClock clock, Consumer<LpwaEvent> events) throws Unusable {
    JsonNode body = message.body();
    JsonNode info = body.path("upinfo");
    var heard = new Reception(gateway, null, Told.dbm(info, "rssi"), Told.number(info, "snr"));
    String device = Identity.required(Told.text(body, "DevEui"), "device");
    var at = clock.at(message, null);
    events.accept(new GatewayUplink(at, message.feed(), gateway));
    events.accept(new DeviceJoin(at, message.feed(), device, List.of(heard), null, false));
  }

  private static @Nullable String device(JsonNode body) throws Unusable {
    String told = Told.text(body, "DevEui");
    return told.isEmpty() ? null : Identity.required(told, "device");
  }
}
