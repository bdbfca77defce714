package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jp.anshin.incident.periodic.PeriodCount;
import jp.anshin.incident.periodic.PeriodLine;
import jp.anshin.incident.periodic.Treatment;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportVersion;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.server.operators.OperatorFiles;
import jp.anshin.server.periods.PeriodPapers;
import jp.anshin.server.periods.PeriodStanding;
import jp.anshin.server.periods.Periods;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.reports.Reports;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The report of one period: what stands in it, what is still open, and was it sent? */
@Controller
@RequestMapping("/reports/periodic/{end}")
class PeriodPage {

  /** What is open or has changed is worked off from the top; a page of thousands helps nobody. */
  private static final int LISTED_MAX = 20;

  private static final int PAGE_LENGTH = 50;

  private final Periods periods;
  private final PeriodPapers papers;
  private final Reports reports;
  private final OperatorFiles operators;
  private final Sendings sendings;
  private final Words words;

  PeriodPage(
      Periods periods,
      PeriodPapers papers,
      Reports reports,
      OperatorFiles operators,
      Sendings sendings,
      Words words) {
    this.periods = periods;
    this.papers = papers;
    this.reports = reports;
    this.operators = operators;
    this.sendings = sendings;
    this.words = words;
  }

  /**
   * Which lines are wanted.
   *
   * @param version 0 for the latest
   * @param treatment only of that one, or empty
   * @param q only with these words, or empty
   * @param page from 1
   */
  record Wanted(int version, String treatment, String q, int page) {
    static final Wanted ALL = new Wanted(0, "", "", 1);

    boolean has(PeriodLine line) {
      String words = q.strip().toLowerCase(Locale.ROOT);
      return (treatment.isEmpty() || line.treatment().name().equals(treatment))
          && (words.isEmpty() || text(line).contains(words));
    }

    private static String text(PeriodLine line) {
      var text = new StringBuilder(line.key());
      text.append(' ').append(line.headline().japanese());
      text.append(' ').append(line.headline().english());
      line.cells().forEach(cell -> text.append(' ').append(cell.text().japanese()));
      return text.toString().toLowerCase(Locale.ROOT);
    }
  }

