package jp.anshin.incident.impact;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.KnownThen;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Bounds;
import jp.anshin.law.Category;
import jp.anshin.law.Caveat;
import jp.anshin.law.Edition;
import jp.anshin.law.Exclusion;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.ImpactRule;
import jp.anshin.law.LpwaDelivery;
import jp.anshin.law.LpwaDelivery.Part;
import jp.anshin.law.Origin;
import jp.anshin.law.Question;
import jp.anshin.law.Reading;
import jp.anshin.law.Reading.Extent;
import jp.anshin.law.Rulebook;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;
import jp.anshin.law.UserCount;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.operator.ServiceCategory;
import org.jspecify.annotations.Nullable;

/**
 * Maps what people answered to facts that the law judges. What nobody has said stays unknown; while
 * a service is still down, neither its users nor its duration have an upper bound but the service's
 * own number of users or one that somebody says holds to the end, so that "not serious" is never
 * claimed too early. While nobody has said which services we have, those answered for need not be
 * all.
 */
public final class ImpactFacts {

  private static final long SECONDS_PER_MINUTE = 60;
  private static final String ROUTE_SENSOR = "route";

  private final Rulebook rulebook;
  private final Operator operator;
  private final OperatorDays days;

  /**
   * @param rulebook whose exclusions are answered
   * @param operator who we are on the incident's day
   */
  public ImpactFacts(Rulebook rulebook, Operator operator) {
    this(rulebook, operator, OperatorDays.always(operator));
  }

  /**
   * The same where a service may be of another category on another day.
   *
   * @param days of which category each service is when it is hit
   */
  public ImpactFacts(Rulebook rulebook, Operator operator, OperatorDays days) {
    this.rulebook = rulebook;
    this.operator = operator;
    this.days = days;
  }

  /**
   * The facts of an incident as far as they are known at that moment. A service that an answer
   * leaves out is unknown, not unharmed.
   *
   * @param at event time; what goes on has lasted until then
   */
  public AccidentFacts of(Incident incident, Instant at) {
    Optional<ImpactAnswer> answer = BelievedAnswer.of(incident, operator);
    var services = new ArrayList<ServiceFacts>();
    answer.ifPresent(given ->
        given
            .services()
            .forEach(impact -> {
              Origin origin = origin(impact, given);
              ServiceFacts facts = facts(impact, incident, at);
              services.add(counted(facts, impact, origin).from(origin));
            }));
    for (Service service : HitServices.with(operator, incident).services()) {
      boolean answered = services.stream().anyMatch(facts -> facts.service().equals(service.id()));
      if (!answered) {
        services.add(unanswered(ServiceImpact.unknown(service.id(), service.category()), incident));
      }
    }
    incident.counts().stream()
        .map(count -> count.said().service())
        .distinct()
        .filter(id -> services.stream().noneMatch(facts -> facts.service().equals(id)))
        .forEach(id -> services.add(unanswered(ServiceImpact.unknown(id, null), incident)));
    services.replaceAll(facts -> ofItsDay(facts, incident, answer, at));
    services.replaceAll(facts -> CountedFacts.raised(facts, incident, answer));
    Interval occurredAt = occurredAt(services, incident, answer, at);
    var falling = new FallingCounts(rulebook, incident, occurredAt, at);
    services.replaceAll(facts -> falling.read(facts, said(answer, facts.service())));
    CategoryUsers.addTo(services, incident, answer);
    Map<String, Said> said = answer.map(ImpactAnswer::said).orElseGet(Map::of);
    Truth facility = facility(incident);
    Truth complete = Truth.of(!operator.services().isEmpty());
    return new AccidentFacts(
            occurredAt,
            services,
            EarlierWords.ofEvent(incident, ImpactFields.SERVICES, complete) == Truth.YES,
            facility,
            facility == Truth.NO ? Bounds.exactly(0) : facilitySeconds(incident, said, at),
            assumptions(incident, answer, services, at))
        .ofFacility(code(said, ImpactFields.FACILITY_CLASS))
        .withFacilityDownSince(FacilityOutage.ongoingSince(incident, said))
        .stating(ReportedDuties.stated(incident, rulebook));
  }

