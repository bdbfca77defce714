package jp.anshin.server.routes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.anshin.core.Detection;
import jp.anshin.incident.Incident;
import jp.anshin.operator.AddressPrefix;
import jp.anshin.route.search.RouteQuery;
import jp.anshin.server.findings.Findings;
import jp.anshin.server.incidents.Incidents;
import org.springframework.stereotype.Service;

/**
 * Incidents and findings that name a prefix or an AS. Of many prefixes a detection keeps a sample,
 * so what is not found here may still have been part of one.
 */
@Service
public class Mentions {

  /** So many of the latest incidents, and as many findings, are looked at. */
  public static final int LATEST = 100;

  private static final String SENSOR = "route";

  private final Incidents incidents;
  private final Findings findings;

  Mentions(Incidents incidents, Findings findings) {
    this.incidents = incidents;
    this.findings = findings;
  }

  /** Those that name it, incidents first, the latest first. */
  public List<Mention> of(RouteQuery query) {
    Stream<Mention> ofIncidents =
        incidents.latest(LATEST).stream()
            .map(each -> incidents.find(each.id()))
            .flatMap(Optional::stream)
            .flatMap(incident -> naming(incident, query).stream());
    Stream<Mention> ofFindings =
        findings.latest(LATEST, 0).stream()
            .filter(found -> names(found, query))
            .map(found -> Mention.of(null, null, found));
    return Stream.concat(ofIncidents, ofFindings).toList();
  }

  private static Optional<Mention> naming(Incident incident, RouteQuery query) {
    return incident.detections().stream()
        .filter(detection -> names(detection, query))
        .findFirst()
        .map(found -> Mention.of(incident.id().value(), incident.headline(), found));
  }

  static boolean names(Detection detection, RouteQuery query) {
    if (!detection.sensor().equals(SENSOR)) {
      return false;
    }
    return switch (query) {
      case RouteQuery.OfPrefix prefix -> namesPrefix(detection, prefix);
      case RouteQuery.OfAs as -> namesAs(detection, Long.toString(as.as()));
    };
  }

  private static boolean namesPrefix(Detection detection, RouteQuery.OfPrefix prefix) {
    Optional<AddressPrefix> wanted = AddressPrefix.tryParse(prefix.toString());
    return Stream.concat(
            Stream.of(detection.subject().key()), detection.fact("prefixSample").stream())
        .flatMap(text -> AddressPrefix.tryParse(text).stream())
        .anyMatch(named -> wanted.filter(named::overlaps).isPresent());
  }

  private static boolean namesAs(Detection detection, String as) {
    return detection.fact("suspects").contains(as)
        || detection.fact("letThrough").contains(as)
        || detection.fact("peers").stream().anyMatch(peer -> peer.endsWith(" AS" + as))
        || detection.fact("pathSample").stream()
            .anyMatch(path -> List.of(path.split(" ")).contains(as));
  }
}
