package jp.anshin.server.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportState;
import jp.anshin.incident.verification.Measure;
import jp.anshin.law.Deadline;
import jp.anshin.law.Determination;
import jp.anshin.law.Figures;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.law.Truth;
import jp.anshin.law.words.LawWords;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.determinations.Determined;
import jp.anshin.server.duties.Duties;
import jp.anshin.server.duties.Duty;
import jp.anshin.server.duties.IncidentClock;
import jp.anshin.server.imports.AccidentImport;
import jp.anshin.server.imports.ImportState;
import jp.anshin.server.imports.ImportedKind;
import jp.anshin.server.imports.Imports;
import jp.anshin.server.incidents.IncidentSummary;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.incidents.Simulation;
import jp.anshin.server.periods.Periods;
import jp.anshin.server.reports.Drafts;
import jp.anshin.server.reports.KeptDraft;
import jp.anshin.server.reports.Reports;
import jp.anshin.server.verifications.Verifications;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What is due, and in what state? */
@Controller
class ReportsPage {

  /** Incidents looked at: a year of a large operator; older ones have their own page. */
  private static final int INCIDENTS_MAX = 300;

  /** Lists looked at for serious accidents: some years of them. */
  private static final int IMPORTS_MAX = 100;

  private final Incidents incidents;
  private final Determinations determinations;
  private final Drafts drafts;
  private final Reports reports;
  private final Standing standing;
  private final Duties duties;
  private final Verifications verifications;
  private final Periods periods;
  private final Imports imports;
  private final Simulation simulation;
  private final Words words;

  ReportsPage(
      Incidents incidents,
      Determinations determinations,
      Drafts drafts,
      Reports reports,
      Standing standing,
      Duties duties,
      Verifications verifications,
      Periods periods,
      Imports imports,
      Simulation simulation,
      Words words) {
    this.incidents = incidents;
    this.determinations = determinations;
    this.drafts = drafts;
    this.reports = reports;
    this.standing = standing;
    this.duties = duties;
    this.verifications = verifications;
    this.periods = periods;
    this.imports = imports;
    this.simulation = simulation;
    this.words = words;
  }

  /**
   * A report that is due, or that somebody has begun.
   *
   * @param title what it is called
   * @param place where it is worked on
   * @param simulated whether it is about a replay
   * @param kind which
   * @param report null when nobody has begun it; of an entry that was sent with it, that of the
   *     period
   * @param due by when, or null when it is due at once or nothing says by when
   * @param elapsed since the accident occurred; zero for that of a period
   * @param wanted whether it is still to be sent where it was withdrawn
   * @param leftOut whether a person decided, where the law is open, that it is not to be sent
   */
  record Line(
      LocalizedText title,
      String place,
      boolean simulated,
      DraftKind kind,
      @Nullable Report report,
      @Nullable LocalDate due,
      Duration elapsed,
      boolean wanted,
      boolean leftOut) {

    /** Whether it is to be sent at once: a first report that has not been. */
    public boolean atOnce() {
      return kind == DraftKind.FIRST_REPORT
          && (report == null || (report.standing().isEmpty() && open()));
    }

    /** Whether something is still to be done: to send it, or to stand by what was sent. */
    public boolean open() {
      boolean sentWithPeriod =
          report != null
              && report.id().kind() == DraftKind.PERIODIC_REPORT
              && kind != DraftKind.PERIODIC_REPORT;
      return !sentWithPeriod && !leftOut && isOpen();
    }

    /** The same entry as it was sent with that period; with none, as it is. */
    Line sentWith(Periods.@Nullable Known period) {
      return period == null ? this : in(period, period.report().orElse(null), leftOut);
    }

    /** The same as a person left it out of the report of that period; with none, as it is. */
    Line leftOutOf(Periods.@Nullable Known period) {
      return period == null ? this : in(period, report, true);
    }

    private Line in(Periods.Known period, @Nullable Report nowBy, boolean nowLeftOut) {
      String there = "/reports/periodic/" + period.period().last();
      return new Line(title, there, simulated, kind, nowBy, due, elapsed, wanted, nowLeftOut);
    }

    private boolean isOpen() {
      return report == null
          || !report.unsigned().isEmpty()
          || switch (report.state()) {
            case SUBMITTED -> false;
            case WITHDRAWN -> wanted;
            case DRAFT, REVIEWED, APPROVED -> true;
          };
    }
  }

  /**
   * A measure against recurrence that is open.
   *
   * @param incident of which
   * @param measure which
   * @param overdue whether its day has passed
   */
  record Open(Incident incident, Measure measure, boolean overdue) {}

  /**
   * An imported list with accidents that are, or may be, serious, and for which no incident stands.
   *
   * @param list which
   * @param rows how many
   */
  record SeriousRows(AccidentImport list, int rows) {}