  /**
   * Whether a satellite, cable or the like failed so that nothing went over it any more. Routes
   * that reach us wrongly reach us over lines that work; of what other sensors see nothing is
   * assumed. Whoever says something of it is believed.
   */
  private static Truth facility(Incident incident) {
    boolean routesOnly =
        incident.detections().stream()
            .allMatch(detection -> detection.sensor().equals(ROUTE_SENSOR));
    boolean spokenOf =
        incident.impact().filter(answer -> FacilityOutage.isTimed(answer.said())).isPresent();
    Truth silence = routesOnly && !spokenOf ? Truth.NO : Truth.UNDETERMINED;
    Truth said = EarlierWords.ofEvent(incident, ImpactFields.FACILITY, silence);
    // Whoever said that none failed did not know that it would begin again.
    return said == Truth.NO && EndedAnswers.wasResumed(incident) ? silence : said;
  }

  private static Bounds facilitySeconds(Incident incident, Map<String, Said> said, Instant at) {
    Said minutes = said.get(ImpactFields.FACILITY_DURATION);
    Bounds seconds = minutes == null ? Bounds.UNKNOWN : minutes.number().times(SECONDS_PER_MINUTE);
    long elapsed = FacilityOutage.secondsAtLeast(incident, said, at);
    if (elapsed > 0) {
      return Bounds.atLeast(Math.max(seconds.min(), elapsed));
    }
    return EndedAnswers.wasResumed(incident)
        ? Bounds.atLeast(seconds.min())
        : ChangedTimes.facility(seconds, facilitySince(said), incident);
  }

  private static @Nullable Interval facilitySince(Map<String, Said> said) {
    Said since = said.get(ImpactFields.FACILITY_SINCE);
    return since == null ? null : since.at();
  }

  /** What the law is told although nobody was asked: the reader must know. */
  private List<Caveat> assumptions(
      Incident incident, Optional<ImpactAnswer> answer, List<ServiceFacts> services, Instant at) {
    var assumed = new ArrayList<Caveat>();
    Map<String, Said> ofEvent = answer.map(ImpactAnswer::said).orElseGet(Map::of);
    boolean ofFacility = ofEvent.containsKey(ImpactFields.FACILITY);
    if (facility(incident) == Truth.NO && !ofFacility) {
      assumed.add(new Caveat("assumed-no-critical-facility", ""));
    }
    Said failed = ofEvent.get(ImpactFields.FACILITY_DURATION);
    if (failed != null
        && ChangedTimes.contradictFacility(
            failed.number().times(SECONDS_PER_MINUTE), facilitySince(ofEvent), incident)) {
      assumed.add(new Caveat("facility-times-changed", ""));
    }
    for (ServiceFacts service : services) {
      Map<String, Said> said = said(answer, service.service());
      boolean mayCount = mayCount(service, began(service.service(), incident, answer, at));
      if (mayCount && !saysEveryExclusion(said)) {
        assumed.add(new Caveat("assumed-not-excluded", service.service()));
      }
      if (EndedAnswers.isContradicted(service.service(), incident)) {
        assumed.add(new Caveat("end-contradicted", service.service()));
      }
      if (Beginning.isCountedBefore(service.service(), incident)) {
        assumed.add(new Caveat("counted-before", service.service()));
      }
      if (ChangedTimes.contradict(service.service(), incident)) {
        assumed.add(new Caveat("times-changed", service.service()));
      }
      if (CountedFacts.isWidened(service, incident, answer)) {
        assumed.add(new Caveat("counted-since", service.service()));
      }
      if (isOfOtherCategory(service.service(), answer)) {
        assumed.add(new Caveat("category-since", service.service()));
      }
      if (mayCount && isBegunWithIncident(service.service(), answer)) {
        assumed.add(new Caveat("assumed-began-with-incident", service.service()));
      }
      boolean counted = said.containsKey(ImpactFields.HARD_TO_COUNT);
      if (mayCount && !counted && service.usersHardToCount() == Truth.NO) {
        assumed.add(new Caveat("assumed-countable", service.service()));
      }
      if (mayCount && FallingCounts.tell(incident, service.service(), said)) {
        assumed.add(new Caveat("counts-fell", service.service()));
      }
      beyondFile(answer, incident, service.service()).ifPresent(assumed::add);
      if (holds(service.service(), incident, answer)) {
        assumed.add(new Caveat("users-hold", service.service()));
      }
      if (isChosen(said, incident, service.service()) && service.readings().size() <= 1) {
        assumed.add(new Caveat("reading-chosen", service.service()));
      }
    }
    return assumed;
  }

