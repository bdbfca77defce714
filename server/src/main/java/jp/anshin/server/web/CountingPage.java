package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jp.anshin.core.Interval;
import jp.anshin.formats.form.Cause;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormText;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.impact.AnswerChecks;
import jp.anshin.incident.impact.AnswerFault;
import jp.anshin.incident.impact.AnswerableTime;
import jp.anshin.incident.impact.BelievedAnswer;
import jp.anshin.incident.impact.ImpactField;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.CountMethod;
import jp.anshin.law.Counting;
import jp.anshin.law.Impact;
import jp.anshin.law.Rulebook;
import jp.anshin.law.UserCount;
import jp.anshin.law.UserCounts.DayUse;
import jp.anshin.law.UserCounts.Found;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * How many users were affected? Counts them in a way that the rulebook allows, says why, and keeps
 * nothing until somebody uses the number in the impact answer.
 */
@Controller
@RequestMapping("/incidents/{id}/counting")
class CountingPage {

  /** Lines of a faulty series that are told: the others are mostly wrong in the same way. */
  private static final int LINES_MAX = 20;

  private static final String WHOLE = "service";

  /** The basis that the page proposed last. */
  private static final String OFFERED = "offered";

  private final Incidents incidents;
  private final Determinations determinations;
  private final Standing standing;
  private final Words words;
  private final FormBook book = FormText.shipped();

  CountingPage(Incidents incidents, Determinations determinations, Standing standing, Words words) {
    this.incidents = incidents;
    this.determinations = determinations;
    this.standing = standing;
    this.words = words;
  }

  /**
   * What was found, as it is shown.
   *
   * @param sentence how, and how many
   * @param days earlier days on which it rests; may be empty
   * @param chart of the days that were used, or null where there are none
   * @param partial why more users count than were counted; empty where none do
   * @param usable whether it is a number that can be used
   * @param seen what would be kept: whoever uses it must have seen just that
   */
  public record Result(
      String sentence,
      List<DayLine> days,
      @Nullable ColumnChart chart,
      String partial,
      boolean usable,
      String seen) {}

  /** An earlier day: which, the most users at one time, and whether it was used. */
  public record DayLine(String day, String peak, boolean used, String use) {}

  /** Everything that one request is about. */
  private record Asked(
      Incident incident, Operator operator, ServiceImpact impact, CountMethod method, Show show) {

    Service service() {
      return operator.service(impact.service()).orElseThrow();
    }
  }

  @GetMapping
  String page(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String service,
      @RequestParam(defaultValue = "") String method,
      @RequestParam(required = false) @Nullable String large,
      Locale locale,
      Model model) {
    Asked asked = asked(id, service, method, locale);
    if (large != null) {
      String most = Integer.toString(CountingForm.SERIES_OCTETS_MAX / 1024);
      model.addAttribute("refused", asked.show().say("counting.large", most));
    }
    show(asked, CountingForm.opened(asked.method().id(), filled(asked)), null, model);
    return "counting";
  }

