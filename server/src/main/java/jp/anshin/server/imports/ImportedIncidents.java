package jp.anshin.server.imports;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jp.anshin.core.Detection;
import jp.anshin.core.Interval;
import jp.anshin.formats.accident.AccidentCase;
import jp.anshin.formats.accident.CaseDetails;
import jp.anshin.formats.accident.CaseImpact;
import jp.anshin.incident.IncidentEvent.IncidentOpened;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.ReportedKind;
import jp.anshin.incident.VisibleText;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.FacilityClass;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.Question;
import jp.anshin.law.Truth;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.server.incidents.IncidentChanged;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.incidents.Incidents.Reported;
import jp.anshin.server.operators.OperatorFiles;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Incidents opened from rows of imported lists. What is serious, or may be, needs reports of its
 * own and people who settle what the list leaves open: from then on the incident stands for the
 * row, also when the list is taken back, and the row counts no more.
 */
@Component
public class ImportedIncidents {

  private static final String SAME_PREMISES = Question.STATEMENT + "same-premises";
  private static final long SECONDS_PER_MINUTE = 60;

  private final ImportStore store;
  private final Incidents incidents;
  private final OperatorFiles operators;
  private final Clock clock;

  ImportedIncidents(ImportStore store, Incidents incidents, OperatorFiles operators, Clock clock) {
    this.store = store;
    this.incidents = incidents;
    this.operators = operators;
    this.clock = clock;
  }

  /**
   * Opens the incident of a row, with what the row says as its first answer where the operator file
   * has exactly one service of its category; opened again it is the same.
   *
   * @param number of the list
   * @param line of the row in its file
   * @throws Refusal {@code import.row-unknown} when no such row counts, {@code import.needs-nobody}
   *     when it needs no person, {@code import.row-not-imported} when the list does not count
   */
  public Reported open(int number, int line, String who) {
    ImportedAccident row =
        store
            .row(number, line)
            .orElseThrow(() ->
                new Refusal(
                    "import.row-unknown", Integer.toString(number), Integer.toString(line)));
    if (row.incident() != null) {
      return new Reported(incidents.required(row.incident()), false);
    }
    if (!row.kind().needsPerson()) {
      throw new Refusal("import.needs-nobody", Integer.toString(number), Integer.toString(line));
    }
    AccidentCase read = row.accident();
    Instant now = clock.instant();
    Detection first =
        new PersonStatement(ReportedKind.LISTED, title(read), read.occurredAt())
            .imported(number, line, listed(read), who, now, endedAt(read, now));
    List<ServiceImpact> services =
        service(read).map(each -> List.of(impact(read, each, number))).orElseGet(List::of);
    return incidents.report(first, who, services, said(read), "");
  }

  /** In the transaction that opens it: there is never one without the other. */
  @EventListener
  void on(IncidentChanged changed) {
    if (!(changed.event() instanceof IncidentOpened opened)) {
      return;
    }
    List<String> place = opened.first().fact(PersonStatement.IMPORT);
    if (place.isEmpty()) {
      return;
    }
    int number = Integer.parseInt(place.getFirst());
    int line = Integer.parseInt(place.getLast());
    if (!store.standFor(number, line, changed.after().id())) {
      throw new Refusal("import.row-not-imported", place.getFirst());
    }
  }

  /** What the row says in words. */
  private static Map<String, String> listed(AccidentCase read) {
    CaseDetails details = read.details();
    return Map.of(
        PersonStatement.SUMMARY, VisibleText.of(read.id() + " " + details.summary()).strip(),
        PersonStatement.CAUSE, VisibleText.of(details.causeWords()),
        PersonStatement.OWNER, VisibleText.of(details.owner()));
  }

  /** What the row is called, on one line. */
  private static String title(AccidentCase read) {
    String all =
        (read.id() + " " + read.details().summary()).replaceAll("[\\p{C}\\p{Z}]+", " ").strip();
    int most = PersonStatement.TITLE_CHARACTERS_MAX;
    if (all.length() <= most) {
      return all.isEmpty() ? Integer.toString(read.line()) : all;
    }
    int end = Character.isHighSurrogate(all.charAt(most - 2)) ? most - 2 : most - 1;
    return all.substring(0, end) + "…";
  }

