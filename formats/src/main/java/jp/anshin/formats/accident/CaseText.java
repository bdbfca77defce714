package jp.anshin.formats.accident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import jp.anshin.core.Interval;
import jp.anshin.law.Bounds;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Truth;
import jp.anshin.operator.Prefecture;
import org.jspecify.annotations.Nullable;

/**
 * A case as it is written, field by field.
 *
 * @param id its name
 * @param line line of the file, from 1; 0 when it stands in none
 * @param date when it began
 * @param category its 役務区分; blank is unknown
 * @param duration how long it lasted; blank is unknown
 * @param ended when it ended, or null when the duration says it
 * @param users affected users; blank is unknown
 * @param impact what users met; blank is unknown, null when there is no place to say so
 * @param more what else is written, by the name of its column; see {@link #MORE}
 */
public record CaseText(
    String id,
    int line,
    String date,
    String category,
    String duration,
    @Nullable String ended,
    String users,
    @Nullable String impact,
    Map<String, String> more) {

  /** Columns that may be left out, beside that of the impact. */
  public static final List<String> MORE = WrittenDetails.COLUMNS;

  public CaseText {
    more = Map.copyOf(more);
  }

  /** A case of which nothing else is written. */
  public CaseText(
      String id,
      int line,
      String date,
      String category,
      String duration,
      @Nullable String ended,
      String users,
      @Nullable String impact) {
    this(id, line, date, category, duration, ended, users, impact, Map.of());
  }

  /** How the fields are called where faults are told. */
  public enum Names {
    /** By the columns of a file. */
    COLUMNS("date", "service_category", "duration_minutes", "affected_users", "impact", "ended"),
    /** By the options of a command line. */
    OPTIONS("--date", "--service", "--duration", "--users", "--impact", "--ended");

    private final String date;
    private final String category;
    private final String duration;
    private final String users;
    private final String impact;
    private final String ended;

    Names(
        String date, String category, String duration, String users, String impact, String ended) {
      this.date = date;
      this.category = category;
      this.duration = duration;
      this.users = users;
      this.impact = impact;
      this.ended = ended;
    }

    private String of(String column) {
      return this == COLUMNS ? column : "--" + column.replace('_', '-');
    }
  }

  private interface Step<T extends @Nullable Object> {
    T read() throws FaultyCaseException;
  }

  /**
   * The case that is meant.
   *
   * @throws FaultyCaseException with every fault of every field
   */
  public AccidentCase read(CaseScope scope, Names names) throws FaultyCaseException {
    var faults = new ArrayList<CaseFault>();
    Interval at =
        step(
            faults,
            () -> scope.checked(names.date, WrittenMoment.read(names.date, date), date.strip()));
    String code = step(faults, () -> scope.category(names.category, category));
    Bounds most = step(faults, () -> WrittenUsers.read(names.users, users));
    CaseImpact met = step(faults, () -> impact(names.impact));
    Bounds seconds = step(faults, () -> seconds(names, at));
    CaseDetails details =
        more.isEmpty() ? CaseDetails.NONE : details(faults, scope.rulebook(), names, at);
    if (!faults.isEmpty() || at == null || most == null || seconds == null) {
      throw new FaultyCaseException(faults.stream().map(fault -> fault.on(line)).toList());
    }
    return new AccidentCase(id, line, at, code, seconds, most, met, details);
  }

  /** What a person should look at although it could be read. */
  public List<CaseFault> notices(Names names) {
    CaseFault notice = WrittenDuration.notice(line, names.duration, duration);
    return notice == null ? List.of() : List.of(notice);
  }

  private CaseDetails details(
      List<CaseFault> faults, Rulebook rulebook, Names names, @Nullable Interval at) {
    var written = new WrittenDetails(more, names::of);
    String facility = step(faults, () -> written.facility(rulebook));
    Truth facilityDown = step(faults, () -> written.facilityDown(facility));
    Truth samePremises = step(faults, () -> written.truth(WrittenDetails.SAME_PREMISES));
    String cause = step(faults, () -> written.cause(at));
    String causeWords = step(faults, written::causeWords);
    SortedSet<Prefecture> area = step(faults, written::area);
    String place = step(faults, () -> written.text(WrittenDetails.PLACE));
    String summary = step(faults, () -> written.text(WrittenDetails.SUMMARY));
    String owner = step(faults, () -> written.text(WrittenDetails.OWNER));
    Boolean simulated = step(faults, written::simulated);
    return samePremises == null
            || facilityDown == null
            || causeWords == null
            || area == null
            || place == null
            || summary == null
            || owner == null
            || simulated == null
        ? CaseDetails.NONE
        : new CaseDetails(
            facility,
            facilityDown,
            samePremises,
            cause,
            causeWords,
            area,
            place,
            summary,
            owner,
            simulated);
  }

  private static <T extends @Nullable Object> @Nullable T step(
      List<CaseFault> faults, Step<T> step) {
    try {
      return step.read();
    } catch (FaultyCaseException fault) {
      faults.addAll(fault.faults());
      return null;
    }
  }

  private @Nullable CaseImpact impact(String column) throws FaultyCaseException {
    if (impact == null) {
      return null;
    }
    Written written = Written.of(impact);
    if (written.isUnknown()) {
      return CaseImpact.UNKNOWN;
    }
    return CaseImpact.of(written.text())
        .orElseThrow(() ->
            Written.fault(
                column, "impact.unknown", written.text(), String.join(", ", CaseImpact.words())));
  }

  private Bounds seconds(Names names, @Nullable Interval began) throws FaultyCaseException {
    if (ended == null) {
      return WrittenDuration.read(names.duration, duration);
    }
    if (!Written.of(duration).isUnknown()) {
      throw Written.fault(names.ended, "ended.twice", names.duration);
    }
    Interval end = WrittenMoment.read(names.ended, ended);
    if (began == null) {
      return Bounds.UNKNOWN; // its own fault is told
    }
    if (end.latest().isBefore(began.earliest())) {
      throw Written.fault(names.ended, "ended.before", ended.strip(), date.strip());
    }
    long least = Duration.between(began.latest(), end.earliest()).toSeconds();
    long most = Duration.between(began.earliest(), end.latest()).toSeconds();
    return Bounds.between(Math.max(0, least), most);
  }
}
