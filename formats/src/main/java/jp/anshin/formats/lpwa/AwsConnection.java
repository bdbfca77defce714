package jp.anshin.formats.lpwa;

import java.util.function.Consumer;
import jp.anshin.lpwa.event.GatewayConnection;
import jp.anshin.lpwa.event.LpwaEvent;

/**
 * AWS IoT Core for LoRaWAN: that the connection of a gateway stands or fell. The topic names state
 * and gateway; of a message without topic its keys do.
 */
final class AwsConnection implements Form {

  private static final String TOPIC = "$aws/iotwireless/events/connection_status/";

  @Override
  public boolean fits(Message message) {
    return message.topic().startsWith("$aws/iotwireless/") || message.has("WirelessGatewayId");
  }

  @Override
  public void read(Message message, LogClock clock, Consumer<LpwaEvent> events) throws Unusable {
    boolean named = message.topic().startsWith(TOPIC);
    String state =
        named
            ? message.topic().substring(TOPIC.length()).split("/", 2)[0]
            : Told.text(message.body(), "eventType");
    if (!state.equals("connected") && !state.equals("disconnected")) {
      throw Unusable.notNeeded("aws.other");
    }
    events.accept(
        new GatewayConnection(
            clock.at(message, Told.moment(message.body(), "timestamp")),
            message.feed(),
            Identity.required(gateway(message), "gateway"),
            state.equals("connected"),
            message.retained()));
  }

  private static String gateway(Message message) {
    var lorawan = message.body().path("LoRaWAN");
    String eui = Told.text(lorawan, "GatewayEui");
    if (!eui.isEmpty()) {
      return eui;
    }
    for (String level : new String[] {"gateway_eui", "wireless_gateway_id"}) {
      String named = message.levelAfter(level);
      if (!named.isEmpty()) {
        return named;
      }
    }
    return Told.text(message.body(), "WirelessGatewayId");
  }
}
