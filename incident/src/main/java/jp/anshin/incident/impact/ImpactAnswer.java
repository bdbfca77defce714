package jp.anshin.incident.impact;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/**
 * One answer to the impact question. A later version replaces the earlier one whole; every version
 * is kept.
 *
 * @param version 1 for the first answer, rising by one
 * @param answeredBy who answered
 * @param answeredAt when, in the time of the events (the same clock as the detections)
 * @param services what the users of each service met; each service once
 * @param remark in the answerer's words; may be empty
 */
public record ImpactAnswer(
    int version,
    String answeredBy,
    Instant answeredAt,
    List<ServiceImpact> services,
    String remark) {

  public ImpactAnswer {
    if (version < 1) {
      throw new IllegalArgumentException("version " + version);
    }
    if (answeredBy.isBlank()) {
      throw new IllegalArgumentException("an answer needs who gave it");
    }
    services = List.copyOf(services);
    var seen = new HashSet<String>();
    for (ServiceImpact impact : services) {
      if (!seen.add(impact.service())) {
        throw new IllegalArgumentException("service twice in one answer: " + impact.service());
      }
    }
  }
}
