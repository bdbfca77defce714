package jp.anshin.server.statistics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import jp.anshin.formats.accident.AccidentCase;
import jp.anshin.formats.accident.CaseImpact;
import jp.anshin.formats.form.Cause;
import jp.anshin.formats.form.Facility;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormText;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.draft.DraftItem;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.ServiceOutage;
import jp.anshin.incident.periodic.Treatment;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportState;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Bounds;
import jp.anshin.law.Figures;
import jp.anshin.law.Reading;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;
import jp.anshin.operator.LocalizedName;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.determinations.Determined;
import jp.anshin.server.determinations.JudgingAnew;
import jp.anshin.server.imports.ImportedAccident;
import jp.anshin.server.imports.ImportedKind;
import jp.anshin.server.imports.Imports;
import jp.anshin.server.incidents.IncidentSummary;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.periods.Periods;
import jp.anshin.server.reports.Reports;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Counts the accidents of a fiscal year: every incident of it as the law says of it today, by the
 * operator file and rulebook in force, and every row of imported lists that counts, as it was
 * judged when it was read, as in the report of a period.
 */
@Service
public class Statistics {

  /** What somebody says of when an accident began may differ so much from when it was detected. */
  private static final Duration SAID_APART_MAX = Duration.ofDays(31);

  private final Incidents incidents;
  private final Determinations determinations;
  private final JudgingAnew anew;
  private final Imports imports;
  private final Reports reports;
  private final Periods periods;
  private final Clock clock;
  private final FormBook book = FormText.shipped();

  Statistics(
      Incidents incidents,
      Determinations determinations,
      JudgingAnew anew,
      Imports imports,
      Reports reports,
      Periods periods,
      Clock clock) {
    this.incidents = incidents;
    this.determinations = determinations;
    this.anew = anew;
    this.imports = imports;
    this.reports = reports;
    this.periods = periods;
    this.clock = clock;
  }

  /** The year that it is now. */
  public FiscalYear present() {
    return FiscalYear.of(clock.instant());
  }

  /** The years from the first accident to the present one, latest first; never empty. */
  public List<FiscalYear> years() {
    var known = new TreeSet<Integer>(List.of(present().number()));
    imports.days().forEach(day -> known.add(FiscalYear.of(day).number()));
    incidents
        .startedReal()
        .ifPresent(span -> {
          known.add(FiscalYear.of(span.earliest()).number());
          known.add(FiscalYear.of(span.latest()).number());
        });
    var years = new ArrayList<FiscalYear>();
    for (int each = known.last(); each >= known.first(); each--) {
      years.add(new FiscalYear(each));
    }
    return years;
  }

  /** The figures of that year. */
  public YearFigures of(FiscalYear year) {
    var counter = new YearCounter(year, book);
    Map<String, Treatment> decided = periods.decidedForms(year.first(), year.last());
    int[] counts = new int[3];
    int earlierYear = imports.reachingInto(year.first());
    for (IncidentSummary each : around(year)) {
      Determined judged = judged(each.id());
      if (!FiscalYear.of(judged.facts().firstDay()).equals(year)) {
        earlierYear += !each.simulated() && reachesInto(year, judged.facts()) ? 1 : 0;
      } else if (each.simulated()) {
        counts[2]++;
      } else {
        counts[0]++;
        counter.add(settled(counted(judged), decided.get(Periods.key(each.id()))));
      }
    }
    imports.eachOf(
        year.first(),
        year.last(),
        row -> {
          counts[1]++;
          counter.add(settled(counted(row), decided.get(row.lineKey())));
        });
    counts[2] += imports.simulatedOf(year.first(), year.last());
    return counter.figures(counts[0], counts[1], counts[2], earlierYear);
  }

  private static boolean reachesInto(FiscalYear year, AccidentFacts facts) {
    return facts.firstDay().isBefore(year.first())
        && !Figures.day(facts.occurredAt().latest()).isBefore(year.first());
  }

  /** Where the law leaves the form open, what a person decided for the report of its period. */
  private static Counted settled(Counted accident, @Nullable Treatment decided) {
    return decided == null
        ? accident
        : accident.decided(decided == Treatment.SIMPLE ? ImportedKind.SIMPLE : ImportedKind.FORM27);
  }

  /** By what is in force today; what was kept says that mostly, and is quicker read. */
  private Determined judged(IncidentId id) {
    return determinations
        .latest(id)
        .filter(anew::isOfToday)
        .orElseGet(() -> determinations.now(incidents.required(id)));
  }