  @GetMapping
  String page(
      @PathVariable String end,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "") String treatment,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") int page,
      HttpServletRequest request,
      Locale locale,
      Model model) {
    ReportingPeriod period = periods.required(end);
    show(period, new Wanted(version, treatment, q, page), Me.of(request), locale, model);
    return "period";
  }

  @PostMapping("/begin")
  String begin(@PathVariable String end, Principal who) {
    ReportingPeriod period = periods.required(end);
    if (reports.find(periods.id(period)).isEmpty()) {
      periods.begin(period, who.getName());
    }
    return "redirect:" + path(period);
  }

  @PostMapping("/{deed:renew|review|approve|send-back|withdraw}")
  String judge(
      @PathVariable String end,
      @PathVariable String deed,
      @RequestParam int revision,
      @RequestParam("words") Optional<String> given,
      HttpServletRequest request,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    ReportingPeriod period = periods.required(end);
    Me me = Me.of(request);
    String said = given.orElse("").strip();
    Runnable judged =
        switch (deed) {
          case "renew" -> () -> periods.renew(period, revision, me.name(), said);
          case "review" -> () -> periods.review(period, revision, me.name(), said);
          case "approve" -> () -> periods.approve(period, revision, me.name(), said);
          case "send-back" -> () -> periods.sendBack(period, revision, me.name(), said);
          default -> () -> periods.withdraw(period, revision, me.name(), said);
        };
    model.addAttribute("wordsTyped", said);
    return doing(period, deed, judged, me, locale, model, response);
  }

  @PostMapping("/submit")
  String submit(
      @PathVariable String end,
      @RequestParam int revision,
      @RequestParam Map<String, String> sent,
      HttpServletRequest request,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    ReportingPeriod period = periods.required(end);
    Me me = Me.of(request);
    model.addAttribute("sendingTyped", sent);
    return doing(
        period,
        "submit",
        () -> periods.submit(period, revision, me.name(), sendings.of(sent, locale)),
        me,
        locale,
        model,
        response);
  }

  @PostMapping("/decide")
  String decide(
      @PathVariable String end,
      @RequestParam String line,
      @RequestParam String seen,
      @RequestParam Treatment as,
      @RequestParam("words") Optional<String> given,
      HttpServletRequest request,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    ReportingPeriod period = periods.required(end);
    Me me = Me.of(request);
    String why = given.orElse("").strip();
    model.addAttribute("lineTyped", line);
    model.addAttribute("wordsTyped", why);
    return doing(
        period,
        "decide",
        () -> periods.decide(period, line, seen, me.name(), as, why),
        me,
        locale,
        model,
        response);
  }

  /** Exactly the lines of one version as a file. */
  @GetMapping("/paper")
  ResponseEntity<byte[]> paper(
      @PathVariable String end,
      @RequestParam PeriodPapers.Format format,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "ja") String language) {
    ReportingPeriod period = periods.required(end);
    Report report = reports.required(periods.id(period));
    ReportVersion shown = ReportWay.version(report, version);
    return PaperFile.of(
        papers.write(report, shown, format, Locale.of(language)),
        "periodic-"
            + period.last()
            + "-"
            + shown.number()
            + PaperFile.ending(language, format.ending()));
  }

  /** Does it and shows the page again; a refusal is told there, with what was typed. */
  private String doing(
      ReportingPeriod period,
      String done,
      Runnable deed,
      Me me,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    try {
      deed.run();
      return "redirect:" + path(period) + "?done=" + done;
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
      show(period, Wanted.ALL, me, locale, model);
      return "period";
    }
  }

  private void show(ReportingPeriod period, Wanted wanted, Me me, Locale locale, Model model) {
    var show = new Show(locale, words);
    PeriodStanding standing = periods.standing(period);
    model.addAttribute("path", path(period));
    model.addAttribute("title", words.of(locale, "period.title", show.law().period(period)));
    model.addAttribute("standing", standing);
    model.addAttribute("due", show.law().deadline(period.deadline()));
    model.addAttribute("count", PeriodCount.of(standing.now()));
    model.addAttribute("questions", first(standing.open()));
    model.addAttribute("decided", first(decided(standing.now())));
    model.addAttribute("changes", first(standing.changes()));
    model.addAttribute("listedMax", LISTED_MAX);
    standing
        .report()
        .ifPresentOrElse(
            report -> {
              ReportVersion shown = ReportWay.version(report, wanted.version());
              model.addAttribute("title", show.text(shown.content().title()));
              showReport(standing, report, shown, me, show, model);
              showLines(periods.lines(shown), wanted, model);
            },
            () -> showLines(standing.now(), wanted, model));
  }

  private void showReport(
      PeriodStanding standing, Report report, ReportVersion shown, Me me, Show show, Model model) {
    sendings.show(
        report, operators.on(standing.period().last()), reports.present(report.id()), show, model);
    model.addAttribute("shown", shown);
    model.addAttribute("digest", Periods.digest(shown));
    model.addAttribute("formats", PeriodPapers.Format.values());
    model.addAttribute("reasonNeeded", !standing.caveats().isEmpty());
    model.addAttribute(
        "mine",
        !report.isSecond(me.name())
            || standing.lines().stream()
                .map(PeriodLine::decision)
                .anyMatch(each -> each != null && each.by().equals(me.name())));
    if (!standing.open().isEmpty()) {
      model.addAttribute("blocked", show.say("period.blocked", standing.open().size()));
    } else if (standing.lines().stream().anyMatch(each -> each.treatment() == Treatment.OPEN)) {
      model.addAttribute("blocked", show.say("period.blocked.version"));
    }
  }

  private static void showLines(List<PeriodLine> all, Wanted wanted, Model model) {
    List<PeriodLine> found = all.stream().filter(wanted::has).toList();
    int pages = Math.max(1, Math.ceilDiv(found.size(), PAGE_LENGTH));
    int page = Math.clamp(wanted.page(), 1, pages);
    model.addAttribute("wanted", wanted);
    model.addAttribute("counted", PeriodCount.of(all));
    model.addAttribute("total", found.size());
    model.addAttribute("all", all.size());
    model.addAttribute("page", page);
    model.addAttribute("pages", pages);
    model.addAttribute(
        "lines", found.stream().skip((page - 1L) * PAGE_LENGTH).limit(PAGE_LENGTH).toList());
  }

  private static List<PeriodLine> decided(List<PeriodLine> lines) {
    return lines.stream().filter(line -> line.decision() != null).toList();
  }

  private static <T> List<T> first(List<T> all) {
    return all.stream().limit(LISTED_MAX).toList();
  }

  private static String path(ReportingPeriod period) {
    return "/reports/periodic/" + period.last();
  }
}