  /** Calculates and keeps nothing. */
  @PostMapping
  String compute(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String service,
      @RequestParam(defaultValue = "") String method,
      @RequestParam Map<String, String> sent,
      @RequestParam(required = false) @Nullable MultipartFile file,
      Locale locale,
      Model model,
      HttpServletResponse response)
      throws IOException {
    Asked asked = asked(id, service, method, locale);
    CountingForm form = typed(asked, sent, file);
    if (form.faulty()) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      model.addAttribute(OFFERED, offered(sent));
      show(asked, form, null, model);
    } else {
      showFound(asked, form, sent, model);
    }
    return "counting";
  }

  /** Keeps a new version of the answer, when the number is the one that was seen. */
  @PostMapping("/use")
  String use(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String service,
      @RequestParam(defaultValue = "") String method,
      @RequestParam Map<String, String> sent,
      @RequestParam(required = false) @Nullable MultipartFile file,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response)
      throws IOException {
    Asked asked = asked(id, service, method, locale);
    CountingForm form = typed(asked, sent, file);
    if (form.faulty()) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      model.addAttribute(OFFERED, offered(sent));
      show(asked, form, null, model);
      return "counting";
    }
    UserCount count = form.counting().found().count();
    Optional<String> refused = count == null ? Optional.of("") : refusal(asked, form, count, sent);
    if (count != null && refused.isEmpty()) {
      try {
        keep(asked, count, form.value(CountingForm.BASIS), who, sent);
        return "redirect:/incidents/" + asked.incident().id() + "?answered#impact";
      } catch (Refusal refusal) {
        response.setStatus(refusal.status());
        model.addAttribute("refused", refusal.sentence(locale));
        showFound(asked(id, service, method, locale), form, sent, model);
        return "counting";
      }
    }
    response.setStatus(HttpServletResponse.SC_CONFLICT);
    model.addAttribute("refused", refused.orElse(""));
    showFound(asked, form, sent, model);
    return "counting";
  }

  /** Why a number cannot be used in the answer, or nothing. */
  private Optional<String> refusal(
      Asked asked, CountingForm form, UserCount count, Map<String, String> sent) {
    Show show = asked.show();
    if (!seen(count).equals(sent.get("seen"))) {
      return Optional.of(show.say("counting.again"));
    }
    Long most = count.users().max();
    boolean somebody = most == null || most > 0;
    if (asked.impact().kind() == Impact.NONE && somebody) {
      return Optional.of(show.say("counting.none", show.name(asked.service().name())));
    }
    Rulebook rulebook = determinations.law().rulebook();
    List<String> causes =
        book.causesOn(Standing.day(asked.incident())).stream().map(Cause::code).toList();
    var fields = new ImpactFields(rulebook, causes);
    var labels = new FieldWords(rulebook, book, show);
    List<ImpactField> known = fields.ofService(asked.service().category().name());
    var checks = new AnswerChecks(answerable(asked.incident()));
    ServiceImpact after = asked.impact().counted(count, form.value(CountingForm.BASIS));
    List<AnswerFault> before = checks.of(asked.impact(), known);
    return checks.of(after, known).stream()
        .filter(fault -> !before.contains(fault))
        .findFirst()
        .map(fault ->
            show.say(
                "counting.contradicts",
                known.stream()
                    .filter(field -> field.key().equals(fault.field()))
                    .findFirst()
                    .map(labels::label)
                    .orElseGet(() -> show.say("impact.users")),
                FormFaults.words(fault, checks, show)));
  }

  /** Whoever counts says nothing else: what was said before is kept as it was said. */
  private void keep(
      Asked asked, UserCount count, String basis, Principal who, Map<String, String> sent) {
    Incident incident = asked.incident();
    String service = asked.service().id();
    ServiceImpact said =
        incident
            .impact()
            .flatMap(answer -> answer.service(service))
            .orElseGet(() -> ServiceImpact.unknown(service, asked.service().category()));
    incidents.countInAnswer(
        incident.id(), ImpactForm.version(sent), who.getName(), said.counted(count, basis));
  }

  private Asked asked(String id, String service, String method, Locale locale) {
    Incident incident = incidents.required(id);
    var show = new Show(locale, words);
    Operator operator =
        standing
            .operator(incident)
            .filter(who -> !who.services().isEmpty())
            .orElseThrow(
                () -> new Refusal("input.invalid", WHOLE, words.of(locale, "impact.no-operator")));
    Service chosen =
        service.isEmpty()
            ? operator.services().getFirst()
            : operator
                .service(service)
                .orElseThrow(
                    () -> new Refusal("input.invalid", WHOLE, show.say("counting.no-service")));
    ServiceImpact impact =
        BelievedAnswer.of(incident, operator).stream()
            .flatMap(answer -> answer.services().stream())
            .filter(each -> each.service().equals(chosen.id()))
            .findFirst()
            .orElseGet(() -> ServiceImpact.unknown(chosen.id(), chosen.category()));
    List<CountMethod> allowed = methods(chosen);
    String said =
        impact.said(ImpactFields.COUNT_METHOD).stream()
            .flatMap(one -> one.codes().stream())
            .findFirst()
            .orElse("");
    CountMethod way =
        Stream.of(method, said)
            .flatMap(wanted -> allowed.stream().filter(each -> each.id().equals(wanted)))
            .findFirst()
            .orElseGet(allowed::getFirst);
    return new Asked(incident, operator, impact, way, show);
  }

  /** Those the rulebook allows; what is for this category alone comes first. */
  private List<CountMethod> methods(Service service) {
    List<CountMethod> allowed =
        determinations.law().rulebook().countMethods(service.category().name());
    if (allowed.isEmpty()) {
      throw new Refusal("input.invalid", "method", service.category().name());
    }
    return allowed.stream()
        .sorted(
            Comparator.comparingInt((CountMethod each) -> each.categories().isEmpty() ? 1 : 0)
                .thenComparingInt(CountMethod::order))
        .toList();
  }

  private CountingForm typed(Asked asked, Map<String, String> sent, @Nullable MultipartFile file)
      throws IOException {
    byte[] octets = null;
    if (file != null && !file.isEmpty()) {
      try (InputStream in = file.getInputStream()) {
        octets = in.readNBytes(CountingForm.SERIES_OCTETS_MAX + 1);
      }
    }
    Interval hours =
        AnswerableTime.ofHours(
            asked.incident(), asked.service().id(), answerable(asked.incident()));
    return CountingForm.typed(asked.method().id(), sent, octets, asked.show(), hours);
  }

  private Interval answerable(Incident incident) {
    return AnswerableTime.of(incident, standing.clock(incident));
  }

  /** What the answer says already. */
  private Map<String, String> filled(Asked asked) {
    ServiceImpact impact = asked.impact();
    var filled = new LinkedHashMap<String, String>();
    Interval began = impact.began();
    Instant from = began == null ? asked.incident().startedAt().earliest() : began.earliest();
    Instant until =
        impact.restored().map(Interval::latest).orElseGet(() -> standing.clock(asked.incident()));
    filled.put(CountingForm.FROM, Show.field(from));
    filled.put(CountingForm.UNTIL, Show.field(until));
    impact
        .said(ImpactFields.COUNT_RANGE)
        .ifPresent(one -> filled.put(CountingForm.RANGE, one.words()));
    return filled;
  }

  private void showFound(Asked asked, CountingForm form, Map<String, String> sent, Model model) {
    Counting counting = form.counting();
    Found found = counting.found();
    Show show = asked.show();
    String sentence = show.law().counting(counting, found);
    UserCount count = found.count();
    List<ColumnChart.Value> peaks =
        found.days().reversed().stream()
            .flatMap(each ->
                Stream.ofNullable(each.peak())
                    .map(peak -> ColumnChart.Value.exact(monthAndDay(each.day()), peak)))
            .toList();
    var result =
        new Result(
            sentence,
            found.days().stream()
                .map(each -> {
                  Long peak = each.peak();
                  return new DayLine(
                      show.day(each.day()),
                      peak == null ? "–" : show.number(peak),
                      each.use() == DayUse.USED,
                      show.law().dayUse(each.use()));
                })
                .toList(),
            peaks.isEmpty() ? null : ColumnChart.of(show.say("counting.days.peak"), peaks),
            count == null ? "" : partial(asked, count),
            count != null,
            count == null ? "" : seen(count));
    // What was found is the basis until somebody writes their own; never that of another count.
    String basis = form.value(CountingForm.BASIS);
    boolean unsaid = basis.isEmpty() || basis.equals(offered(sent));
    model.addAttribute(OFFERED, count == null ? offered(sent) : sentence);
    model.addAttribute("basisBefore", asked.impact().basis());
    boolean proposed = unsaid && count != null;
    show(asked, proposed ? form.with(CountingForm.BASIS, sentence) : form, result, model);
  }

  private static String offered(Map<String, String> sent) {
    return Words.typed(sent.getOrDefault(OFFERED, "")).strip();
  }

  private static String monthAndDay(LocalDate day) {
    return day.getMonthValue() + "/" + day.getDayOfMonth();
  }

  /** Why a count is only a lower bound: not all who count were counted, or operators were. */
  private String partial(Asked asked, UserCount count) {
    if (count.isOfOperators()) {
      return asked.show().say("counting.partial.operators");
    }
    boolean all =
        count.method().equals(UserCount.EMERGENCY_VOICE_ALL)
            || methods(asked.service()).stream()
                .noneMatch(each -> each.id().equals(UserCount.EMERGENCY_VOICE_ALL));
    return all ? "" : asked.show().say("counting.partial");
  }

  /** What would be kept of a count. */
  private static String seen(UserCount count) {
    return Stream.of(count.method(), count.users().min(), count.users().max(), count.referenceDay())
        .map(String::valueOf)
        .reduce(count.range(), (one, next) -> one + "|" + next);
  }

  private void show(Asked asked, CountingForm form, @Nullable Result result, Model model) {
    Show show = asked.show();
    Incident incident = asked.incident();
    var names = new LinkedHashMap<String, String>();
    methods(asked.service())
        .forEach(each -> names.put(each.id(), show.law().countMethod(each.id())));
    model.addAttribute("incident", incident);
    model.addAttribute("services", asked.operator().services());
    model.addAttribute("service", asked.service());
    model.addAttribute("serviceName", show.name(asked.service().name()));
    model.addAttribute("methods", names);
    model.addAttribute("form", form);
    model.addAttribute("citation", show.law().citation(asked.method().citation()));
    model.addAttribute("result", result);
    model.addAttribute("readVersion", incident.impactAnswers().size());
    model.addAttribute("closed", incident.status() == IncidentStatus.CLOSED);
    model.addAttribute("lines", form.lines().stream().limit(LINES_MAX).toList());
    model.addAttribute("moreLines", Math.max(0, form.lines().size() - LINES_MAX));
    model.addAttribute("samplesMax", show.number(CountingForm.SAMPLES_MAX));
  }
}
