package jp.anshin.incident.draft;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.anshin.incident.Incident;
import jp.anshin.law.Determination;
import jp.anshin.law.Projection;
import jp.anshin.law.Truth;
import jp.anshin.operator.Operator;
import org.jspecify.annotations.Nullable;

/**
 * Writes the drafts that an incident calls for. The same input gives the same drafts.
 *
 * <p>The voluntary information-sharing notice (report 3.3.2) is always among them. The first report
 * is there only when the verdict is serious; a voluntary one, labelled so, when the verdict is open
 * and an impact is feared.
 */
public final class DraftWriter {

  /** Key of the item that says as of when a draft is; it alone is no change of content. */
  public static final String AS_OF = "as-of";

  /**
   * A threshold so near is run towards: as long as the ministry's guideline of 2023 gives for the
   * first notice to users.
   */
  static final Duration NEAR = Duration.ofMinutes(30);

  private DraftWriter() {}

  /**
   * The drafts, each kind at most once.
   *
   * @param determination what the law says of it, or null when nothing was judged yet
   * @param operator who we are on the incident's day, or null when nobody has said
   * @param asOf event time as of which all is told
   */
  public static List<Draft> write(
      Incident incident,
      @Nullable Determination determination,
      @Nullable Operator operator,
      Instant asOf) {
    var facts = new DraftFacts(incident, determination, operator, asOf);
    Draft notice = SharingNotice.of(facts);
    return firstReport(facts)
        .map(kind -> List.of(notice, FirstReport.of(facts, kind)))
        .orElseGet(() -> List.of(notice));
  }

  private static Optional<DraftKind> firstReport(DraftFacts facts) {
    Determination judged = facts.determination();
    if (judged == null) {
      return Optional.empty();
    }
    return switch (judged.verdict()) {
      case SERIOUS -> Optional.of(DraftKind.FIRST_REPORT);
      case NOT_SERIOUS -> Optional.empty();
      case UNDETERMINED ->
          isFeared(facts, judged)
              ? Optional.of(DraftKind.VOLUNTARY_FIRST_REPORT)
              : Optional.empty();
    };
  }

  /**
   * An answer says that users met what counts, or time runs to a threshold of serious accidents.
   */
  private static boolean isFeared(DraftFacts facts, Determination judged) {
    Instant horizon = facts.asOf().plus(NEAR);
    return !facts.counted().isEmpty()
        || judged.projections().stream()
            .filter(each -> each.duty() == Projection.Duty.SERIOUS)
            .filter(each -> each.usersReached() != Truth.NO)
            .anyMatch(each -> !each.at().earliest().isAfter(horizon));
  }
}
