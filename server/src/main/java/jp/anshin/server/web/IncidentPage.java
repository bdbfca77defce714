package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.anshin.core.Detection;
import jp.anshin.core.Evidence;
import jp.anshin.formats.form.Cause;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormText;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.ReadState;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.draft.DraftText;
import jp.anshin.incident.impact.AnswerableTime;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.ReportedDuties;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.runbook.RunbookProgress;
import jp.anshin.law.Determination;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Verdict;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.server.alerts.Call;
import jp.anshin.server.alerts.CallGroup;
import jp.anshin.server.alerts.Calls;
import jp.anshin.server.alerts.PlannedWorks;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.determinations.Determined;
import jp.anshin.server.duties.Duties;
import jp.anshin.server.duties.Duty;
import jp.anshin.server.duties.IncidentClock;
import jp.anshin.server.evidence.EvidenceReader;
import jp.anshin.server.evidence.EvidenceView;
import jp.anshin.server.incidents.CountAt;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.reports.Drafts;
import jp.anshin.server.reports.KeptDraft;
import jp.anshin.server.reports.Reports;
import jp.anshin.server.runbooks.Runbooks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What happened, how big, why, what next? */
@Controller
class IncidentPage {

  /** Lines of the table behind the chart; the file has them all. */
  private static final int COUNTS_MAX = 240;

  private static final int OCTETS_A_LINE = 16;
  private static final List<String> LANGUAGES = List.of("ja", "en");

  private final Incidents incidents;
  private final Standing standing;
  private final Determinations determinations;
  private final Drafts drafts;
  private final Reports reports;
  private final Duties duties;
  private final EvidenceReader evidence;
  private final Calls calls;
  private final PlannedWorks planned;
  private final Runbooks runbooks;
  private final Words words;
  private final FormBook book = FormText.shipped();

  IncidentPage(
      Incidents incidents,
      Standing standing,
      Determinations determinations,
      Drafts drafts,
      Reports reports,
      Duties duties,
      EvidenceReader evidence,
      Calls calls,
      PlannedWorks planned,
      Runbooks runbooks,
      Words words) {
    this.incidents = incidents;
    this.standing = standing;
    this.determinations = determinations;
    this.drafts = drafts;
    this.reports = reports;
    this.duties = duties;
    this.evidence = evidence;
    this.calls = calls;
    this.planned = planned;
    this.runbooks = runbooks;
    this.words = words;
  }

  /**
   * A detection with its evidence as it is numbered over the incident.
   *
   * @param place from 1, in the order they joined
   * @param detection its latest revision
   * @param evidence its evidence
   */
  record Shown(int place, Detection detection, List<Numbered> evidence) {}

  /**
   * One piece of evidence.
   *
   * @param number as in its address
   * @param evidence where the bytes lie
   */
  record Numbered(int number, Evidence evidence) {}

  /**
   * One line of a dump.
   *
   * @param offset of its first octet, in hexadecimal
   * @param octets in hexadecimal
   * @param text the printable ones
   */
  record DumpLine(String offset, String octets, String text) {}

  @GetMapping("/incidents/{id}")
  String page(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String wellAgain,
      Locale locale,
      Model model) {
    Incident incident = incidents.required(id);
    show(incident, locale, model, null);
    Instant restored = incident.restoredAt().orElse(null);
    if (wellAgain != null
        && restored != null
        && model.getAttribute("form") instanceof ImpactForm form) {
      model.addAttribute("form", form.wellAgain(restored));
      model.addAttribute("wellAgain", true);
    }
    return "incident";
  }

  /** The page once more, because what was sent cannot be taken. */
  String again(
      Incident incident, int status, Locale locale, Model model, HttpServletResponse response) {
    response.setStatus(status);
    show(incident, locale, model, null);
    return "incident";
  }