  /** Whether the operator file gives it another category than when it was answered, and decides. */
  private boolean isOfOtherCategory(String service, Optional<ImpactAnswer> answer) {
    ServiceCategory now = operator.service(service).map(Service::category).orElse(null);
    return now != null
        && answer
            .flatMap(given -> given.service(service))
            .filter(impact -> code(impact.said(), ImpactFields.CATEGORY) == null)
            .map(ServiceImpact::category)
            .filter(then -> then != now)
            .isPresent();
  }

  /** Whether it is said to go on, and nobody has said since when. */
  private static boolean isBegunWithIncident(String service, Optional<ImpactAnswer> answer) {
    return answer
        .flatMap(given -> given.service(service))
        .filter(
            impact -> impact.ongoing() && impact.began() == null && impact.minutes().max() == null)
        .isPresent();
  }

  private static boolean holds(String service, Incident incident, Optional<ImpactAnswer> answer) {
    return answer
        .flatMap(given -> given.service(service))
        .flatMap(impact -> HeldBound.of(impact, incident))
        .isPresent();
  }

  /** That more users were stated than the service has: the file may be old, or the number wrong. */
  private Optional<Caveat> beyondFile(
      Optional<ImpactAnswer> answer, Incident incident, String service) {
    Long all = operator.service(service).map(Service::users).orElse(null);
    long answered =
        answer
            .flatMap(given -> given.service(service))
            .filter(impact -> impact.kind() != Impact.NONE)
            .map(ServiceImpact::users)
            .map(users -> users.max() == null ? users.min() : users.max())
            .orElse(0L);
    long stated = Math.max(answered, CountedFacts.mostStated(incident, service));
    return all == null || stated <= all
        ? Optional.empty()
        : Optional.of(new Caveat("users-beyond-file", service + " " + stated + " " + all));
  }

  /** Whether somebody has chosen among readings, and given more than one to choose from. */
  private static boolean isChosen(Map<String, Said> said, Incident incident, String service) {
    return said.containsKey(ImpactFields.READINGS)
        && (CountedFacts.fall(incident, service)
            || Stream.of(
                    ImpactFields.DETECTED_AT,
                    ImpactFields.BELOW_CRITERION_AT,
                    ImpactFields.PEAK_USERS,
                    ImpactFields.STILL_AFFECTED)
                .anyMatch(said::containsKey));
  }

  private boolean saysEveryExclusion(Map<String, Said> said) {
    return rulebook.exclusions().stream()
        .allMatch(each -> said.containsKey(Question.EXCLUSION + each.id()));
  }

  private static Map<String, Said> said(Optional<ImpactAnswer> answer, String service) {
    return answer
        .flatMap(given -> given.service(service))
        .map(ServiceImpact::said)
        .orElseGet(Map::of);
  }

  private static Origin origin(ServiceImpact impact, ImpactAnswer answer) {
    return Origin.of(answer.answeredBy(), answer.answeredAt(), impact.basis());
  }

