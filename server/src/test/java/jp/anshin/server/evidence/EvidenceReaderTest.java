package jp.anshin.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import jp.anshin.core.Detection;
import jp.anshin.core.Evidence;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentEvent.IncidentOpened;
import jp.anshin.incident.IncidentId;
import jp.anshin.journal.Journal;
import jp.anshin.journal.JournalOptions;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.bmp.BmpWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceReaderTest {
  private static final Instant AT = Instant.parse("2017-08-25T03:22:01Z");
  private static final int PAYLOAD_OFFSET = 8 + 25;

  @TempDir Path directory;

  private EvidenceReader reader() {
    return new EvidenceReader(new EvidencePlace("bmp", directory));
  }

  private static byte[] message() {
    var peer = new BmpWriter.Peer(IpAddress.v4(0xc0000201), 701, 0x0a000001);
    byte[] update =
        new BgpWriter()
            .announce(
                List.of(new BgpWriter.Prefix(IpAddress.v4(0xcb007100), 24)),
                List.of(701L, 15169L, 4713L),
                IpAddress.v4(0xc0000202),
                4)
            .toByteArray();
    return new BmpWriter().routeMonitoring(peer, 1_503_631_321_000_000L, update);
  }

  private void journal(byte[] message) throws Exception {
    try (var journal = Journal.open(directory, JournalOptions.DEFAULT)) {
      journal.append((byte) 3, 1, 1, message, 0, message.length);
    }
  }

  private static Incident incident(Evidence evidence) {
    Detection leak = Statements.leak("15169", "701", 1, 1_000);
    var detection =
        new Detection(
            leak.id(),
            leak.revision(),
            leak.sensor(),
            leak.kinds(),
            leak.subject(),
            leak.startedAt(),
            leak.detectedAt(),
            leak.restatedAt(),
            leak.endedAt(),
            leak.certainty(),
            leak.counts(),
            leak.facts(),
            List.of(evidence));
    return Incident.opened(new IncidentOpened(IncidentId.openedBy(detection), detection, false));
  }

  private static Evidence evidence(String source, long segment, byte[] message, String sha256) {
    return new Evidence(
        source, segment, segment == 0 ? 0 : PAYLOAD_OFFSET, message.length, sha256, AT);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void bytesAreReadBackAndSayWhatTheyAre() throws Exception {
    byte[] message = message();
    journal(message);

    var view = reader().read(incident(evidence("bmp", 1, message, sha256(message))), 0);

    assertThat(view.bytes()).isEqualTo(message);
    assertThat(view.decoded())
        .contains(
            "BMP 3: Route Monitoring, " + message.length + " octets",
            "peer: 192.0.2.1 AS701",
            "table: adj-rib-in-pre, peer type 0, distinguisher 0",
            "timestamp: 2017-08-25T03:22:01Z",
            "AS_PATH: 701 15169 4713",
            "NEXT_HOP: 192.0.2.2",
            "announced (1): 203.0.113.0/24");
  }

  @Test
  void bytesThatAreNotThoseOfTheHashAreNotShown() throws Exception {
    byte[] message = message();
    journal(message);
    var incident = incident(evidence("bmp", 1, message, "00".repeat(32)));

    refused(incident, 0, "evidence.altered");
  }

  @Test
  void bytesOfABaselineOrOfADeletedSegmentAreGone() throws Exception {
    byte[] message = message();
    journal(message);

    refused(incident(evidence("rib.gz", 0, message, sha256(message))), 0, "evidence.gone");
    refused(incident(evidence("bmp", 9, message, sha256(message))), 0, "evidence.gone");
  }

  @Test
  void anEvidenceThatIsNotThereIsUnknown() throws Exception {
    byte[] message = message();
    var incident = incident(evidence("bmp", 1, message, sha256(message)));

    refused(incident, 1, "evidence.unknown");
    refused(incident, -1, "evidence.unknown");
  }

  private void refused(Incident incident, int number, String code) {
    assertThatThrownBy(() -> reader().read(incident, number))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