  @PostMapping("/incidents/{id}/impact")
  String answer(
      @PathVariable String id,
      @RequestParam Map<String, String> sent,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    Incident incident = incidents.required(id);
    Operator operator = standing.operator(incident, "impact", locale);
    var answerable = AnswerableTime.of(incident, standing.clock(incident));
    FinerForm finer = finer(incident, standing.determined(incident), new Show(locale, words));
    ImpactForm form = ImpactForm.typed(sent, incident, operator, finer, answerable);
    if (form.faulty()) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      show(incident, locale, model, form);
      return "incident";
    }
    try {
      incidents.answerImpact(
          incident.id(),
          form.readVersion(),
          ReadState.of(sent.getOrDefault("readState", "")),
          who.getName(),
          form.answers(),
          form.said(),
          form.remark());
      return "redirect:/incidents/" + incident.id() + "?answered#impact";
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
      show(incidents.required(id), locale, model, form);
      return "incident";
    }
  }

  /** One answer for all services: nothing was interrupted or degraded. */
  @PostMapping("/incidents/{id}/no-interruption")
  String noInterruption(
      @PathVariable String id,
      @RequestParam int readVersion,
      @RequestParam(defaultValue = "") String readState,
      @RequestParam String basis,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    Incident incident = incidents.required(id);
    Operator operator = standing.operator(incident, "impact", locale);
    String fault = faultOf(basis, locale);
    if (!fault.isEmpty()) {
      model.addAttribute("interruptionFault", fault);
      model.addAttribute("interruptionBasis", basis);
      return again(incident, locale, model, response);
    }
    try {
      incidents.answerNoInterruption(
          incident.id(),
          readVersion,
          ReadState.of(readState),
          who.getName(),
          operator,
          determinations.law().rulebook(),
          basis.strip());
      return "redirect:/incidents/" + incident.id() + "?answered#impact";
    } catch (Refusal refusal) {
      model.addAttribute("refused", refusal.sentence(locale));
      model.addAttribute("interruptionBasis", basis);
      return again(incidents.required(id), refusal.status(), locale, model, response);
    }
  }

  @PostMapping("/incidents/{id}/note")
  String note(
      @PathVariable String id,
      @RequestParam("words") String written,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    Incident incident = incidents.required(id);
    String fault = faultOf(written, locale);
    if (!fault.isEmpty()) {
      model.addAttribute("noteFault", fault);
      model.addAttribute("noteWords", written);
      return again(incident, locale, model, response);
    }
    incidents.note(incident.id(), who.getName(), written.strip());
    return "redirect:/incidents/" + incident.id() + "#timeline";
  }

  @PostMapping("/incidents/{id}/close")
  String close(
      @PathVariable String id,
      @RequestParam String why,
      @RequestParam(required = false) @Nullable String leaving,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    Incident incident = incidents.required(id);
    String fault = faultOf(why, locale);
    if (fault.isEmpty() && leaving == null && !duties.clock(incident).leftOpen().isEmpty()) {
      fault = words.of(locale, "close.left-open.unsaid");
    }
    if (!fault.isEmpty()) {
      model.addAttribute("closeFault", fault);
      model.addAttribute("closeWhy", why);
      return again(incident, locale, model, response);
    }
    incidents.close(incident.id(), who.getName(), why.strip());
    return "redirect:/incidents/" + incident.id();
  }

  /** The page once more, with the fault of one of its small forms. */
  private String again(
      Incident incident, Locale locale, Model model, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    show(incident, locale, model, null);
    return "incident";
  }

  @PostMapping("/incidents/{id}/reopened")
  String reopen(
      @PathVariable String id,
      @RequestParam String why,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    Incident incident = incidents.required(id);
    String fault = faultOf(why, locale);
    if (!fault.isEmpty()) {
      model.addAttribute("reopenFault", fault);
      model.addAttribute("reopenWhy", why);
      return again(incident, locale, model, response);
    }
    incidents.reopen(incident.id(), who.getName(), why.strip());
    return "redirect:/incidents/" + incident.id();
  }

  @GetMapping("/incidents/{id}/evidence/{number}")
  String evidence(@PathVariable String id, @PathVariable int number, Locale locale, Model model) {
    Incident incident = incidents.required(id);
    EvidenceView view = evidence.read(incident, number);
    model.addAttribute("incident", incident);
    model.addAttribute("view", view);
    model.addAttribute("dump", dump(view.bytes()));
    model.addAttribute("last", evidenceCount(incident) - 1);
    return "evidence";
  }

  /** A draft as text for one audience: what that audience may not read is not in it. */
  @GetMapping("/incidents/{id}/drafts/{kind}")
  String draft(
      @PathVariable String id,
      @PathVariable DraftKind kind,
      @RequestParam(defaultValue = "STAFF") Audience audience,
      @RequestParam(defaultValue = "") String text,
      Locale locale,
      Model model) {
    Incident incident = incidents.required(id);
    KeptDraft kept =
        drafts.latest(incident.id()).stream()
            .filter(each -> each.draft().kind() == kind)
            // Where there is nothing for that audience its title is none of its business either.
            .filter(each -> each.draft().isFor(audience))
            .findFirst()
            .orElseThrow(() -> new Refusal("draft.unknown", id, kind.name()));
    String language =
        LANGUAGES.contains(text) ? text : new Show(locale, words).japanese() ? "ja" : "en";
    Draft visible = kept.draft().visibleTo(audience);
    model.addAttribute("incident", incident);
    model.addAttribute("kept", kept);
    model.addAttribute(
        "audiences", Arrays.stream(Audience.values()).filter(kept.draft()::isFor).toList());
    model.addAttribute("audience", audience);
    model.addAttribute("text", language);
    model.addAttribute("hiddenItems", kept.draft().items().size() - visible.items().size());
    model.addAttribute("content", DraftText.of(visible, Locale.of(language)));
    return "draft";
  }

  @GetMapping("/incidents/{id}/counts.csv")
  ResponseEntity<byte[]> counts(@PathVariable String id) {
    IncidentId incident = incidents.required(id).id();
    List<CountAt> counts = incidents.counts(incident);
    List<String> names = names(counts);
    var headings = new ArrayList<>(List.of("at", "detection", "revision"));
    headings.addAll(names);
    var table = new Csv(headings.toArray(String[]::new));
    for (CountAt count : counts) {
      var cells =
          new ArrayList<>(
              List.of(
                  count.at().toString(), count.detection(), Integer.toString(count.revision())));
      for (String name : names) {
        Long value = count.counts().get(name);
        cells.add(value == null ? "" : value.toString());
      }
      table.row(cells.toArray(String[]::new));
    }
    return IncidentsPage.file("incident-" + incident + "-counts.csv", table);
  }

  private void show(Incident incident, Locale locale, Model model, @Nullable ImpactForm typed) {
    var show = new Show(locale, words);
    Optional<Operator> operator = standing.operator(incident);
    Instant now = standing.now(incident);
    model.addAttribute("incident", incident);
    model.addAttribute("now", now);
    model.addAttribute("until", incident.restoredAt().orElse(now));
    model.addAttribute("routeCount", SituationPage.routeCount(incident));
    model.addAttribute("closed", incident.status() == IncidentStatus.CLOSED);
    incident.byPerson().ifPresent(stated -> showStatement(incident, stated, model));
    model.addAttribute("calls", lasting(incident).orElse(null));
    model.addAttribute("plannedWork", planned.explaining(incident).orElse(null));
    model.addAttribute("detections", detections(incident));
    model.addAttribute("marks", new SourceMarks(incident, timelineNames(operator, show), show));
    IncidentClock clock = duties.clock(incident);
    model.addAttribute("leftOpen", clock.leftOpen());
    model.addAttribute("next", standing.next(incident, clock, show));
    model.addAttribute("operator", operator.orElse(null));
    model.addAttribute("questions", standing.questions(incident));
    model.addAttribute("unanswered", standing.unanswered(incident));
    boolean noOutageReported = standing.asksInterruption(incident);
    model.addAttribute("noOutageReported", noOutageReported);
    model.addAttribute("deeds", deeds(clock, noOutageReported));
    Determined determined = standing.determined(incident);
    FinerForm finer = finer(incident, determined, show);
    ImpactForm form =
        typed != null
            ? typed
            : operator.map(who -> ImpactForm.of(incident, who, finer)).orElse(null);
    model.addAttribute("form", form);
    model.addAttribute("finer", finer);
    model.addAttribute("answer", incident.impact().orElse(null));
    model.addAttribute("beyond", beyond(incident, operator));
    model.addAttribute("answers", incident.impactAnswers().reversed());
    model.addAttribute("readState", incident.state().text());
    Map<String, String> names = serviceNames(operator, show);
    model.addAttribute("serviceNames", names);
    model.addAttribute("serviceNamer", namer(names));
    model.addAttribute("determined", determined);
    // Of outages nobody has reported no threshold is drawn.
    model.addAttribute(
        "ahead",
        noOutageReported ? List.of() : ahead(determined.determination(), now, namer(names), show));
    model.addAttribute("bars", noOutageReported ? List.of() : Bar.of(determined, names, show));
    model.addAttribute("audiences", Audience.values());
    model.addAttribute("determinations", determinations.history(incident.id()).reversed());
    showReports(incident, model);
    showRunbooks(incident, show, model);
    model.addAttribute("open", open(incident, determined, show));
    showClock(incident, clock, operator, show, model);
    List<CountAt> counts = incidents.counts(incident.id());
    model.addAttribute("countNames", names(counts));
    model.addAttribute("counts", thinned(counts));
    model.addAttribute("countsTotal", counts.size());
  }

  /** What people do; of what was reported as a duty of its own that duty first. */
  private static List<Duty> deeds(IncidentClock clock, boolean ownDutyFirst) {
    var deeds = new ArrayList<>(clock.deeds());
    if (ownDutyFirst) {
      deeds.sort(Comparator.comparing(duty -> duty.kind() != Duty.Kind.OTHER));
    }
    return deeds;
  }

  /** When thresholds would be reached, in words: only what lies ahead, each sentence once. */
  private static List<String> ahead(
      Determination judged, Instant now, Function<String, String> namer, Show show) {
    return judged.projections().stream()
        .filter(each -> each.at().latest().isAfter(now))
        .map(each -> show.law().projection(each, namer))
        .distinct()
        .toList();
  }

  /** Calls that are not over; first those that nobody has taken. */
  private Optional<CallGroup> lasting(Incident incident) {
    List<Calls.Worded> lasting =
        calls.about(incident.id()).stream()
            .filter(each -> each.call().state() != Call.State.OVER)
            .toList();
    return lasting.isEmpty()
        ? Optional.empty()
        : Optional.of(new CallGroup(incident.id().value(), lasting));
  }

  private void showRunbooks(Incident incident, Show show, Model model) {
    RunbookProgress progress = runbooks.of(incident.id());
    model.addAttribute(
        "runbook", RunbookPanel.of(runbooks.runbooks(incident, progress), progress, show));
  }

  /** Reports stay to be found, also where no draft of their kind applies any more. */
  private void showReports(Incident incident, Model model) {
    List<KeptDraft> applying = drafts.latest(incident.id());
    List<Report> begun = reports.of(incident.id());
    Set<DraftKind> kinds =
        applying.stream().map(kept -> kept.draft().kind()).collect(Collectors.toSet());
    model.addAttribute("drafts", applying);
    model.addAttribute(
        "reports",
        begun.stream().collect(Collectors.toMap(each -> each.id().kind(), Function.identity())));
    model.addAttribute(
        "undrafted", begun.stream().filter(each -> !kinds.contains(each.id().kind())).toList());
  }

  /** What is not settled beside duties: whoever closes it should know. */
  private List<String> open(Incident incident, Determined determined, Show show) {
    var open = new ArrayList<String>();
    if (standing.isUnanswered(incident)) {
      open.add(show.say("close.open.answer"));
    }
    if (determined.determination().verdict() == Verdict.UNDETERMINED) {
      open.add(show.say("close.open.verdict"));
    }
    return open;
  }

  private void showStatement(Incident incident, Detection stated, Model model) {
    model.addAttribute("statement", stated);
    for (StatementForm.Deed deed : StatementForm.Deed.values()) {
      if (!model.containsAttribute(deed.form())) {
        model.addAttribute(deed.form(), StatementForm.of(stated, standing.clock(incident)));
      }
    }
  }

  private void showClock(
      Incident incident, IncidentClock clock, Optional<Operator> operator, Show show, Model model) {
    model.addAttribute("clock", clock);
    model.addAttribute(
        "dials",
        // Of what is closed nothing lies ahead.
        incident.status() == IncidentStatus.CLOSED ? List.of() : dials(clock, show));
    model.addAttribute("charts", UsersChart.of(clock.services(), clock.now(), show));
    model.addAttribute("services", operator.map(Operator::services).orElse(List.of()));
    model.addAttribute("ownRules", operator.map(Operator::ownRules).orElse(List.of()));
    Instant seen = standing.clock(incident);
    if (!model.containsAttribute("countForm")) {
      model.addAttribute("countForm", CountForm.empty(seen));
    }
    if (!model.containsAttribute("noticeForm")) {
      model.addAttribute("noticeForm", NoticeForm.empty(seen));
    }
  }

  private static List<Dial> dials(IncidentClock clock, Show show) {
    return clock.near().stream().map(near -> Dial.of(near, clock.now(), show)).toList();
  }

  /** Users of each service by the operator file where the answer names more. */
  private static Map<String, Long> beyond(Incident incident, Optional<Operator> operator) {
    var beyond = new TreeMap<String, Long>();
    incident.impact().stream()
        .flatMap(answer -> answer.services().stream())
        .forEach(impact -> {
          Long all =
              operator
                  .flatMap(who -> who.service(impact.service()))
                  .map(Service::users)
                  .orElse(null);
          Long most = impact.users().max();
          if (all != null && (impact.users().min() > all || (most != null && most > all))) {
            beyond.put(impact.service(), all);
          }
        });
    return beyond;
  }

  private FinerForm finer(Incident incident, Determined determined, Show show) {
    Rulebook rulebook = determinations.law().rulebook();
    List<String> causes = book.causesOn(Standing.day(incident)).stream().map(Cause::code).toList();
    var fields = new ImpactFields(rulebook, causes);
    Determination judged = determined.determination();
    Set<String> asked = new HashSet<>(FinerForm.asked(judged));
    // The kind that somebody reported leaves a duty open: it is asked.
    ReportedDuties.unanswered(incident, rulebook)
        .forEach(duty -> asked.addAll(FinerForm.idsOf(fields, duty.id())));
    return new FinerForm(fields, new FieldWords(rulebook, book, show), asked);
  }

  private static Function<String, String> namer(Map<String, String> names) {
    return id -> names.getOrDefault(id, id);
  }

  private static Map<String, String> serviceNames(Optional<Operator> operator, Show show) {
    var names = new TreeMap<String, String>();
    operator.ifPresent(
        who -> who.services().forEach(each -> names.put(each.id(), show.name(each.name()))));
    return names;
  }

  /** What lines of the timeline call by id: services and own rules. */
  static Map<String, String> timelineNames(Optional<Operator> operator, Show show) {
    var names = new TreeMap<>(serviceNames(operator, show));
    operator.ifPresent(who ->
        who.ownRules()
            .forEach(rule -> names.put(SourceMarks.RULE + rule.id(), show.name(rule.name()))));
    return names;
  }

  /** Detections with their evidence, numbered as {@link EvidenceReader} numbers it. */
  static List<Shown> detections(Incident incident) {
    var shown = new ArrayList<Shown>();
    int number = 0;
    for (Detection detection : incident.detections()) {
      var numbered = new ArrayList<Numbered>();
      for (Evidence each : detection.evidence()) {
        numbered.add(new Numbered(number++, each));
      }
      shown.add(new Shown(shown.size() + 1, detection, numbered));
    }
    return shown;
  }

  private static int evidenceCount(Incident incident) {
    return incident.detections().stream().mapToInt(each -> each.evidence().size()).sum();
  }

  private static List<String> names(List<CountAt> counts) {
    return counts.stream()
        .flatMap(each -> each.counts().keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** Every n-th line and the last, so that a long incident stays a page. */
  private static List<CountAt> thinned(List<CountAt> counts) {
    int step = (counts.size() + COUNTS_MAX - 1) / COUNTS_MAX;
    var kept = new ArrayList<CountAt>();
    for (int place = 0; place < counts.size(); place++) {
      if (place % step == 0 || place == counts.size() - 1) {
        kept.add(counts.get(place));
      }
    }
    return kept;
  }

  private static List<DumpLine> dump(byte[] octets) {
    var lines = new ArrayList<DumpLine>();
    HexFormat hex = HexFormat.ofDelimiter(" ");
    for (int from = 0; from < octets.length; from += OCTETS_A_LINE) {
      int to = Math.min(octets.length, from + OCTETS_A_LINE);
      var text = new StringBuilder();
      for (int place = from; place < to; place++) {
        boolean printable = octets[place] >= ' ' && octets[place] < 127;
        text.append(printable ? (char) octets[place] : '·');
      }
      lines.add(
          new DumpLine(
              HexFormat.of().toHexDigits(from, 6),
              hex.formatHex(octets, from, to),
              text.toString()));
    }
    return lines;
  }

  private String faultOf(String written, Locale locale) {
    if (written.isBlank()) {
      return words.of(locale, "fault.empty");
    }
    return written.length() > ImpactForm.WORDS_MAX
        ? words.of(locale, "fault.long", Integer.toString(ImpactForm.WORDS_MAX))
        : "";
  }
}
