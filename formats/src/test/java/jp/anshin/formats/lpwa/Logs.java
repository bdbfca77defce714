package jp.anshin.formats.lpwa;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.lpwa.event.LpwaEvent;

/** Logs for tests: one line of every message that is read, and a reader for them. */
final class Logs {

  static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  static final String UP =
      """
      {"deduplicationId":"3ac7e3c4","time":"2026-11-23T01:02:03.120+00:00","deviceInfo":{"tenantName":"acme","deviceName":"m-001","devEui":"0101010101010101","tags":{"contract":"C-000123"}},"devAddr":"00189440","dr":1,"fCnt":1143,"fPort":1,"data":"c2VjcmV0","object":{"level":3},"rxInfo":[{"gatewayId":"0016c001f153a14c","gwTime":"1980-01-06T00:00:03Z","nsTime":"2026-11-23T01:02:03.130+00:00","rssi":-108,"snr":-6.2,"location":{"latitude":35.6},"crcStatus":"CRC_OK"},{"gatewayId":"0016C001F153A14D","nsTime":"2026-11-23T01:02:03.110+00:00"}],"txInfo":{"frequency":923200000},"regionConfigId":"as923"}\
      """;

  static final String STATS =
      """
      {"gatewayId":"0016c001f153a14c","time":"2026-11-23T01:02:00Z","rxPacketsReceived":12,"rxPacketsReceivedOk":9,"metadata":{"region_common_name":"AS923"}}\
      """;

  static final String THINGS =
      """
      {"end_device_ids":{"device_id":"m-001","application_ids":{"application_id":"meters"},"dev_eui":"0004A30B001C0530","dev_addr":"00BCB929"},"received_at":"2026-11-23T01:02:03.146Z","uplink_message":{"f_port":1,"frm_payload":"c2VjcmV0","rx_metadata":[{"gateway_ids":{"gateway_id":"gtw1","eui":"9C5C8E00001A05C4"},"time":"2026-11-23T01:02:02.787Z","rssi":-35,"snr":5}],"settings":{"frequency":"868300000"},"received_at":"2026-11-23T01:02:02.789Z"}}\
      """;

  static final String THINGPARK =
      """
      {"DevEUI_uplink":{"Time":"2026-11-23T10:02:03.120+09:00","DevEUI":"000000000F1D8693","FPort":"2","FCntUp":"7011","payload_hex":"736563726574","Lrcid":"0059AC01","Lrrid":"08060412","LrrRSSI":"-60.0","LrrSNR":"9.75","DevLrrCnt":"2","Late":"0","Lrrs":{"Lrr":[{"Lrrid":"08060412","Chain":"0","LrrRSSI":"-60.4","LrrSNR":"9.75"},{"Lrrid":"0806D0E5","LrrRSSI":-98,"LrrSNR":-3}]},"CustomerID":"100000507"}}\
      """;

  static final String SIGFOX =
      """
      {"device":"4d1b7c","time":"1795395723","duplicate":"false","snr":"21.5","station":"0F3A","data":"736563726574","avgSnr":"20.1","lat":"35","lng":"139","rssi":"-101.4","seqNumber":"4095","ack":"false"}\
      """;

  static final String SIGFOX_PAGE =
      """
      {"data":[{"device":{"id":"4D1B7C"},"time":1795395723000,"data":"736563726574","seqNumber":12,"rinfos":[{"baseStation":{"id":"0F3A"},"rssi":-101,"snr":20.5,"lat":35.0,"lng":139.0,"delay":1.1}]},{"device":{"id":"4D1B7D"},"time":1795395724000,"seqNumber":13,"rinfos":[]}],"paging":{}}\
      """;

  static final String BASICS =
      """
      {"gateway":"58-A0-CB-FF-FE-80-00-01","receivedAt":"2026-11-23T01:02:03Z","msgtype":"jreq","JoinEui":"00-00-00-00-00-00-00-00","DevEui":"58-A0-CB-00-00-10-20-30","DevNonce":1,"MIC":-5,"DR":5,"Freq":868300000,"upinfo":{"rctx":0,"xtime":40250921680313459,"gpstime":0,"rssi":-35,"snr":5.1}}\
      """;

