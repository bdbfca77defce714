package jp.anshin.server.duties;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.impact.FacilityOutage;
import jp.anshin.incident.impact.Interruption;
import jp.anshin.incident.impact.ServiceOutage;
import jp.anshin.incident.report.Report;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Bounds;
import jp.anshin.law.Deadline;
import jp.anshin.law.Determination;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.Reason;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import jp.anshin.law.clock.AccidentClock;
import jp.anshin.law.clock.ClockDuty;
import jp.anshin.law.clock.Crossing;
import jp.anshin.law.clock.Outage;
import jp.anshin.law.clock.UsersReading;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.determinations.Determined;
import jp.anshin.server.determinations.JudgingAnew;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.periods.Periods;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.reports.Reports;
import org.jspecify.annotations.Nullable;

/**
 * What is due because of incidents. Nothing is kept here: it follows from the incident, what the
 * law says of it, the reports that were sent and the operator file, at the incident's own present.
 */
@org.springframework.stereotype.Service
public class Duties {

  /** Key of the duty that the report of a period fulfils; that report has it with its last day. */
  public static final String PERIODIC_REPORT = "periodic-report";

  /** Among so many of the latest incidents those not closed are looked at. */
  static final int INCIDENTS_MAX = 200;

  private final Incidents incidents;
  private final Determinations determinations;
  private final JudgingAnew anew;
  private final Reports reports;
  private final Periods periods;
  private final Clock clock;

  Duties(
      Incidents incidents,
      Determinations determinations,
      JudgingAnew anew,
      Reports reports,
      Periods periods,
      Clock clock) {
    this.incidents = incidents;
    this.determinations = determinations;
    this.anew = anew;
    this.reports = reports;
    this.periods = periods;
    this.clock = clock;
  }

  /**
   * Everything that is or may become due because of that incident, the soonest first; those without
   * a deadline before all others. What does not apply and what is done is among them.
   *
   * @throws Refusal {@code incident.unknown}
   */
  public List<Duty> of(IncidentId id) {
    return clock(incidents.required(id)).duties();
  }

  /**
   * The same for every incident that nobody has closed, of the latest; of thresholds those alone
   * that somebody is to be warned of.
   */
  public List<Duty> ofOpen() {
    List<SentPeriod> sent = sentPeriods();
    return incidents.latest(INCIDENTS_MAX).stream()
        .filter(each -> each.status() != IncidentStatus.CLOSED)
        .flatMap(each -> incidents.find(each.id()).stream())
        .flatMap(incident -> awaited(incident, clock(incident, sent)))
        .sorted(SOONEST)
        .toList();
  }

  /**
   * What people do, and thresholds that may still be reached and would change what is due: neither
   * of an outage that is over, nor of what is serious already, for then the first report is due. A
   * proposal is no law, so nobody is called because of it.
   */
  private static Stream<Duty> awaited(Incident incident, IncidentClock clock) {
    Stream<Duty> ahead =
        clock.services().stream()
            .filter(each -> !clock.isSerious() && each.outage().ended() == null)
            .flatMap(each -> thresholds(incident, each).stream())
            .filter(each -> each.basis() != ClockDuty.Basis.PROPOSAL);
    return Stream.concat(clock.deeds().stream(), ahead);
  }

