package jp.anshin.formats.lpwa;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import jp.anshin.wire.lora.GatewayDatagram;
import jp.anshin.wire.lora.GatewayDatagram.Kind;

/** Valid lines of every format, to begin from. */
public final class LogsForFuzzing {

  private LogsForFuzzing() {}

  /** One text each, of a line or of a header and a row. */
  public static List<String> lines() {
    byte[] json = Logs.DATAGRAM_JSON.getBytes(StandardCharsets.UTF_8);
    String datagram =
        HexFormat.of().formatHex(GatewayDatagram.of(Kind.PUSH_DATA, 1, 7, json).toByteArray());
    return Stream.concat(
            Logs.ALL.stream(),
            Stream.of(
                "1795395723 " + datagram,
                "application/1/device/0101/event/up 0a04616263641206088ba9f5d80638f708",
                "{\"topic\":\"eu/gateway/01/event/stats\",\"payload\":"
                    + Logs.STATS
                    + ",\"retain\":1}",
                "event,at,device,counter,gateways\narrival,2026-11-23 10:02:03,d,5,g1 g2",
                "imsi,cellId,startTime,bytesUl,cause\n440101234567890,7,2026-11-23 10:02:03,5,0"))
        .toList();
  }
}
