package jp.anshin.incident.impact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.anshin.incident.Incident;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.operator.UserRange;
import org.jspecify.annotations.Nullable;

/**
 * What a person must be asked about one service, because no sensor can know it: a leak alone proves
 * no impact.
 *
 * @param service id of the service
 * @param category its 役務区分, or null when the operator file does not say
 * @param parts what is still to be said; empty when the answer is whole
 * @param usersAtMost the most users that what was detected can touch, for the answerer's guidance
 */
public record ImpactQuestion(
    String service, @Nullable ServiceCategory category, List<Part> parts, Bounds usersAtMost) {

  /** A part of the question. */
  public enum Part {
    /** What did users meet? */
    WHAT,
    /** Whom did it hit: which category of service? */
    WHOM,
    /** Since when, and has it ended? */
    SINCE_WHEN,
    /** For how many minutes? */
    HOW_LONG,
    /** Until when? Nobody can say yet, for it goes on. */
    UNTIL_WHEN,
    /** For how many users? */
    HOW_MANY
  }

  /** Whether all was said that can be: only the end is waited for. */
  public boolean isWaiting() {
    return parts.equals(List.of(Part.UNTIL_WHEN));
  }

  public ImpactQuestion {
    parts = List.copyOf(parts);
  }

  /**
   * What is still to be asked, service by service.
   *
   * @param operator who we are on the incident's day
   * @param touched the most users that can be touched, by service id; may be empty
   */
  public static List<ImpactQuestion> open(
      Incident incident, Operator operator, Map<String, UserRange> touched) {
    var open = new ArrayList<ImpactQuestion>();
    Optional<ImpactAnswer> believed = BelievedAnswer.of(incident, operator);
    for (Service service : operator.services()) {
      ServiceImpact said =
          believed.stream()
              .flatMap(answer -> answer.services().stream())
              .filter(impact -> impact.service().equals(service.id()))
              .findFirst()
              .orElseGet(() -> ServiceImpact.unknown(service.id(), service.category()));
      List<Part> parts =
          parts(
              said,
              Beginning.isCountedBefore(service.id(), incident),
              ChangedTimes.contradict(service.id(), incident));
      if (!parts.isEmpty()) {
        open.add(
            new ImpactQuestion(service.id(), said.category(), parts, atMost(service, touched)));
      }
    }
    return List.copyOf(open);
  }

  /** Times that were said before the incident came to have others are asked again. */
  private static List<Part> parts(ServiceImpact said, boolean countedBefore, boolean timesChanged) {
    var parts = new ArrayList<Part>();
    if (said.kind() == Impact.UNKNOWN) {
      parts.add(Part.WHAT);
    }
    if (!mayCount(said)) {
      return parts;
    }
    if (said.category() == null) {
      parts.add(Part.WHOM);
    }
    if (said.began() == null || countedBefore) {
      parts.add(Part.SINCE_WHEN);
    }
    if (timesChanged || said.lastedMinutes().max() == null) {
      parts.add(said.goesOn() && !timesChanged ? Part.UNTIL_WHEN : Part.HOW_LONG);
    }
    if (said.affected().max() == null) {
      parts.add(Part.HOW_MANY);
    }
    return parts;
  }

  /** Hard to connect is no accident of LPWA; of others it turns on what is not known here. */
  private static boolean mayCount(ServiceImpact said) {
    return switch (said.kind()) {
      case STOP, DEGRADATION, UNKNOWN -> true;
      case NONE -> false;
      case HARD_TO_CONNECT -> said.category() != ServiceCategory.LPWA;
    };
  }

  private static Bounds atMost(Service service, Map<String, UserRange> touched) {
    UserRange range = touched.get(service.id());
    Long most = range == null ? null : range.high();
    Long all = most == null ? service.users() : most;
    return all == null ? Bounds.UNKNOWN : Bounds.between(0, all);
  }
}