  /**
   * When the event occurred: when the first service was hit. Where services were hit on different
   * days, or it is not said of all when, it lies between: the law of each of these days is asked.
   */
  private Interval occurredAt(
      List<ServiceFacts> services, Incident incident, Optional<ImpactAnswer> answer, Instant at) {
    var counting = new ArrayList<Interval>();
    var others = new ArrayList<Interval>();
    for (ServiceFacts each : services) {
      if (isSpokenOf(each, incident, answer)) {
        Interval began = began(each.service(), incident, answer, at);
        boolean counts = each.impact() == Impact.UNKNOWN || mayCount(each, began);
        (counts ? counting : others).add(began);
      }
    }
    FacilityOutage.saidSince(answer).forEach(counting::add);
    return occurredAt(counting.isEmpty() ? others : counting).orElseGet(incident::startedAt);
  }

  /** Whether somebody says that its users met something or may have, or has counted some. */
  private static boolean isSpokenOf(
      ServiceFacts facts, Incident incident, Optional<ImpactAnswer> answer) {
    return facts.impact() != Impact.NONE
        && (answer.flatMap(given -> given.service(facts.service())).isPresent()
            || !CountedFacts.perhapsAffected(incident, facts.service()).isEmpty());
  }

  private static Optional<Interval> occurredAt(List<Interval> hit) {
    List<Interval> began = hit.stream().sorted(Comparator.comparing(Interval::earliest)).toList();
    if (began.isEmpty()) {
      return Optional.empty();
    }
    Instant last =
        began.stream().map(Interval::latest).max(Comparator.naturalOrder()).orElseThrow();
    Interval first = began.getFirst();
    return Optional.of(
        day(last).equals(day(first.latest())) ? first : new Interval(first.earliest(), last));
  }

  /** When users of that service came to be hit; where no answer says, as the incident began. */
  private Interval began(
      String service, Incident incident, Optional<ImpactAnswer> answer, Instant at) {
    return answer
        .flatMap(given -> given.service(service))
        .filter(ServiceImpact::mayBeHit)
        .map(impact -> began(impact, incident, at))
        .orElseGet(() -> Beginning.counted(incident.startedAt(), service, incident));
  }

  /**
   * When users of a service came to be hit: where nobody says, as the incident began, which becomes
   * a caveat; but not where it can have been so late that another edition of the law was in force,
   * or the service of another category.
   */
  private Interval began(ServiceImpact impact, Incident incident, Instant at) {
    Interval said = impact.began();
    if (said != null && !isMomentOpen(impact.service(), incident)) {
      return said;
    }
    Interval began = Beginning.counted(incident.startedAt(), impact.service(), incident);
    KnownThen then = incident.atAnswer();
    if (then == null || incident.isEndUnknown()) {
      return began;
    }
    Instant end = earlier(incident.restoredAt().orElse(at), then.answeredAt());
    Instant latest = end.minusSeconds(impact.lastedSeconds().min());
    return latest.isAfter(began.latest())
            && isOtherLaw(impact.service(), new Interval(began.latest(), latest))
        ? new Interval(began.earliest(), latest)
        : began;
  }

  /** Whether nobody has said since when; then a beginning comes from counts alone. */
  private static boolean isMomentOpen(String service, Incident incident) {
    return incident
        .impact()
        .flatMap(answer -> answer.service(service))
        .filter(impact -> impact.began() == null)
        .isPresent();
  }

  private boolean isOtherLaw(String service, Interval began) {
    return !edition(began.latest()).equals(edition(began.earliest()))
        || days.categories(service, began).size() > 1;
  }