  private List<SeriousRows> seriousRows() {
    return imports.latest(IMPORTS_MAX).stream()
        .filter(list -> list.state() == ImportState.IMPORTED)
        .map(list -> {
          Map<ImportedKind, Integer> kinds = imports.waiting(list.number());
          return new SeriousRows(
              list,
              kinds.getOrDefault(ImportedKind.SERIOUS, 0)
                  + kinds.getOrDefault(ImportedKind.MAY_BE_SERIOUS, 0));
        })
        .filter(each -> each.rows() > 0)
        .toList();
  }

  /** Imported lists with rows of which nobody has settled whether they hold. */
  private List<AccidentImport> openLists() {
    return imports.latest(IMPORTS_MAX).stream()
        .filter(list -> list.state() == ImportState.IMPORTED && list.conflicts() > 0)
        .toList();
  }

  /**
   * Another duty than those of accidents.
   *
   * @param incident of which
   * @param duty which; it applies, may apply or was reported
   * @param now the incident's present
   */
  record Other(Incident incident, Duty duty, Instant now) {}

  private List<Other> others(Incident incident, Optional<Determined> judged) {
    boolean any =
        !incident.dutyReports().isEmpty()
            || judged.filter(each -> !each.determination().signposts().isEmpty()).isPresent();
    if (!any) {
      return List.of();
    }
    IncidentClock clock = duties.clock(incident);
    return clock.duties().stream()
        .filter(duty -> duty.kind() == Duty.Kind.OTHER)
        .filter(duty -> duty.isOpen() || duty.done() != null)
        .map(duty -> new Other(incident, duty, clock.now()))
        .toList();
  }

  @GetMapping("/reports")
  String page(Model model) {
    model.addAttribute("seriousRows", seriousRows());
    model.addAttribute("openLists", openLists());
    List<Periods.Known> known = periods.known();
    var books = new Books(entered(known), leftOut(known));
    var lines = new ArrayList<Line>();
    var others = new ArrayList<Other>();
    for (IncidentId id : looked()) {
      incidents
          .find(id)
          .ifPresent(incident -> {
            Optional<Determined> judged =
                determinations.latest(id).map(kept -> determinations.inForce(incident));
            addReports(incident, judged, books, lines);
            others.addAll(others(incident, judged));
          });
    }
    others.sort(
        Comparator.comparing((Other each) -> !each.duty().isOpen())
            .thenComparing(each -> each.duty().due().by().orElse(Instant.MIN)));
    model.addAttribute("others", others);
    model.addAttribute("openOthers", others.stream().filter(each -> each.duty().isOpen()).count());
    known.stream()
        .filter(each -> each.over() || each.report().isPresent())
        .map(this::line)
        .forEach(lines::add);
    lines.sort(
        Comparator.comparing((Line line) -> !line.open())
            .thenComparing(line -> !line.atOnce())
            .thenComparing(line -> line.due() == null ? LocalDate.MAX : line.due())
            .thenComparing(Line::elapsed));
    model.addAttribute("open", lines.stream().filter(Line::open).toList());
    model.addAttribute("done", lines.stream().filter(line -> !line.open()).toList());
    model.addAttribute("periods", known.stream().map(this::line).toList());
    model.addAttribute("measures", openMeasures());
    return "reports";
  }

  /** Accidents that were reported with a period, by the key of their line. */
  private Map<String, Periods.Known> entered(List<Periods.Known> known) {
    var entered = new HashMap<String, Periods.Known>();
    for (Periods.Known each : known) {
      each.report()
          .ifPresent(report -> periods.sent(report).forEach(key -> entered.put(key, each)));
    }
    return entered;
  }

  /** Accidents that a person left out of a period's report, by the key of their line. */
  private Map<String, Periods.Known> leftOut(List<Periods.Known> known) {
    var left = new HashMap<String, Periods.Known>();
    for (Periods.Known each : known) {
      each.report()
          .filter(report -> report.state() != ReportState.WITHDRAWN)
          .ifPresent(report -> periods.leftOut(report).forEach(key -> left.put(key, each)));
    }
    return left;
  }

  /**
   * What the reports of periods hold.
   *
   * @param entered by the key of a line, the period with which it was sent
   * @param leftOut by the key of a line, the period of whose report a person left it out
   */
  private record Books(Map<String, Periods.Known> entered, Map<String, Periods.Known> leftOut) {

    /** The entry of an accident as it stands in them. */
    Line of(Line entry, String key, boolean lawIsOpen) {
      Line sent = entry.sentWith(entered.get(key));
      return lawIsOpen && sent.open() ? sent.leftOutOf(leftOut.get(key)) : sent;
    }
  }

