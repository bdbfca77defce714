package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jp.anshin.incident.Incident;
import jp.anshin.incident.draft.DraftItem;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportId;
import jp.anshin.incident.report.ReportVersion;
import jp.anshin.operator.Audience;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.reports.Drafts;
import jp.anshin.server.reports.ReportPapers;
import jp.anshin.server.reports.Reports;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One report: what does it say, who stands by it, and was it sent? */
@Controller
@RequestMapping("/incidents/{incident}/reports/{kind}")
class ReportPage {

  private final Incidents incidents;
  private final Standing standing;
  private final Drafts drafts;
  private final Reports reports;
  private final ReportPapers papers;
  private final Sendings sendings;
  private final Words words;

  ReportPage(
      Incidents incidents,
      Standing standing,
      Drafts drafts,
      Reports reports,
      ReportPapers papers,
      Sendings sendings,
      Words words) {
    this.incidents = incidents;
    this.standing = standing;
    this.drafts = drafts;
    this.reports = reports;
    this.papers = papers;
    this.sendings = sendings;
    this.words = words;
  }

  @GetMapping
  String page(
      @PathVariable String incident,
      @PathVariable DraftKind kind,
      @RequestParam(defaultValue = "0") int version,
      Locale locale,
      Model model) {
    Report report = reports.required(id(incident, kind));
    show(report, version, null, locale, model);
    return "report";
  }

  @PostMapping("/begin")
  String begin(@PathVariable String incident, @PathVariable DraftKind kind, Principal who) {
    ReportId id = id(incident, kind);
    if (reports.find(id).isEmpty()) {
      reports.begin(id, who.getName());
    }
    return "redirect:" + path(id);
  }

  @PostMapping("/edit")
  String edit(
      @PathVariable String incident,
      @PathVariable DraftKind kind,
      @RequestParam int revision,
      @RequestParam Map<String, String> sent,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    ReportId id = id(incident, kind);
    Report report = reports.required(id);
    Optional<ReportForm.DraftVersion> drafted = drafted(id);
    String why = sent.getOrDefault("why", "").strip();
    return doing(
        id,
        "edited",
        () ->
            reports.edit(
                id,
                revision,
                who.getName(),
                ReportForm.edits(report, drafted, sent),
                drafted.map(ReportForm.DraftVersion::number).orElse(0),
                why),
        sent,
        locale,
        model,
        response);
  }

  @PostMapping("/{deed:review|approve|send-back|withdraw|countersign}")
  String judge(
      @PathVariable String incident,
      @PathVariable DraftKind kind,
      @PathVariable String deed,
      @RequestParam int revision,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam("words") Optional<String> given,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    ReportId id = id(incident, kind);
    String said = given.orElse("").strip();
    String name = who.getName();
    Runnable judged =
        switch (deed) {
          case "review" -> () -> reports.review(id, revision, name, said);
          case "approve" -> () -> reports.approve(id, revision, name, said);
          case "send-back" -> () -> reports.sendBack(id, revision, name, said);
          case "withdraw" -> () -> reports.withdraw(id, revision, name, said);
          default -> () -> reports.countersign(id, revision, name, version, said);
        };
    return doing(id, deed, judged, null, locale, model, response);
  }

  @PostMapping("/submit")
  String submit(
      @PathVariable String incident,
      @PathVariable DraftKind kind,
      @RequestParam int revision,
      @RequestParam Map<String, String> sent,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    ReportId id = id(incident, kind);
    model.addAttribute("sendingTyped", sent);
    return doing(
        id,
        "submit",
        () -> reports.submit(id, revision, who.getName(), sendings.of(sent, locale)),
        null,
        locale,
        model,
        response);
  }

  /** One version as a file; what its recipient may not read is not in it. */
  @GetMapping("/paper")
  ResponseEntity<byte[]> paper(
      @PathVariable String incident,
      @PathVariable DraftKind kind,
      @RequestParam ReportPapers.Format format,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "ja") String language) {
    Report report = reports.required(id(incident, kind));
    ReportVersion shown = ReportWay.version(report, version);
    byte[] bytes = papers.write(report, shown, format, Locale.of(language));
    String name =
        report.id().incident()
            + "-"
            + kind
            + "-"
            + shown.number()
            + PaperFile.ending(language, format.ending());
    return PaperFile.of(bytes, name);
  }

  /** Does it and shows the page again; a refusal is told there, with what was typed. */
  private String doing(
      ReportId id,
      String done,
      Runnable deed,
      @Nullable Map<String, String> typed,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    try {
      deed.run();
      return "redirect:" + path(id) + "?done=" + done;
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
      show(reports.required(id), 0, typed, locale, model);
      return "report";
    }
  }

  private void show(
      Report report, int number, @Nullable Map<String, String> typed, Locale locale, Model model) {
    var show = new Show(locale, words);
    Incident incident = incidents.required(report.id().incident());
    ReportVersion shown = ReportWay.version(report, number);
    Optional<ReportForm.DraftVersion> drafted = drafted(report.id());
    model.addAttribute("incident", incident);
    model.addAttribute("report", report);
    model.addAttribute("shown", shown);
    model.addAttribute("marks", new SourceMarks(incident, Map.of(), show));
    model.addAttribute(
        "changed", report.version(shown.number() - 1).map(shown::changedFrom).orElse(List.of()));
    model.addAttribute("audiences", Audience.values());
    model.addAttribute(
        "form",
        typed == null ? ReportForm.of(report, drafted) : ReportForm.filled(report, drafted, typed));
    model.addAttribute("editing", typed != null);
    model.addAttribute("newer", drafted.map(each -> each.number()).orElse(0));
    model.addAttribute("formats", ReportPapers.formats(report.id().kind()));
    model.addAttribute("gaps", gaps(report));
    model.addAttribute("reasonNeeded", reports.isOutdated(report));
    sendings.show(report, standing.operator(incident), reports.present(report.id()), show, model);
  }

  /** What the ministry would read as not known yet: whoever approves the full report must know. */
  private static List<DraftItem> gaps(Report report) {
    return report.id().kind() == DraftKind.DETAILED_REPORT
        ? report.latest().content().visibleTo(Audience.MINISTRY).items().stream()
            .filter(item -> !item.known())
            .toList()
        : List.of();
  }

  private Optional<ReportForm.DraftVersion> drafted(ReportId id) {
    return drafts.latest(id.incident()).stream()
        .filter(kept -> kept.draft().kind() == id.kind())
        .map(kept -> new ReportForm.DraftVersion(kept.version(), kept.draft()))
        .findFirst();
  }

  private ReportId id(String incident, DraftKind kind) {
    return new ReportId(incidents.required(incident).id(), kind);
  }

  private static String path(ReportId id) {
    return "/incidents/" + id.incident() + "/reports/" + id.kind();
  }
}
