package jp.anshin.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import jp.anshin.incident.periodic.PeriodLine;
import jp.anshin.incident.periodic.Treatment;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportId;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.server.api.Answers.Page;
import jp.anshin.server.periods.Periods;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.reports.Reports;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports of periods for programs: the same deeds and the same refusals as on the console. */
@RestController
@RequestMapping(path = "/api/v1/reports/periodic", produces = MediaType.APPLICATION_JSON_VALUE)
class PeriodsV1 {

  private final Periods periods;
  private final Reports reports;

  PeriodsV1(Periods periods, Reports reports) {
    this.periods = periods;
    this.reports = reports;
  }

  /**
   * What a person decides of a line.
   *
   * @param line key of the line
   * @param seen what they saw of it, as its answer names it
   * @param as {@link Treatment#FORM27}, {@code SIMPLE}, {@code LEFT_OUT}, or {@code OPEN} to take a
   *     decision back
   * @param words why
   */
  record DecisionBody(
      @Nullable String line, @Nullable String seen, @Nullable String as, @Nullable String words) {}

  /** What a body asks to be done. */
  private interface Deed {
    Report on(ReportingPeriod period, ReportBody body, String who);
  }

  @GetMapping
  List<PeriodAnswer.Summary> all() {
    return periods.known().stream().map(PeriodAnswer.Summary::of).toList();
  }

  @GetMapping("/{end}")
  PeriodAnswer one(@PathVariable String end) {
    return PeriodAnswer.of(periods.standing(periods.required(end)));
  }

  /**
   * Lines, page by page.
   *
   * @param version of the report; 0 for the accidents as they are known now
   * @param treatment only of that one
   */
  @GetMapping("/{end}/lines")
  Page<PeriodAnswer.Line> lines(
      @PathVariable String end,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(required = false) @Nullable Treatment treatment,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(defaultValue = "0") int offset) {
    List<PeriodLine> found =
        lines(periods.required(end), version).stream()
            .filter(line -> treatment == null || line.treatment() == treatment)
            .toList();
    Page<PeriodLine> page = ApiV1.page(found, limit, offset);
    return new Page<>(page.items().stream().map(PeriodAnswer.Line::of).toList(), page.next());
  }

  /** Begins the report with the accidents as they are known now; only JSON is taken. */
  @PostMapping(path = "/{end}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<PeriodAnswer> begin(@PathVariable String end, Principal who) {
    ReportingPeriod period = periods.required(end);
    periods.begin(period, who.getName());
    return ResponseEntity.created(URI.create("/api/v1/reports/periodic/" + period.last()))
        .body(PeriodAnswer.of(periods.standing(period)));
  }

  @PostMapping(path = "/{end}/decide", consumes = MediaType.APPLICATION_JSON_VALUE)
  PeriodAnswer decide(@PathVariable String end, InputStream sent, Principal who)
      throws IOException {
    ReportingPeriod period = periods.required(end);
    DecisionBody body = SentJson.read(sent.readNBytes(SentJson.OCTETS_MAX + 1), DecisionBody.class);
    periods.decide(
        period,
        needed("line", body.line()),
        needed("seen", body.seen()),
        who.getName(),
        SentJson.constant(Treatment.class, body.as(), "as"),
        SentJson.words("words", body.words(), Reports.WORDS_CHARACTERS_MAX).strip());
    return PeriodAnswer.of(periods.standing(period));
  }

  @PostMapping(path = "/{end}/{deed}", consumes = MediaType.APPLICATION_JSON_VALUE)
  PeriodAnswer act(
      @PathVariable String end, @PathVariable String deed, InputStream sent, Principal who)
      throws IOException {
    ReportingPeriod period = periods.required(end);
    Deed meant = deed(deed);
    ReportBody body = SentJson.read(sent.readNBytes(SentJson.OCTETS_MAX + 1), ReportBody.class);
    meant.on(period, body, who.getName());
    return PeriodAnswer.of(periods.standing(period));
  }

  private Deed deed(String name) {
    return switch (name) {
      case "renew" ->
          (period, body, who) -> periods.renew(period, body.readRevision(), who, body.said());
      case "review" ->
          (period, body, who) -> periods.review(period, body.readRevision(), who, body.said());
      case "send-back" ->
          (period, body, who) -> periods.sendBack(period, body.readRevision(), who, body.said());
      case "approve" ->
          (period, body, who) -> periods.approve(period, body.readRevision(), who, body.said());
      case "submit" ->
          (period, body, who) ->
              periods.submit(
                  period, body.readRevision(), who, body.sent(reports.present(periods.id(period))));
      case "withdraw" ->
          (period, body, who) -> periods.withdraw(period, body.readRevision(), who, body.said());
      default -> throw new Refusal("path.unknown", name);
    };
  }

  private List<PeriodLine> lines(ReportingPeriod period, int version) {
    if (version == 0) {
      return periods.standing(period).now();
    }
    ReportId id = periods.id(period);
    return periods.lines(
        reports
            .required(id)
            .version(version)
            .orElseThrow(() ->
                new Refusal("report.unknown", id.subject().toString(), Integer.toString(version))));
  }

  private static String needed(String where, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw SentJson.missing(where);
    }
    return text;
  }
}