  static final String AWS =
      """
      {"topic":"$aws/iotwireless/events/connection_status/disconnected/lorawan/wireless_gateways/gateway_eui/0016c001f153a14c","payload":{"eventId":"e1","eventType":"disconnected","timestamp":1795395723120}}\
      """;

  static final String MONITORING =
      """
      {"subscription":"http://scs/1","monitoringEventReports":[{"externalId":"meter-7@example.jp","monitoringType":"UE_REACHABILITY","eventTime":"2026-11-23T01:02:03Z"},{"externalId":"meter-8@example.jp","monitoringType":"LOSS_OF_CONNECTIVITY"}]}\
      """;

  static final String LWM2M =
      """
      {"registration":{"endpoint":"urn:imei:490154203237518","registrationId":"x","lifetime":86400,"registrationDate":1795300000000,"lastUpdate":1795395723000}}\
      """;

  static final String HELIUM =
      """
      {"name":"EMS","dev_eui":"A81758FFFE04B1C1","payload":"c2VjcmV0","fcnt":71,"port":5,"reported_at":1672867882173,"_timestamp":1672867882661,"_devLocation":{"latitude":45.1},"hotspots":[{"id":"11xHRM14","lat":45.1,"long":5.7,"reported_at":1672867882173,"rssi":-111,"snr":-3.799999952316284,"status":"success"}]}\
      """;

  static final String CAMPUS =
      """
      {"deviceName":"EMS","devEUI":"a81758fffe04b1c1","rxInfo":[{"gatewayID":"7276ff002e062e5e","time":"1980-01-06T00:00:00Z","location":{"latitude":45.1},"rssi":-109,"loRaSNR":-6.5}],"txInfo":{"frequency":868100000,"dr":0},"fCnt":9,"fPort":5,"data":"c2VjcmV0","_timestamp":1672867882661}\
      """;

  static final String OWN =
      """
      {"event":"arrival","at":"2026-11-23T10:02:03+09:00","feed":"b","device":"0101010101010101","counter":5,"gateways":[{"gateway":"g1","rssi":-90,"snr":3.5},{"gateway":"g2"}],"contract":"C-1","late":true}\
      """;

  /**
   * PUSH_DATA of gateway 0016c001f153a14c with two frames, one of a bad checksum, and statistics.
   */
  static final String DATAGRAM_JSON =
      """
      {"rxpk":[{"time":"1980-01-06T00:00:03Z","stat":1,"rssi":-108,"lsnr":-6.2,"data":"QAEC"},{"stat":-1}],"stat":{"time":"2026-11-23 01:02:00 GMT","rxnb":2,"rxok":1,"ackr":99.5}}\
      """;

  static final List<String> ALL =
      List.of(
          UP,
          STATS,
          THINGS,
          THINGPARK,
          SIGFOX,
          SIGFOX_PAGE,
          BASICS,
          AWS,
          MONITORING,
          LWM2M,
          HELIUM,
          CAMPUS,
          OWN,
          "1795395723 as923/gateway/0016c001f153a14c/state/conn {\"gatewayId\":\"0016c001f153a14c\"}",
          "{\"datagram\":\"AgABAgAWwAHxU6FM\",\"receivedAt\":\"2026-11-23T01:02:03Z\"}");

  private Logs() {}

  /** The events of a text, and what it was passed over for. */
  static List<LpwaEvent> read(PassedOver passedOver, String... lines) {
    byte[] octets = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    return read(passedOver, octets);
  }

  static List<LpwaEvent> read(PassedOver passedOver, byte[] octets) {
    var log = new EventLog("a.log", new ByteArrayInputStream(octets), "a", NOW, passedOver);
    var events = new ArrayList<LpwaEvent>();
    for (LpwaEvent event = log.next(); event != null; event = log.next()) {
      events.add(event);
    }
    return events;
  }
}
