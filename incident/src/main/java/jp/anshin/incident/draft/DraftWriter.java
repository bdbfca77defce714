package jp.anshin.incident.draft;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.anshin.incident.Incident;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Determination;
import jp.anshin.law.Filing;
import jp.anshin.law.Projection;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import jp.anshin.operator.Operator;
import org.jspecify.annotations.Nullable;

/**
 * Writes the drafts that an incident calls for. The same input gives the same drafts.
 *
 * <p>The voluntary information-sharing notice (report 3.3.2) is always among them. The first report
 * is there only when the verdict is serious; a voluntary one, labelled so, when the verdict is open
 * and an impact is feared: whoever wants it earlier may have it ({@link #firstReport}). The report
 * within thirty days is there when the verdict is serious, a line of the periodic report when it
 * certainly goes in, in the form its facility calls for.
 */
public final class DraftWriter {

  /** Key of the item that says as of when a draft is; it alone is no change of content. */
  public static final String AS_OF = "as-of";

  /** Key of the item that names the form of the report. */
  public static final String REPORT_FORM = "report-form";

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
    return write(incident, determination, null, operator, asOf, CodeNames.NONE);
  }

  /**
   * The same.
   *
   * @param judged what that determination judged by: user-hours are then those of the clock
   * @param names what chosen codes are called
   */
  public static List<Draft> write(
      Incident incident,
      @Nullable Determination determination,
      @Nullable AccidentFacts judged,
      @Nullable Operator operator,
      Instant asOf,
      CodeNames names) {
    var facts = new DraftFacts(incident, determination, judged, operator, asOf, names);
    AccidentAccount account = facts.account();
    var drafts = new ArrayList<Draft>();
    drafts.add(SharingNotice.of(facts, account));
    firstReport(account)
        .filter(each -> each.kind() == DraftKind.FIRST_REPORT || isFeared(account))
        .ifPresent(drafts::add);
    if (determination != null && determination.verdict() == Verdict.SERIOUS) {
      drafts.add(detailedReport(account));
    }
    periodicForm(determination).ifPresent(simple -> drafts.add(periodicEntry(account, simple)));
    return List.copyOf(drafts);
  }

  /**
   * An incident as an account, from which every report can be written.
   *
   * @param determination what the law says of it, or null when nothing was judged yet
   * @param operator who we are on the incident's day, or null when nobody has said
   * @param asOf event time as of which all is told
   */
  public static AccidentAccount account(
      Incident incident,
      @Nullable Determination determination,
      @Nullable Operator operator,
      Instant asOf) {
    return new DraftFacts(incident, determination, null, operator, asOf, CodeNames.NONE).account();
  }

  /**
   * The first report, voluntary while the verdict is open, for it waits for nothing; empty when it
   * certainly is not serious or nothing was judged yet.
   */
  public static Optional<Draft> firstReport(AccidentAccount account) {
    return firstReportKind(account).map(kind -> FirstReport.of(account, kind));
  }

  /** The report within thirty days; what is not known stands there as unknown. */
  public static Draft detailedReport(AccidentAccount account) {
    return DetailedReport.of(account);
  }

  /**
   * One accident's line of the periodic report.
   *
   * @param simpleForm whether the facility that failed is one of the simple form's
   */
  public static Draft periodicEntry(AccidentAccount account, boolean simpleForm) {
    return PeriodicEntry.of(account, simpleForm);
  }

  /** Whether its line goes into the simple form; empty where it goes into none. */
  private static Optional<Boolean> periodicForm(@Nullable Determination determination) {
    return Optional.ofNullable(determination)
        .map(Determination::periodic)
        .filter(duty -> duty.required() == Truth.YES && duty.filing() != Filing.EXEMPT)
        .map(duty -> duty.filing() == Filing.SIMPLE);
  }

  private static Optional<DraftKind> firstReportKind(AccidentAccount facts) {
    Determination judged = facts.determination();
    if (judged == null) {
      return Optional.empty();
    }
    return switch (judged.verdict()) {
      case SERIOUS -> Optional.of(DraftKind.FIRST_REPORT);
      case NOT_SERIOUS -> Optional.empty();
      case UNDETERMINED -> Optional.of(DraftKind.VOLUNTARY_FIRST_REPORT);
    };
  }

  /**
   * An answer or a count leaves it possible that users of a service met something, or somebody says
   * that a satellite, cable or the like failed, or time runs to a threshold of serious accidents.
   */
  private static boolean isFeared(AccidentAccount facts) {
    Instant horizon = facts.asOf().plus(NEAR);
    Determination judged = facts.determination();
    return facts.impacts().stream().anyMatch(ServiceImpact::mayBeHit)
        || facts.told(Told.CRITICAL_FACILITY).isPresent()
        || (judged != null
            && judged.projections().stream()
                .filter(each -> each.duty() == Projection.Duty.SERIOUS)
                .filter(each -> each.usersReached() != Truth.NO)
                .anyMatch(each -> !each.at().earliest().isAfter(horizon)));
  }
}
