package jp.anshin.server.alerts;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.anshin.core.Detection;
import jp.anshin.incident.Incident;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.operator.AddressPrefix;
import jp.anshin.operator.AsNumber;
import jp.anshin.operator.Operator;
import jp.anshin.operator.PlannedWork;
import jp.anshin.server.operators.OperatorFiles;
import org.springframework.stereotype.Service;

/**
 * Which work that was announced explains an incident. Work explains what began within its time and
 * lies wholly within its scope, as far as that can be seen; in doubt it explains nothing. It never
 * explains a hijack: nobody plans that another network originates a watched block.
 */
@Service
public class PlannedWorks {

  /** Of our blocks, and of those of others that are to call people. */
  private static final Set<String> HIJACKS = Set.of("hijack", "others-hijack");

  private static final String LEAK = "leak";
  private static final String NEIGHBOUR = "route-neighbour";

  private final OperatorFiles operators;

  PlannedWorks(OperatorFiles operators) {
    this.operators = operators;
  }

  /** The work within whose time and scope it began, whether or not that still goes on. */
  public Optional<PlannedWork> explaining(Incident incident) {
    Instant began = incident.startedAt().latest();
    List<PlannedWork> works =
        operators.current().map(file -> file.register().plannedWork()).orElseGet(List::of);
    if (works.stream().noneMatch(work -> work.goesOn(began))) {
      return Optional.empty();
    }
    return operators
        .on(began.atZone(Figures.JAPAN).toLocalDate())
        .flatMap(who ->
            works.stream()
                .filter(work -> work.goesOn(began))
                .filter(work ->
                    incident.detections().stream()
                        .allMatch(each -> explains(work, each, incident, who)))
                .findFirst());
  }

  private static boolean explains(
      PlannedWork work, Detection detection, Incident incident, Operator who) {
    boolean hijack = !Collections.disjoint(detection.kinds(), HIJACKS);
    if (hijack || !work.goesOn(detection.startedAt().latest())) {
      return false;
    }
    return PersonStatement.is(detection)
        ? explainsServices(work, incident)
        : explainsSuspect(work, detection, who)
            || explainsPeers(work, detection, who)
            || explainsBlocks(work, detection, who);
  }

  /** What people report is explained when they said whom it hit, and nobody else. */
  private static boolean explainsServices(PlannedWork work, Incident incident) {
    List<ServiceImpact> hit =
        incident.impact().stream()
            .flatMap(answer -> answer.services().stream())
            .filter(each -> each.kind() != Impact.NONE)
            .toList();
    return !hit.isEmpty()
        && hit.stream().allMatch(each -> work.services().contains(each.service()));
  }

  /**
   * The network that did it, or, of what is no leak, the neighbour at which it is seen. A leak that
   * comes through a neighbour is not of that neighbour's doing.
   */
  private static boolean explainsSuspect(PlannedWork work, Detection detection, Operator who) {
    Optional<AsNumber> first =
        detection.fact("suspects").stream().findFirst().flatMap(AsNumber::tryParse);
    if (first.filter(as -> work.touches(as, who)).isPresent()) {
      return true;
    }
    return !detection.kinds().contains(LEAK)
        && detection.subject().kind().equals(NEIGHBOUR)
        && AsNumber.tryParse(detection.subject().key())
            .filter(as -> work.touches(as, who))
            .isPresent();
  }

  /** All whose tables show it are met by routers that are worked on: they lost it together. */
  private static boolean explainsPeers(PlannedWork work, Detection detection, Operator who) {
    List<String> peers = detection.fact("peers");
    return !peers.isEmpty()
        && !detection.kinds().contains(LEAK)
        && peers.size() == detection.count("peerCount")
        && peers.stream()
            .allMatch(peer ->
                AsNumber.tryParse(peer.substring(peer.lastIndexOf("AS") + 2))
                    .filter(as -> work.touches(as, who))
                    .isPresent());
  }

  /** All blocks are within what is worked on; a sample of more says nothing of the rest. */
  private static boolean explainsBlocks(PlannedWork work, Detection detection, Operator who) {
    Collection<String> blocks = detection.fact("prefixSample");
    return !blocks.isEmpty()
        && blocks.size() >= detection.count("routeCount")
        && blocks.stream()
            .allMatch(block ->
                AddressPrefix.tryParse(block).filter(each -> work.touches(each, who)).isPresent());
  }
}
