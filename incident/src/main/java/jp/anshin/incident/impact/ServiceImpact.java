package jp.anshin.incident.impact;

import jp.anshin.core.Interval;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.operator.ServiceCategory;
import org.jspecify.annotations.Nullable;

/**
 * What the users of one service met, as a person stated it.
 *
 * @param service id of the service in the operator file
 * @param category its 役務区分 on that day, or null when nobody has said
 * @param kind what they met
 * @param users how many met it; {@link Bounds#UNKNOWN} when nobody has said
 * @param minutes how long, as of the answer, from not being able to use it until restored for all
 * @param began when it began, or null when nobody has said
 * @param ongoing whether it still lasted when the answer was given
 * @param basis how the number of users was found, in the answerer's words; may be empty
 */
public record ServiceImpact(
    String service,
    @Nullable ServiceCategory category,
    Impact kind,
    Bounds users,
    Bounds minutes,
    @Nullable Interval began,
    boolean ongoing,
    String basis) {

  public ServiceImpact {
    if (service.isBlank()) {
      throw new IllegalArgumentException("an impact needs its service");
    }
  }

  /** A service of which nobody has said anything. */
  public static ServiceImpact unknown(String service, @Nullable ServiceCategory category) {
    return new ServiceImpact(
        service, category, Impact.UNKNOWN, Bounds.UNKNOWN, Bounds.UNKNOWN, null, true, "");
  }
}
