package jp.anshin.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.Principal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.formats.form.Cause;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormText;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.impact.AnswerChecks;
import jp.anshin.incident.impact.AnswerableTime;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Figures;
import jp.anshin.law.ServiceFacts;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Operator;
import jp.anshin.server.api.Answers.Page;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.evidence.EvidenceReader;
import jp.anshin.server.feeds.BlindInterval;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.findings.Findings;
import jp.anshin.server.incidents.IncidentSummary;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.reports.Drafts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The interface for programs, version 1. Whoever logs in is of our staff. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class ApiV1 {

  /** Longest page; a program asks for the next one. */
  static final int PAGE_MAX = 500;

  /** How far back the list of incidents goes. */
  static final int LATEST_MAX = 10_000;

  private static final FormBook FORMS = FormText.shipped();

  private final Incidents incidents;
  private final Determinations determinations;
  private final Drafts drafts;
  private final EvidenceReader evidence;
  private final Feeds feeds;
  private final Findings findings;
  private final Answerable answerable;

  ApiV1(
      Incidents incidents,
      Determinations determinations,
      Drafts drafts,
      EvidenceReader evidence,
      Feeds feeds,
      Findings findings,
      Answerable answerable) {
    this.incidents = incidents;
    this.determinations = determinations;
    this.drafts = drafts;
    this.evidence = evidence;
    this.feeds = feeds;
    this.findings = findings;
    this.answerable = answerable;
  }

  @GetMapping("/incidents")
  Page<Answers.Line> incidents(
      @RequestParam(required = false) @Nullable IncidentStatus status,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(defaultValue = "0") int offset) {
    List<IncidentSummary> found =
        incidents.latest(LATEST_MAX).stream()
            .filter(each -> status == null || each.status() == status)
            .toList();
    return page(found.stream().map(Answers.Line::of).toList(), limit, offset);
  }

  @GetMapping("/incidents/{id}")
  Answers.Whole incident(@PathVariable String id) {
    return Answers.Whole.of(incidents.required(id));
  }

  /** Every kept version, first first, and last that of the present moment, which is not kept. */
  @GetMapping("/incidents/{id}/determinations")
  Page<Answers.Judged> determinations(
      @PathVariable String id,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(defaultValue = "0") int offset) {
    Incident incident = incidents.required(id);
    ServiceNames names = names(incident);
    var all =
        new ArrayList<>(
            determinations.history(incident.id()).stream()
                .map(each -> Answers.Judged.of(each, names))
                .toList());
    all.add(Answers.Judged.of(determinations.now(incident), names));
    return page(all, limit, offset);
  }

  /** That of the present moment: what has elapsed counts. It is not kept; its version is 0. */
  @GetMapping("/incidents/{id}/determination")
  Answers.Judged determination(@PathVariable String id) {
    Incident incident = incidents.required(id);
    return Answers.Judged.of(determinations.now(incident), names(incident));
  }

  private ServiceNames names(Incident incident) {
    return ServiceNames.of(determinations.operator(incident));
  }

  /** The drafts that apply and have anything for that audience, as it may read them. */
  @GetMapping("/incidents/{id}/drafts")
  List<Answers.Written> drafts(
      @PathVariable String id, @RequestParam(defaultValue = "STAFF") Audience audience) {
    return drafts.latest(incidents.required(id).id()).stream()
        .filter(kept -> kept.draft().isFor(audience))
        .map(kept -> Answers.Written.of(kept, audience))
        .toList();
  }

  @GetMapping("/incidents/{id}/counts")
  Page<Answers.Count> counts(
      @PathVariable String id,
      @RequestParam(defaultValue = "500") int limit,
      @RequestParam(defaultValue = "0") int offset) {
    List<Answers.Count> all =
        incidents.counts(incidents.required(id).id()).stream()
            .map(each ->
                new Answers.Count(each.at(), each.detection(), each.revision(), each.counts()))
            .toList();
    return page(all, limit, offset);
  }

  @GetMapping("/incidents/{id}/evidence/{number}")
  Answers.Dump evidence(@PathVariable String id, @PathVariable int number) {
    return Answers.Dump.of(evidence.read(incidents.required(id), number));
  }

  @GetMapping("/feeds")
  List<FeedState> feeds() {
    return feeds.all();
  }

  /** What was found of routes and sessions and is no incident: what goes on first. */
  @GetMapping("/findings")
  Page<Answers.Stated> findings(
      @RequestParam(defaultValue = "50") int limit, @RequestParam(defaultValue = "0") int offset) {
    return page(
        findings.latest(LATEST_MAX, 0).stream().map(each -> Answers.Stated.of(each, 1)).toList(),
        limit,
        offset);
  }

  /** The latest first. */
  @GetMapping("/blind-intervals")
  List<BlindInterval> blindIntervals(@RequestParam(defaultValue = "50") int limit) {
    return feeds.blindIntervals(checked(limit));
  }

  /** Answers the impact question. Only JSON is taken: a form of another site cannot send it. */
  @PostMapping(path = "/incidents/{id}/impact", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Answers.Whole> impact(@PathVariable String id, InputStream sent, Principal who)
      throws IOException {
    Incident incident = incidents.required(id);
    ImpactBody body = ImpactBody.read(sent.readNBytes(SentJson.OCTETS_MAX + 1));
    int version = body.version();
    ImpactFields fields = fields(incident);
    AnswerChecks checks = checks(incident);
    List<ServiceImpact> answers =
        body.answers(
            operator(incident), incident.impact(), fields, checks, categoriesOpen(incident));
    Incident after =
        incidents.answerImpact(
            incident.id(),
            version,
            body.state(),
            who.getName(),
            answers,
            body.said(fields, checks, AnswerableTime.began(incident, answers)),
            body.words());
    return ResponseEntity.created(URI.create("/api/v1/incidents/" + after.id()))
        .body(Answers.Whole.of(after));
  }

  /** Answers for all services at once that none was interrupted or degraded. */
  @PostMapping(
      path = "/incidents/{id}/no-interruption",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Answers.Whole> noInterruption(
      @PathVariable String id, InputStream sent, Principal who) throws IOException {
    Incident incident = incidents.required(id);
    NoInterruptionBody body = NoInterruptionBody.read(sent.readNBytes(SentJson.OCTETS_MAX + 1));
    Incident after =
        incidents.answerNoInterruption(
            incident.id(),
            body.version(),
            body.state(),
            who.getName(),
            operator(incident),
            determinations.law().rulebook(),
            body.words());
    return ResponseEntity.created(URI.create("/api/v1/incidents/" + after.id()))
        .body(Answers.Whole.of(after));
  }

  private ImpactFields fields(Incident incident) {
    List<String> causes = FORMS.causesOn(dayOf(incident)).stream().map(Cause::code).toList();
    return new ImpactFields(determinations.law().rulebook(), causes);
  }

  /** Services that may be of several categories, or of which somebody has said which. */
  private Set<String> categoriesOpen(Incident incident) {
    Stream<String> judged =
        determinations.now(incident).facts().services().stream()
            .filter(each -> each.category() == null)
            .map(ServiceFacts::service);
    Stream<String> said =
        incident.impact().stream()
            .flatMap(answer -> answer.services().stream())
            .filter(each -> each.said(ImpactFields.CATEGORY).isPresent())
            .map(ServiceImpact::service);
    return Stream.concat(judged, said).collect(Collectors.toUnmodifiableSet());
  }

  private AnswerChecks checks(Incident incident) {
    return new AnswerChecks(answerable.of(incident));
  }

  private Operator operator(Incident incident) {
    return determinations
        .operator(incident)
        .orElseThrow(() -> new Refusal("operator-file.unknown", "1"));
  }

  private static LocalDate dayOf(Incident incident) {
    return incident.startedAt().earliest().atZone(Figures.JAPAN).toLocalDate();
  }

  static <T> Page<T> page(List<T> all, int limit, int offset) {
    if (offset < 0) {
      throw new Refusal("input.invalid", "offset", "0–");
    }
    int from = Math.min(offset, all.size());
    int to = Math.min(all.size(), from + checked(limit));
    return new Page<>(all.subList(from, to), to < all.size() ? to : null);
  }

  private static int checked(int limit) {
    if (limit < 1 || limit > PAGE_MAX) {
      throw new Refusal("input.invalid", "limit", "1–" + PAGE_MAX);
    }
    return limit;
  }
}