  /** At the latest; a list that does not say how long it lasted does not say that it is over. */
  private static @Nullable Instant endedAt(AccidentCase read, Instant now) {
    Long most = read.durationSeconds().max();
    if (most == null) {
      return null;
    }
    Instant end = read.occurredAt().latest().plusSeconds(most);
    return end.isAfter(now) ? null : end;
  }

  /** The only service the row can speak of; empty where there are several, or none. */
  private Optional<Service> service(AccidentCase read) {
    LocalDate day = LocalDate.ofInstant(read.occurredAt().earliest(), Figures.JAPAN);
    List<Service> ofCategory =
        operators.on(day).map(Operator::services).orElseGet(List::of).stream()
            .filter(
                each -> each.category() != null && each.category().name().equals(read.category()))
            .toList();
    return ofCategory.size() == 1 ? Optional.of(ofCategory.getFirst()) : Optional.empty();
  }

  private static ServiceImpact impact(AccidentCase read, Service service, int number) {
    CaseImpact said = read.impact();
    Bounds seconds = read.durationSeconds();
    return new ServiceImpact(
        service.id(),
        service.category(),
        // Where the file has no such column a stop was assumed: nobody has said so.
        said == null ? Impact.UNKNOWN : said.impact(),
        read.users(),
        minutes(seconds),
        read.occurredAt(),
        false,
        "import " + number + ", line " + read.line(),
        restored(read.occurredAt(), seconds));
  }

  /** Whole minutes around the seconds: no shorter at least, no longer at most, than they say. */
  private static Bounds minutes(Bounds seconds) {
    Long most = seconds.max();
    return new Bounds(
        seconds.min() / SECONDS_PER_MINUTE,
        most == null ? null : Math.ceilDiv(most, SECONDS_PER_MINUTE));
  }

  /** To the second, where both the moment and how long it lasted are known exactly. */
  private static Map<String, Said> restored(Interval began, Bounds seconds) {
    return began.isExact() && seconds.isExact()
        ? Map.of(
            ImpactFields.RESTORED_AT,
            Said.at(Interval.at(began.earliest().plusSeconds(seconds.min()))))
        : Map.of();
  }

  /** What else the row says of the event. */
  private static Map<String, Said> said(AccidentCase read) {
    CaseDetails details = read.details();
    var said = new TreeMap<String, Said>();
    if (!details.area().isEmpty()) {
      said.put(
          ImpactFields.AREA,
          Said.choosing(
              details.area().stream().map(each -> Integer.toString(each.code())).toList()));
    }
    if (!details.place().isBlank()) {
      said.put(ImpactFields.EQUIPMENT_PLACE, Said.inWords(details.place()));
    }
    String cause = details.cause();
    if (cause != null) {
      said.put(ImpactFields.CAUSE_CODE, Said.choosing(List.of(cause)));
    }
    String facility = details.facility();
    if (facility != null) {
      said.put(ImpactFields.FACILITY_CLASS, Said.choosing(List.of(facility)));
      if (!facility.equals(FacilityClass.CRITICAL)) {
        // Equipment of another class failed, so no satellite or cable did.
        said.put(ImpactFields.FACILITY, Said.of(Truth.NO));
      } else if (details.facilityDown() != Truth.UNDETERMINED) {
        said.put(ImpactFields.FACILITY, Said.of(details.facilityDown()));
        if (details.facilityDown() == Truth.YES && !read.durationSeconds().isUnknown()) {
          said.put(ImpactFields.FACILITY_DURATION, Said.of(minutes(read.durationSeconds())));
        }
      }
    }
    if (details.samePremises() != Truth.UNDETERMINED) {
      said.put(SAME_PREMISES, Said.of(details.samePremises()));
    }
    return said;
  }
}
