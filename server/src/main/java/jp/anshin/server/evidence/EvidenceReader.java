package jp.anshin.server.evidence;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import jp.anshin.core.Evidence;
import jp.anshin.incident.Incident;
import jp.anshin.journal.Journal;
import jp.anshin.server.refusal.Refusal;
import org.springframework.stereotype.Service;

/** Reads the bytes behind an incident. */
@Service
public class EvidenceReader {

  private final EvidencePlace place;

  EvidenceReader(EvidencePlace place) {
    this.place = place;
  }

  /**
   * The bytes of evidence {@code number} of an incident, counted over its detections in order. They
   * are read from the journal's files, whether routers are heard now or not.
   *
   * @throws Refusal {@code evidence.unknown} when there is none of that number, {@code
   *     evidence.gone} when its bytes are no longer kept or were never in a journal, {@code
   *     evidence.altered} when they are not those that the hash was taken of
   */
  public EvidenceView read(Incident incident, int number) {
    String id = incident.id().value();
    String shown = Integer.toString(number);
    List<Evidence> all =
        incident.detections().stream().flatMap(each -> each.evidence().stream()).toList();
    if (number < 0 || number >= all.size()) {
      throw new Refusal("evidence.unknown", id, shown);
    }
    Evidence evidence = all.get(number);
    byte[] bytes = bytes(evidence).orElseThrow(() -> new Refusal("evidence.gone", id, shown));
    if (!sha256(bytes).equals(evidence.sha256())) {
      throw new Refusal("evidence.altered", id, shown);
    }
    return new EvidenceView(number, evidence, bytes, BmpText.of(bytes));
  }

  private Optional<byte[]> bytes(Evidence evidence) {
    if (!evidence.source().equals(place.source())
        || evidence.segment() == 0
        || evidence.length() > Journal.MAX_PAYLOAD_OCTETS) {
      return Optional.empty();
    }
    try {
      return Journal.bytesAt(
          place.directory(), evidence.segment(), evidence.offset(), evidence.length());
    } catch (IOException unreadable) {
      throw Refusal.because(
          unreadable,
          "evidence.unreadable",
          place.directory().toString(),
          String.valueOf(unreadable.getMessage()));
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