  private Line line(Periods.Known known) {
    ReportingPeriod period = known.period();
    Report report = known.report().orElse(null);
    return new Line(
        report == null
            ? new LocalizedText(title(period, Locale.JAPANESE), title(period, Locale.ENGLISH))
            : report.latest().content().title(),
        "/reports/periodic/" + period.last(),
        simulation.isOn(),
        DraftKind.PERIODIC_REPORT,
        report,
        period.deadline().due(),
        Duration.ZERO,
        known.over(),
        false);
  }

  private String title(ReportingPeriod period, Locale locale) {
    return words.of(locale, "period.title", LawWords.in(locale).period(period));
  }

  private List<Open> openMeasures() {
    var open = new ArrayList<Open>();
    for (IncidentId id : verifications.incidents(INCIDENTS_MAX)) {
      Incident incident = incidents.required(id);
      LocalDate today = standing.now(incident).atZone(Figures.JAPAN).toLocalDate();
      verifications.of(id).open().stream()
          .map(measure -> new Open(incident, measure, measure.isOverdue(today)))
          .forEach(open::add);
    }
    open.sort(Comparator.comparing(each -> each.measure().due()));
    return open;
  }

  private Set<IncidentId> looked() {
    var ids = new LinkedHashSet<IncidentId>(reports.incidentsWithReports(INCIDENTS_MAX));
    incidents.recent(INCIDENTS_MAX).stream().map(IncidentSummary::id).forEach(ids::add);
    return ids;
  }

  private void addReports(
      Incident incident, Optional<Determined> judged, Books books, List<Line> lines) {
    List<Report> begun = reports.of(incident.id());
    Duration elapsed =
        Duration.between(
            judged.map(each -> each.facts().occurredAt().earliest()).orElse(startOf(incident)),
            standing.now(incident));
    Determination law = judged.map(Determined::determination).orElse(null);
    String key = Periods.key(incident.id());
    String place = "/" + key;
    boolean lawIsOpen = law != null && law.periodic().required() == Truth.UNDETERMINED;
    List<KeptDraft> applying = drafts.latest(incident.id());
    for (Report report : begun) {
      DraftKind kind = report.id().kind();
      var line =
          new Line(
              report.latest().content().title(),
              place + "/reports/" + kind,
              incident.simulated(),
              kind,
              report,
              dueOf(kind, law),
              elapsed,
              isRequired(kind) && applying.stream().anyMatch(each -> each.draft().kind() == kind),
              false);
      lines.add(line.open() && isEntry(kind) ? books.of(line, key, lawIsOpen) : line);
    }
    boolean toldAsSerious =
        begun.stream()
            .anyMatch(
                each -> each.id().kind() == DraftKind.FIRST_REPORT && !each.standing().isEmpty());
    for (KeptDraft kept : applying) {
      DraftKind kind = kept.draft().kind();
      boolean known = begun.stream().anyMatch(each -> each.id().kind() == kind);
      boolean asked =
          switch (kind) {
            case INFORMATION_SHARING -> false;
            // Whoever was told that it is serious is not told that it may become so.
            case VOLUNTARY_FIRST_REPORT -> !toldAsSerious;
            case FIRST_REPORT,
                DETAILED_REPORT,
                PERIODIC_FORM_27,
                PERIODIC_SIMPLE,
                PERIODIC_REPORT ->
                true;
          };
      if (!known && asked) {
        var line =
            new Line(
                kept.draft().title(),
                place + "#drafts",
                incident.simulated(),
                kind,
                null,
                dueOf(kind, law),
                elapsed,
                isRequired(kind),
                false);
        lines.add(isEntry(kind) ? books.of(line, key, lawIsOpen) : line);
      }
    }
  }

  private static boolean isRequired(DraftKind kind) {
    return kind != DraftKind.INFORMATION_SHARING && kind != DraftKind.VOLUNTARY_FIRST_REPORT;
  }

  private static boolean isEntry(DraftKind kind) {
    return kind == DraftKind.PERIODIC_FORM_27 || kind == DraftKind.PERIODIC_SIMPLE;
  }

  /** A first report is due at once and the voluntary ones never: only others have a day. */
  private static @Nullable LocalDate dueOf(DraftKind kind, @Nullable Determination judged) {
    if (judged == null) {
      return null;
    }
    Deadline due =
        switch (kind) {
          case INFORMATION_SHARING, FIRST_REPORT, VOLUNTARY_FIRST_REPORT, PERIODIC_REPORT -> null;
          case DETAILED_REPORT -> judged.finalReport();
          case PERIODIC_FORM_27, PERIODIC_SIMPLE -> judged.periodic().deadline();
        };
    return due == null ? null : due.due();
  }

  private static Instant startOf(Incident incident) {
    return incident.startedAt().earliest();
  }
}