  private Optional<Edition> edition(Instant at) {
    return rulebook.editionOn(day(at));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, Figures.JAPAN);
  }

  /**
   * The same in the category of the day on which it was hit, unless somebody said which; where it
   * may have been hit on days of different ones, in one that is not known.
   */
  private ServiceFacts ofItsDay(
      ServiceFacts facts, Incident incident, Optional<ImpactAnswer> answer, Instant at) {
    String service = facts.service();
    if (code(said(answer, service), ImpactFields.CATEGORY) != null) {
      return facts;
    }
    List<ServiceCategory> known = days.categories(service, began(service, incident, answer, at));
    return known.isEmpty() ? facts : facts.in(known.size() == 1 ? known.getFirst().name() : null);
  }

  /** A service that only counts name is one too, whatever the operator file says today. */
  private ServiceFacts unanswered(ServiceImpact unknown, Incident incident) {
    boolean goesOn = !incident.mayBeOver();
    Interval since =
        goesOn ? Beginning.counted(incident.startedAt(), unknown.service(), incident) : null;
    Bounds users = growing(unknown, incident);
    return facts(
        unknown,
        HitServices.wereMore(incident, unknown.service(), users) ? Bounds.UNKNOWN : users,
        Bounds.UNKNOWN,
        since,
        List.of());
  }

  private ServiceFacts facts(ServiceImpact impact, Incident incident, Instant at) {
    if (!impact.ongoing()) {
      return read(impact, impact.users(), impact.lastedSeconds(), null, at);
    }
    Interval since = Beginning.taken(impact, incident);
    long lastedAtLeast = Math.max(0, Duration.between(since.latest(), at).toSeconds());
    return read(impact, growing(impact, incident), Bounds.atLeast(lastedAtLeast), since, at);
  }

  /** By every reading of what the law leaves open, or by the one that the ministry says holds. */
  private ServiceFacts read(
      ServiceImpact impact, Bounds users, Bounds seconds, @Nullable Interval since, Instant at) {
    List<Reading> readings = new OutageReadings(impact, at, users, seconds).all();
    String chosen = code(impact.said(), ImpactFields.READINGS);
    for (Reading each : readings) {
      if (each.name().equals(chosen)) {
        return chosen(impact, each, users, seconds, since);
      }
    }
    return facts(impact, users, seconds, since, readings);
  }

  /** Only one reading of several extents says more than users and duration can. */
  private ServiceFacts chosen(
      ServiceImpact impact,
      Reading reading,
      Bounds users,
      Bounds seconds,
      @Nullable Interval since) {
    if (reading.name().equals(Reading.RESTORED_LEAVE)) {
      return facts(impact, users, seconds, since, List.of(reading));
    }
    Extent extent = reading.extents().getFirst();
    return facts(impact, extent.users(), extent.durationSeconds(), since, List.of());
  }

  /** Who says how many it can be at most to the end knows it better than the operator file. */
  private Bounds growing(ServiceImpact impact, Incident incident) {
    Optional<Long> held = HeldBound.of(impact, incident);
    return BelievedAnswer.growing(
        impact,
        held.isPresent() ? held.get() : BelievedAnswer.users(operator, incident, impact.service()));
  }

  private ServiceFacts facts(
      ServiceImpact impact,
      Bounds users,
      Bounds seconds,
      @Nullable Interval since,
      List<Reading> readings) {
    return new ServiceFacts(
        impact.service(),
        code(impact),
        impact.kind(),
        exclusions(impact),
        truth(impact.said(), ImpactFields.HARD_TO_COUNT, hardToCount(users)),
        conditions(impact),
        users,
        seconds,
        since,
        lpwa(impact.said()),
        null,
        readings,
        null,
        null,
        null);
  }

  /** How users were counted, where somebody has said. */
  private static ServiceFacts counted(ServiceFacts facts, ServiceImpact impact, Origin origin) {
    return impact
        .count()
        .map(count ->
            facts.with(
                new UserCount(
                    count.method(), facts.users(), count.referenceDay(), count.range(), origin)))
        .orElse(facts);
  }

  /**
   * The answerer states what users of a service met because of what was detected outside: that is
   * neither a supplementary function, nor our planned work, nor the user's equipment, unless they
   * say so. Of a service nobody has spoken of, none of this is known.
   */
  private Map<String, Truth> exclusions(ServiceImpact impact) {
    var known = new HashMap<String, Truth>();
    for (Exclusion each : rulebook.exclusions()) {
      Said said = impact.said().get(Question.EXCLUSION + each.id());
      if (said != null) {
        known.put(each.id(), said.claimed());
      } else if (impact.kind() != Impact.UNKNOWN) {
        known.put(each.id(), Truth.NO);
      }
    }
    return known;
  }

  /** Conditions and circumstances that somebody has spoken of, under their keys of the rulebook. */
  private Map<String, Truth> conditions(ServiceImpact impact) {
    var known = new HashMap<String, Truth>();
    impact
        .said()
        .forEach((key, said) -> {
          if (key.startsWith(Question.CONDITION)) {
            known.put(key.substring(Question.CONDITION.length()), said.claimed());
          } else if (key.startsWith(Question.CIRCUMSTANCE)) {
            known.put(key.substring(Question.CIRCUMSTANCE.length()), said.claimed());
          } else if (key.equals(ImpactRule.CRITERION)) {
            known.put(key, said.claimed());
          }
        });
    String category = code(impact.said(), ImpactFields.CATEGORY);
    for (Category each : rulebook.categories()) {
      if (category != null && each.unasked() && category.equals(each.broader())) {
        // Whoever names the broader one, asked which it is, says that it is not the narrower.
        known.put(each.code(), Truth.NO);
      }
    }
    return known;
  }

  /** Once anything is said of how it is delivered and what failed, the rest of it is asked. */
  private static @Nullable LpwaDelivery lpwa(Map<String, Said> said) {
    boolean spokenOf =
        Stream.of(
                ImpactFields.LPWA_FORM,
                ImpactFields.LPWA_PART,
                ImpactFields.NO_BAND_DELAY,
                ImpactFields.USERS_PART_COUNTS)
            .anyMatch(said::containsKey);
    if (!spokenOf) {
      return null;
    }
    String part = code(said, ImpactFields.LPWA_PART);
    return new LpwaDelivery(
        code(said, ImpactFields.LPWA_FORM),
        part == null ? null : Part.valueOf(part),
        truth(said, ImpactFields.NO_BAND_DELAY, Truth.UNDETERMINED).not(),
        truth(said, ImpactFields.USERS_PART_COUNTS, Truth.UNDETERMINED));
  }

  /** Whether what somebody said of a service may be an accident on a day on which it may begin. */
  private boolean mayCount(ServiceFacts facts, Interval began) {
    return facts.impact() != Impact.UNKNOWN
        && Stream.of(began.earliest(), began.latest())
            .map(ImpactFacts::day)
            .anyMatch(day -> rulebook.counts(facts.impact(), facts.category(), day) != Truth.NO);
  }

  /** As a person said; else as the operator file says of that day, which may be corrected. */
  private @Nullable String code(ServiceImpact impact) {
    String said = code(impact.said(), ImpactFields.CATEGORY);
    if (said != null) {
      return said;
    }
    ServiceCategory category =
        operator.service(impact.service()).map(Service::category).orElse(impact.category());
    return category == null ? null : category.name();
  }

  private static @Nullable String code(Map<String, Said> said, String key) {
    Said one = said.get(key);
    return one == null || one.codes().isEmpty() ? null : one.codes().getFirst();
  }

  /** What was said, or else what is so while nobody has said. */
  private static Truth truth(Map<String, Said> said, String key, Truth otherwise) {
    Said one = said.get(key);
    return one == null ? otherwise : one.claimed();
  }

  /** Who says how many there are, at least or at most, can count them. */
  private static Truth hardToCount(Bounds users) {
    return users.isUnknown() ? Truth.UNDETERMINED : Truth.NO;
  }
}