  /**
   * What is left to be done of incidents that were closed, and of periods that are over: the law
   * does not forget what we have closed. What the law does not want to hear of is told by what was
   * kept, once all of it is by the operator file and rulebook of today; until then none is left
   * out. Nor is what was said to be serious before: who was told of it is told that it is not.
   */
  public List<Duty> afterwards() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), Figures.JAPAN);
    List<SentPeriod> sent = sentPeriods();
    LocalDate since = today.minus(JudgingAnew.REACH);
    Set<IncidentId> once = determinations.onceSerious(since, today);
    boolean settled = anew.isDone();
    Set<IncidentId> failing = anew.failing();
    Stream<Duty> closed =
        determinations.occurred(since, today).stream()
            .filter(each ->
                !settled
                    || failing.contains(each.incident())
                    || isReportable(each)
                    || once.contains(each.incident()))
            .flatMap(each -> incidents.find(each.incident()).stream())
            .filter(incident -> incident.status() == IncidentStatus.CLOSED)
            .flatMap(incident -> clock(incident, sent).deeds().stream());
    return Stream.concat(closed, ofPeriods().stream()).sorted(SOONEST).toList();
  }

  /** The reports of periods: accidents of a period are reported together, so it is told once. */
  private List<Duty> ofPeriods() {
    return periods.known().stream().filter(Periods.Known::over).map(this::ofPeriod).toList();
  }

  private Duty ofPeriod(Periods.Known known) {
    ReportingPeriod period = known.period();
    Deadline deadline = period.deadline();
    return new Duty(
        null,
        null,
        PERIODIC_REPORT + "-" + period.last(),
        Duty.Kind.REPORT,
        ClockDuty.Basis.STATUTE,
        DutyWords.period(period),
        Truth.YES,
        new Interval(
            period.first().atStartOfDay(Figures.JAPAN).toInstant(),
            period.last().plusDays(1).atStartOfDay(Figures.JAPAN).toInstant()),
        Due.on(deadline.due(), null),
        known.report().flatMap(Duties::sent).orElse(null),
        deadline.citation(),
        deadline.citation().verified());
  }

  private static Optional<Done> sent(Report report) {
    return report.standing().stream()
        .map(each -> new Done(each.sending().sentAt(), each.by()))
        .min(Comparator.comparing(Done::at));
  }

  /**
   * The report of a period that was sent.
   *
   * @param due the day on which it was due
   * @param reported keys of the accidents in it
   */
  private record SentPeriod(LocalDate due, Done done, Set<String> reported) {}

  private List<SentPeriod> sentPeriods() {
    var sent = new ArrayList<SentPeriod>();
    for (Periods.Known known : periods.known()) {
      known
          .report()
          .ifPresent(report ->
              sent(report)
                  .map(done ->
                      new SentPeriod(known.period().deadline().due(), done, periods.sent(report)))
                  .ifPresent(sent::add));
    }
    return sent;
  }

  /** Of what was sent the reports in which this incident is, by the day on which each was due. */
  private static Map<LocalDate, Done> holding(Incident incident, List<SentPeriod> sent) {
    String key = Periods.key(incident.id());
    return sent.stream()
        .filter(each -> each.reported().contains(key))
        .collect(Collectors.toUnmodifiableMap(SentPeriod::due, SentPeriod::done));
  }

  /** Whether the law wants to hear of it, as it was judged and kept. */
  private static boolean isReportable(Determined judged) {
    Determination said = judged.determination();
    return said.verdict() != Verdict.NOT_SERIOUS || !said.signposts().isEmpty();
  }

  static final Comparator<Duty> SOONEST =
      Comparator.comparing((Duty duty) -> duty.due().by().orElse(Instant.MIN))
          .thenComparing(Duty::key);

  /** The clock of that incident at its present. */
  public IncidentClock clock(Incident incident) {
    return clock(incident, sentPeriods());
  }

  /** The clocks of these incidents, each at its own present, in their order. */
  public List<IncidentClock> clocks(List<Incident> several) {
    List<SentPeriod> sent = sentPeriods();
    return several.stream().map(incident -> clock(incident, sent)).toList();
  }

  private IncidentClock clock(Incident incident, List<SentPeriod> sentPeriods) {
    Instant now = incident.presentAt(clock.instant());
    Optional<Operator> operator = determinations.operator(incident);
    Determined judged = determinations.inForce(incident);
    var services = new ArrayList<ServiceClock>();
    // No outage is timed that nobody reported; whether there was one is asked.
    boolean timed = !Interruption.isAsked(incident, determinations.law().rulebook());
    List<ServiceFacts> facts = judged.facts().services();
    for (int i = 0; i < facts.size(); i++) {
      if (timed && facts.get(i).impact() != Impact.NONE) {
        services.add(service(incident, judged, i, operator, now));
      }
    }
    if (timed) {
      judged.determination().reason().children().stream()
          .filter(node -> node.test() == Reason.Test.TOGETHER && node.result() != Truth.NO)
          .map(node -> together(node, judged.determination(), List.copyOf(services), now))
          .forEach(services::add);
    }
    if (timed && judged.facts().facility() != Truth.NO) {
      services.add(facility(incident, judged, now));
    }
    Outage whole = whole(incident, judged.facts(), services);
    var duties =
        new ArrayList<>(
            new IncidentDuties(
                    incident,
                    determinations.law().rulebook(),
                    operator,
                    reports.of(incident.id()),
                    holding(incident, sentPeriods))
                .of(whole, hit(judged.facts()), judged.determination(), now));
    services.forEach(each -> duties.addAll(thresholds(incident, each)));
    duties.sort(SOONEST);
    return new IncidentClock(now, services, duties);
  }

  /** That of one service; its tests are the first of the tree, in the order of the services. */
  private ServiceClock service(
      Incident incident, Determined judged, int index, Optional<Operator> operator, Instant now) {
    ServiceFacts facts = judged.facts().services().get(index);
    Optional<Service> service = operator.flatMap(who -> who.service(facts.service()));
    @Nullable Long users = service.map(Service::users).orElse(null);
    Outage outage = ServiceOutage.of(incident, facts, judged.facts().occurredAt(), users, now);
    LocalizedText name =
        service
            .map(each -> new LocalizedText(each.name().japanese(), each.name().english()))
            .orElseGet(() -> new LocalizedText(facts.service(), facts.service()));
    var law =
        new AsJudged(
            judged.determination().reason().children().get(index),
            judged.determination().periodic().reason().children().get(index),
            judged.determination().periodic().leftOutAsSerious());
    Truth counts = law.counts();
    return new ServiceClock(
        facts.service(),
        name,
        counts,
        outage,
        counts == Truth.NO ? List.of() : crossings(outage, law, now),
        ServiceOutage.userSeconds(incident, facts, outage, now));
  }

  /** Of services of one 役務区分, whose thresholds none may reach alone. */
  private ServiceClock together(
      Reason node, Determination said, List<ServiceClock> services, Instant now) {
    List<String> ids = List.of(node.subject().split(" ", -1));
    List<ServiceClock> several =
        services.stream().filter(each -> ids.contains(each.service())).toList();
    Outage outage = Outage.together(several.stream().map(ServiceClock::outage).toList());
    Truth counts = several.stream().map(ServiceClock::counts).reduce(Truth.YES, Truth::and);
    Reason periodic =
        said.periodic().reason().children().stream()
            .filter(each -> each.test() == Reason.Test.TOGETHER)
            .findFirst()
            .orElse(null);
    return new ServiceClock(
        node.subject(),
        DutyWords.together(several.stream().map(ServiceClock::name).toList()),
        counts,
        outage,
        crossings(outage, new AsJudged(node, periodic, said.periodic().leftOutAsSerious()), now),
        Bounds.UNKNOWN);
  }

  private List<Crossing> crossings(Outage outage, AsJudged law, Instant now) {
    var clock = new AccidentClock(determinations.law().rulebook());
    return law.of(clock.crossings(outage, law.serious(), now), outage, now);
  }

  private ServiceClock facility(Incident incident, Determined judged, Instant now) {
    AccidentFacts facts = judged.facts();
    Outage outage = FacilityOutage.of(incident, facts, now);
    // Where nobody says that it goes on, nor for how long it lasted, time alone reaches nothing.
    boolean isTimed = facts.facilityOngoingSince() != null || facts.facilitySeconds().max() != null;
    List<Crossing> crossings =
        new AccidentClock(determinations.law().rulebook())
            .facilities(outage, judged.determination(), now);
    return new ServiceClock(
        "",
        DutyWords.title("facility"),
        isTimed ? facts.facility() : facts.facility().and(Truth.UNDETERMINED),
        outage,
        new AsJudged(judged.determination().reason(), null, false).of(crossings, outage, now),
        Bounds.exactly(0));
  }

  /** Whether users of any service met something they are to be told of. */
  private static Truth hit(AccidentFacts facts) {
    Truth any = facts.servicesComplete() ? Truth.NO : Truth.UNDETERMINED;
    for (ServiceFacts each : facts.services()) {
      any =
          any.or(
              switch (each.impact()) {
                case STOP, DEGRADATION, HARD_TO_CONNECT -> Truth.YES;
                case NONE -> Truth.NO;
                case UNKNOWN -> Truth.UNDETERMINED;
              });
    }
    return any;
  }

  /** The event as one outage: it goes on while a service does. */
  private static Outage whole(Incident incident, AccidentFacts facts, List<ServiceClock> services) {
    Interval began = facts.occurredAt();
    boolean goesOn =
        services.isEmpty()
            ? !incident.mayBeOver()
            : services.stream().anyMatch(each -> each.outage().ended() == null);
    Instant last =
        services.stream()
            .flatMap(each -> Optional.ofNullable(each.outage().ended()).stream())
            .map(Interval::latest)
            .max(Comparator.naturalOrder())
            .orElse(began.latest());
    Interval ended = Interval.at(last.isBefore(began.earliest()) ? began.earliest() : last);
    return new Outage(began, goesOn ? null : ended, List.of(), null);
  }

  private static List<Duty> thresholds(Incident incident, ServiceClock service) {
    return service.crossings().stream()
        .filter(crossing -> crossing.reading() == UsersReading.PEAK)
        .map(crossing -> IncidentDuties.threshold(incident, service, crossing))
        .toList();
  }
}
