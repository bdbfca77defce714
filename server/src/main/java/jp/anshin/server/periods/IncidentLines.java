package jp.anshin.server.periods;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import jp.anshin.incident.Incident;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.draft.DraftWriter;
import jp.anshin.incident.periodic.PeriodLine;
import jp.anshin.incident.report.ReportId;
import jp.anshin.incident.report.ReportState;
import jp.anshin.law.Determination;
import jp.anshin.law.Filing;
import jp.anshin.law.PeriodicDuty;
import jp.anshin.law.Question;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.law.Truth;
import jp.anshin.law.words.LawWords;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.determinations.Determined;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.operators.OperatorFiles;
import jp.anshin.server.reports.Drafts;
import jp.anshin.server.reports.KeptDraft;
import jp.anshin.server.reports.Reports;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The incidents of this server as lines of the report of a period. */
@Component
class IncidentLines implements PeriodLines {

  private final Incidents incidents;
  private final Determinations determinations;
  private final Drafts drafts;
  private final Reports reports;
  private final OperatorFiles operators;

  IncidentLines(
      Incidents incidents,
      Determinations determinations,
      Drafts drafts,
      Reports reports,
      OperatorFiles operators) {
    this.incidents = incidents;
    this.determinations = determinations;
    this.drafts = drafts;
    this.reports = reports;
    this.operators = operators;
  }

  @Override
  public Optional<LocalDate> firstDay(boolean simulated) {
    return determinations.firstDay(simulated);
  }

  @Override
  public List<PeriodLine> of(ReportingPeriod period, boolean simulated) {
    var lines = new ArrayList<PeriodLine>();
    for (Determined judged : determinations.occurred(period.first(), period.last())) {
      Incident incident = incidents.required(judged.incident());
      if (incident.simulated() == simulated) {
        lines.add(line(incident, determinations.inForce(incident)));
      }
    }
    return lines;
  }

  private PeriodLine line(Incident incident, Determined judged) {
    PeriodicDuty duty = judged.determination().periodic();
    Operator operator = operators.on(judged.facts().firstDay()).orElse(null);
    var line =
        PeriodLine.judged(
            Periods.key(incident.id()),
            incident.headline(),
            judged.facts().firstDay(),
            duty.required(),
            duty.filing());
    return line.mayGoIn()
        ? line.telling(
            line.lawIsOpen() ? questions(judged.determination(), operator) : List.of(),
            PeriodLines.cells(
                entry(incident, judged, operator),
                judged.facts().occurredAt(),
                determinations.law().rulebook().periodic()))
        : line;
  }

  /** What a person made of it, else the draft, else what is known. */
  private Draft entry(Incident incident, Determined judged, @Nullable Operator operator) {
    boolean simple = judged.determination().periodic().filing() == Filing.SIMPLE;
    DraftKind kind = simple ? DraftKind.PERIODIC_SIMPLE : DraftKind.PERIODIC_FORM_27;
    return reports
        .find(new ReportId(incident.id(), kind))
        .filter(report -> report.state() != ReportState.WITHDRAWN)
        .map(report -> report.latest().content())
        .or(() -> drafted(incident, kind))
        .orElseGet(() ->
            DraftWriter.periodicEntry(
                DraftWriter.account(incident, judged.determination(), operator, judged.madeAt()),
                simple));
  }

  private Optional<Draft> drafted(Incident incident, DraftKind kind) {
    return drafts.latest(incident.id()).stream()
        .map(KeptDraft::draft)
        .filter(draft -> draft.kind() == kind)
        .findFirst();
  }

  /**
   * What would settle it. Of the questions of the serious accident those too: it may be left out.
   */
  private static List<LocalizedText> questions(Determination judged, @Nullable Operator operator) {
    List<Service> services = operator == null ? List.of() : operator.services();
    boolean goesIn = judged.periodic().required() == Truth.YES;
    Stream<Question> asked =
        goesIn
            ? Stream.ofNullable(judged.periodic().filingQuestion())
            : judged.questions().stream();
    return asked
        .map(question ->
            new LocalizedText(
                said(question, services, Locale.JAPANESE),
                said(question, services, Locale.ENGLISH)))
        .distinct()
        .toList();
  }

  private static String said(Question question, List<Service> services, Locale locale) {
    Function<String, String> names =
        id ->
            services.stream()
                .filter(service -> service.id().equals(id))
                .map(service -> service.name().in(locale))
                .findFirst()
                .orElse(id);
    return LawWords.in(locale).question(question, names);
  }
}