  private List<IncidentSummary> around(FiscalYear year) {
    Instant from = year.first().atStartOfDay(Figures.JAPAN).toInstant();
    Instant until = year.last().plusDays(1).atStartOfDay(Figures.JAPAN).toInstant();
    return incidents.started(from.minus(SAID_APART_MAX), until.plus(SAID_APART_MAX));
  }

  private Counted counted(Determined judged) {
    AccidentFacts facts = judged.facts();
    String facility = facts.facilityClass();
    return new Counted(
        facts.firstDay(),
        Figures.day(facts.occurredAt().latest()),
        ImportedKind.of(judged.determination()),
        facility == null
            ? told(
                judged.incident(), "facility", book.facilities(), Facility::code, Facility::label)
            : facility,
        cause(judged),
        parts(judged));
  }

  /**
   * What a report of it names, else what was answered; a serious accident has no line of its own.
   */
  private String cause(Determined judged) {
    IncidentId id = judged.incident();
    String told = told(id, "cause-code", book.causes(), Cause::code, Cause::label);
    return told.isEmpty()
        ? incidents
            .required(id)
            .impact()
            .flatMap(answer -> answer.said(ImpactFields.CAUSE_CODE))
            .flatMap(said -> said.codes().stream().findFirst())
            .orElse("")
        : told;
  }

  private List<Counted.Part> parts(Determined judged) {
    AccidentFacts facts = judged.facts();
    Incident incident = incidents.required(judged.incident());
    Map<String, Bounds> lost =
        ServiceOutage.userSeconds(
            incident,
            facts,
            determinations.operator(incident).orElse(null),
            incident.presentAt(clock.instant()));
    return facts.services().stream()
        .map(each -> part(each, own(facts, each, judged), lost.get(each.service())))
        .toList();
  }

  /** What the law says of that service alone, with the rest of the event as it is. */
  private ImportedKind own(AccidentFacts facts, ServiceFacts service, Determined judged) {
    if (facts.servicesComplete() && facts.services().size() == 1) {
      return ImportedKind.of(judged.determination());
    }
    var alone =
        new AccidentFacts(
            facts.occurredAt(),
            List.of(service),
            true,
            facts.facility(),
            facts.facilitySeconds(),
            facts.assumptions(),
            facts.facilityClass(),
            facts.statements(),
            facts.facilityOngoingSince());
    return ImportedKind.of(determinations.law().determine(alone));
  }

  /** What people wrote in a report of it, where that is one of the names of the forms. */
  private <T> String told(
      IncidentId id,
      String item,
      List<T> known,
      Function<T, String> code,
      Function<T, LocalizedName> label) {
    for (Report report : reports.of(id)) {
      if (report.state() != ReportState.WITHDRAWN) {
        Optional<DraftItem> said = report.latest().content().item(item);
        for (T each : known) {
          if (said.isPresent()
              && said.get().known()
              && said.get().text().japanese().strip().equals(label.apply(each).japanese())) {
            return code.apply(each);
          }
        }
      }
    }
    return "";
  }

  private static Counted.Part part(ServiceFacts service, ImportedKind own, @Nullable Bounds lost) {
    Bounds users = service.affected();
    Bounds seconds = service.durationSeconds();
    for (Reading reading : service.readings()) {
      for (Reading.Extent extent : reading.extents()) {
        users = around(users, extent.users());
        seconds = around(seconds, extent.durationSeconds());
      }
    }
    String category = service.category();
    return new Counted.Part(
        category == null ? "" : category,
        own,
        service.impact().stopOrDegradation(),
        users,
        seconds,
        lost);
  }

  /** Where the law leaves open how it is counted, the truth lies within all readings. */
  private static Bounds around(Bounds one, Bounds other) {
    Long first = one.max();
    Long second = other.max();
    long least = Math.min(one.min(), other.min());
    return first == null || second == null
        ? Bounds.atLeast(least)
        : Bounds.between(least, Math.max(first, second));
  }

  private static Counted counted(ImportedAccident row) {
    AccidentCase read = row.accident();
    CaseImpact impact = read.impact();
    String category = read.category();
    String facility = read.details().facility();
    String cause = read.details().cause();
    Truth met = impact == null ? Truth.YES : impact.impact().stopOrDegradation();
    return new Counted(
        Figures.day(read.occurredAt().earliest()),
        Figures.day(read.occurredAt().latest()),
        row.kind(),
        facility == null ? "" : facility,
        cause == null ? "" : cause,
        List.of(
            new Counted.Part(
                category == null ? "" : category,
                row.kind(),
                met,
                read.users(),
                read.durationSeconds(),
                null)));
  }
}
