package jp.anshin.server.evidence;

import jp.anshin.incident.Incident;
import jp.anshin.server.refusal.Refusal;
import org.springframework.stereotype.Service;

/** Reads the bytes behind an incident. */
@Service
public class EvidenceReader {

  /**
   * The bytes of evidence {@code number} of an incident, counted over its detections in order.
   *
   * @throws Refusal {@code evidence.unknown} when there is none of that number, {@code
   *     evidence.gone} when its bytes are no longer kept
   */
  public EvidenceView read(Incident incident, int number) {
    throw new Refusal("evidence.unknown", incident.id().value(), Integer.toString(number));
  }
}
