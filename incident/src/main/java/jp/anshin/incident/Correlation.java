package jp.anshin.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import jp.anshin.core.Detection;
import jp.anshin.incident.IncidentEvent.IncidentGrew;
import jp.anshin.incident.IncidentEvent.IncidentOpened;
import jp.anshin.incident.IncidentEvent.IncidentRestored;
import jp.anshin.incident.IncidentEvent.IncidentResumed;

/**
 * Which incident a detection belongs to. It belongs where an earlier revision of it is; else to an
 * open incident that one of its own sensor's detections shares the first suspect with and that
 * began at about the same time; else it opens one. Two leaks at once by two networks are two
 * incidents; one network that leaks through two neighbours at once is one.
 */
public final class Correlation {

  /** Starts further apart than this are two events: a leak reaches all its neighbours in less. */
  static final Duration SAME_START = Duration.ofMinutes(5);

  private static final String SUSPECTS = "suspects";

  private Correlation() {}

  /**
   * What happens because of this detection.
   *
   * @param known incidents that are not closed, or that hold an earlier revision
   * @param stated what a sensor says
   * @param simulated whether its input is replayed or generated
   * @return one event, or none when this revision or a later one is already known
   */
  public static Optional<IncidentEvent> eventOf(
      Collection<Incident> known, Detection stated, boolean simulated) {
    Optional<Incident> home = homeOf(known, stated, simulated);
    if (home.isEmpty()) {
      return Optional.of(new IncidentOpened(IncidentId.openedBy(stated), stated, simulated));
    }
    Incident incident = home.get();
    boolean stale =
        incident
            .detection(stated.id())
            .filter(earlier -> earlier.revision() >= stated.revision())
            .isPresent();
    return stale ? Optional.empty() : Optional.of(eventIn(incident, stated));
  }

  private static Optional<Incident> homeOf(
      Collection<Incident> known, Detection stated, boolean simulated) {
    return known.stream()
        .filter(incident -> incident.detection(stated.id()).isPresent())
        .findFirst()
        .or(() ->
            known.stream()
                .filter(incident -> incident.status() == IncidentStatus.OPEN)
                .filter(incident -> incident.simulated() == simulated)
                .filter(incident ->
                    incident.detections().stream().anyMatch(member -> sameEvent(member, stated)))
                .findFirst());
  }

  private static IncidentEvent eventIn(Incident incident, Detection stated) {
    boolean othersEnded =
        incident.detections().stream()
            .filter(each -> !each.id().equals(stated.id()))
            .allMatch(Detection::hasEnded);
    if (stated.hasEnded() && othersEnded) {
      return new IncidentRestored(incident.id(), stated);
    }
    boolean goesOnAgain = !stated.hasEnded() && incident.status() != IncidentStatus.OPEN;
    return goesOnAgain
        ? new IncidentResumed(incident.id(), stated)
        : new IncidentGrew(incident.id(), stated);
  }

  private static boolean sameEvent(Detection one, Detection other) {
    List<String> first = one.fact(SUSPECTS);
    List<String> second = other.fact(SUSPECTS);
    return one.sensor().equals(other.sensor())
        && !first.isEmpty()
        && !second.isEmpty()
        && first.getFirst().equals(second.getFirst())
        && near(one.startedAt().earliest(), other.startedAt().earliest());
  }

  private static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(SAME_START) <= 0;
  }
}
