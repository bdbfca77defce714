package jp.anshin.incident.impact;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One answer to the impact question. A later version replaces the earlier one whole; every version
 * is kept.
 *
 * @param version 1 for the first answer, rising by one
 * @param answeredBy who answered
 * @param answeredAt when, in the time of the events (the same clock as the detections)
 * @param services what the users of each service met; each service once
 * @param remark in the answerer's words; may be empty
 * @param said what was said of the event as a whole, by key of {@link ImpactFields#ofEvent}
 * @param confirms which parts of it were said with this version
 */
public record ImpactAnswer(
    int version,
    String answeredBy,
    Instant answeredAt,
    List<ServiceImpact> services,
    String remark,
    Map<String, Said> said,
    Confirms confirms) {

  public ImpactAnswer {
    if (version < 1) {
      throw new IllegalArgumentException("version " + version);
    }
    if (answeredBy.isBlank()) {
      throw new IllegalArgumentException("an answer needs who gave it");
    }
    services = List.copyOf(services);
    said = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(said)));
    var seen = new HashSet<String>();
    for (ServiceImpact impact : services) {
      if (!seen.add(impact.service())) {
        throw new IllegalArgumentException("service twice in one answer: " + impact.service());
      }
    }
  }

  /** An answer all of which was said. */
  public ImpactAnswer(
      int version,
      String answeredBy,
      Instant answeredAt,
      List<ServiceImpact> services,
      String remark,
      Map<String, Said> said) {
    this(version, answeredBy, answeredAt, services, remark, said, Confirms.ALL);
  }

  /** An answer that says nothing of the event as a whole. */
  public ImpactAnswer(
      int version,
      String answeredBy,
      Instant answeredAt,
      List<ServiceImpact> services,
      String remark) {
    this(version, answeredBy, answeredAt, services, remark, Map.of());
  }

  /** What was said of that service. */
  public Optional<ServiceImpact> service(String id) {
    return services.stream().filter(each -> each.service().equals(id)).findFirst();
  }

  /** What was said of that field of the event. */
  public Optional<Said> said(String key) {
    return Optional.ofNullable(said.get(key));
  }
}
