package jp.anshin.server.web;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jp.anshin.core.Detection;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Impact;
import jp.anshin.law.Truth;
import jp.anshin.operator.AddressPrefix;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Prefecture;
import jp.anshin.operator.Service;
import jp.anshin.operator.UserRange;
import org.jspecify.annotations.Nullable;

/**
 * Users that incidents can have touched, by prefecture. What is stated here is the most that is
 * possible; whether it is so, a person says.
 */
final class TouchedUsers {

  /** What is known of one prefecture, the loudest last. */
  enum Level {
    /** Nothing says that users there are touched. */
    NONE,
    /** Nothing says so, and nobody has said whether it is so. */
    NOT_KNOWN,
    /** Nothing says so, and nothing rules it out: the detection's list of routes is a sample. */
    NOT_EXCLUDED,
    /** Routes of the detection lie within addresses of users there. */
    SEEN,
    /** A person said that users of a service provided there cannot use it, or badly. */
    REPORTED
  }

  /**
   * @param level how much is known
   * @param users by service id, within bounds
   */
  record Touch(Level level, SortedMap<String, UserRange> users) {
    static final Touch NOBODY = new Touch(Level.NONE, new TreeMap<>());
    static final Touch NOT_KNOWN = new Touch(Level.NOT_KNOWN, new TreeMap<>());

    private Touch or(Touch other) {
      var all = new TreeMap<>(users);
      other.users.forEach((service, range) -> all.merge(service, range, TouchedUsers::widest));
      return new Touch(level.compareTo(other.level) < 0 ? other.level : level, all);
    }
  }

  private TouchedUsers() {}

  /** By prefecture; those with nobody are left out. */
  static Map<Prefecture, Touch> of(Incident incident, Operator operator) {
    var touched = new EnumMap<Prefecture, Touch>(Prefecture.class);
    if (incident.byPerson().isPresent()) {
      // No route says anything: what nobody has said is not known, and what was said is reported.
      incident.impact().ifPresent(answer -> addReported(touched, answer, operator));
      return touched;
    }
    Set<String> services = mayBeTouched(incident, operator);
    operator
        .usersByPrefecture(sampledPrefixes(incident))
        .forEach((where, users) -> addOf(services, touched, where, Level.SEEN, users));
    if (!sampleIsWhole(incident)) {
      for (Prefecture where : Prefecture.values()) {
        addOf(services, touched, where, Level.NOT_EXCLUDED, atMost(operator.usersIn(where)));
      }
    }
    incident.impact().ifPresent(answer -> addReported(touched, answer, operator));
    return touched;
  }

  /**
   * Services whose users may be touched: all of them while it goes on, and after that those of
   * which nobody has said what their users met. That routes are back answers no question.
   */
  private static Set<String> mayBeTouched(Incident incident, Operator operator) {
    return operator.services().stream()
        .map(Service::id)
        .filter(id -> incident.status() == IncidentStatus.OPEN || !isAnswered(incident, id))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isAnswered(Incident incident, String service) {
    return incident.impact().stream()
        .flatMap(answer -> answer.services().stream())
        .anyMatch(said -> said.service().equals(service) && said.kind() != Impact.UNKNOWN);
  }

  private static void addOf(
      Set<String> services,
      Map<Prefecture, Touch> touched,
      Prefecture where,
      Level level,
      SortedMap<String, UserRange> users) {
    var kept = new TreeMap<>(users);
    kept.keySet().retainAll(services);
    if (!kept.isEmpty()) {
      add(touched, where, new Touch(level, kept));
    }
  }

  /** Both incidents together; the same users may be in both, so they are not added up. */
  static void merge(Map<Prefecture, Touch> into, Map<Prefecture, Touch> more) {
    more.forEach((where, touch) -> add(into, where, touch));
  }

  /**
   * The most users that can be touched, by service; a service that is left out has no bound but its
   * own number of users. From a sample of the routes no bound follows.
   */
  static SortedMap<String, UserRange> byService(Incident incident, Operator operator) {
    return sampleIsWhole(incident)
        ? operator.usersWithin(sampledPrefixes(incident))
        : new TreeMap<>();
  }

  /** The routes that its detections name. */
  static Collection<AddressPrefix> sampledPrefixes(Incident incident) {
    var prefixes = new TreeSet<AddressPrefix>();
    for (Detection detection : incident.detections()) {
      detection
          .fact("prefixSample")
          .forEach(text -> AddressPrefix.tryParse(text).ifPresent(prefixes::add));
    }
    return prefixes;
  }

  private static boolean sampleIsWhole(Incident incident) {
    return incident.byPerson().isEmpty()
        && incident.detections().stream()
            .allMatch(each -> each.count("routeCount") <= each.fact("prefixSample").size());
  }

  private static void addReported(
      Map<Prefecture, Touch> touched, ImpactAnswer answer, Operator operator) {
    List<ServiceImpact> accidents =
        answer.services().stream()
            .filter(impact -> impact.ongoing() && impact.kind().stopOrDegradation() == Truth.YES)
            .toList();
    for (ServiceImpact impact : accidents) {
      for (Prefecture where : Prefecture.values()) {
        UserRange there = operator.usersIn(where).get(impact.service());
        if (there != null) {
          var users = new TreeMap<String, UserRange>();
          users.put(impact.service(), lowered(there, impact.affected().max()));
          add(touched, where, new Touch(Level.REPORTED, users));
        }
      }
    }
  }

  private static void add(Map<Prefecture, Touch> touched, Prefecture where, Touch touch) {
    touched.merge(where, touch, Touch::or);
  }

  private static SortedMap<String, UserRange> atMost(SortedMap<String, UserRange> users) {
    var most = new TreeMap<String, UserRange>();
    users.forEach((service, range) -> most.put(service, lowered(range, null)));
    return most;
  }

  /** From nobody to what is there, and to no more than were reported in all. */
  private static UserRange lowered(UserRange there, @Nullable Long reported) {
    Long high = there.high();
    if (reported != null) {
      high = high == null ? reported : Math.min(high, reported);
    }
    return high == null ? UserRange.atLeast(0) : UserRange.between(0, high);
  }

  private static UserRange widest(UserRange one, UserRange other) {
    long low = Math.max(one.low(), other.low());
    Long oneHigh = one.high();
    Long otherHigh = other.high();
    return oneHigh == null || otherHigh == null
        ? UserRange.atLeast(low)
        : UserRange.between(low, Math.max(oneHigh, otherHigh));
  }
}
