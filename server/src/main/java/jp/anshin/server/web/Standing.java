package jp.anshin.server.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import jp.anshin.incident.Incident;
import jp.anshin.incident.impact.BelievedAnswer;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.ImpactQuestion;
import jp.anshin.incident.impact.Interruption;
import jp.anshin.incident.impact.ReportedDuties;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Determination;
import jp.anshin.law.Figures;
import jp.anshin.law.Filing;
import jp.anshin.law.OtherDuty;
import jp.anshin.law.PeriodicDuty;
import jp.anshin.law.Projection;
import jp.anshin.law.Question;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import jp.anshin.operator.Operator;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.determinations.Determined;
import jp.anshin.server.duties.Duties;
import jp.anshin.server.duties.Duty;
import jp.anshin.server.duties.IncidentClock;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.incidents.Simulation;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How an incident stands: what is known of it, and what is to be done next. */
@Component
class Standing {

  private static final String WELL_AGAIN = "well-again";

  private final Determinations determinations;
  private final Feeds feeds;
  private final Simulation simulation;
  private final Clock clock;
  private final Words words;

  Standing(
      Determinations determinations, Feeds feeds, Simulation simulation, Clock clock, Words words) {
    this.words = words;
    this.determinations = determinations;
    this.feeds = feeds;
    this.simulation = simulation;
    this.clock = clock;
  }

  /** Now in the time of the incident's events: a replay's clock is that of what it replays. */
  Instant now(Incident incident) {
    return incident.presentAt(clock.instant());
  }

  /**
   * The latest moment that can have been seen: in a replay how far its events have come, whether or
   * not they touch this incident; where none is heard, the server's own time.
   */
  Instant clock(Incident incident) {
    if (!incident.simulated()) {
      return clock.instant();
    }
    return feeds
        .eventsUntil()
        .map(heard -> heard.isAfter(incident.latestAt()) ? heard : incident.latestAt())
        .orElseGet(clock::instant);
  }

  /** The same where there is no incident yet: what a person opens in a replay is of its time. */
  Instant clock() {
    return simulation.isOn() ? feeds.eventsUntil().orElseGet(clock::instant) : clock.instant();
  }

  /** Who we were on the day it began, in Japanese time. */
  Optional<Operator> operator(Incident incident) {
    return determinations.operator(incident);
  }

  /**
   * The same for a form that asks about our services.
   *
   * @param field what cannot be answered without
   * @throws Refusal {@code input.invalid} where nobody has said who we are
   */
  Operator operator(Incident incident, String field, Locale locale) {
    return operator(incident)
        .orElseThrow(
            () -> new Refusal("input.invalid", field, words.of(locale, "impact.no-operator")));
  }

  static LocalDate day(Incident incident) {
    return incident.startedAt().earliest().atZone(Figures.JAPAN).toLocalDate();
  }

  /** What is still to be asked about its impact. */
  List<ImpactQuestion> questions(Incident incident) {
    return operator(incident)
        .map(who -> ImpactQuestion.open(incident, who, TouchedUsers.byService(incident, who)))
        .orElse(List.of());
  }

  /** Those that somebody can answer now: of the others only the end is waited for. */
  List<ImpactQuestion> unanswered(Incident incident) {
    return questions(incident).stream().filter(question -> !question.isWaiting()).toList();
  }

  /** Whether a part of the impact question is unanswered, or we do not know what to ask. */
  boolean isUnanswered(Incident incident) {
    return operator(incident).isEmpty() || !unanswered(incident).isEmpty();
  }

  /** The determination in force; while something goes on, with what has elapsed by now. */
  Determined determined(Incident incident) {
    return determinations.inForce(incident);
  }

  /**
   * Something to do, or a moment to know of.
   *
   * @param kind which: its sentence is {@code next.KIND}
   * @param argument what its sentence names; may be empty
   * @param at when it is due or reached, or null
   * @param anchor where on the incident's page it is done
   */
  record Next(String kind, String argument, @Nullable Instant at, String anchor) {

    /** What the page is asked to fill in, as its query; mostly empty. */
    public String query() {
      return kind.equals(WELL_AGAIN) ? "?wellAgain" : "";
    }
  }

  /**
   * What is to be done next, the most urgent first: whether an answer still holds that says less
   * than the restoration since, then what is asked, then the duties that nobody has fulfilled, then
   * the thresholds that time runs to.
   */
  List<Next> next(Incident incident, IncidentClock dues, Show show) {
    var next = new ArrayList<Next>();
    List<ImpactQuestion> questions = unanswered(incident);
    Determination judged = determined(incident).determination();
    wellAgain(incident, show).ifPresent(next::add);
    for (OtherDuty duty : ReportedDuties.unanswered(incident, determinations.law().rulebook())) {
      next.add(
          new Next("say-duty", show.say("kind." + duty.id()), null, groupAnchor(incident, duty)));
    }
    boolean noOutageReported = asksInterruption(incident);
    if (noOutageReported) {
      // What may be due because of an outage is what is asked next.
      addDuties(next, dues, duty -> duty.applies() == Truth.YES, show);
    }
    if (operator(incident).isEmpty()) {
      next.add(new Next("operator-missing", "", null, "impact"));
    } else if (noOutageReported) {
      next.add(new Next("interruption", "", null, "interruption"));
    } else if (!questions.isEmpty()) {
      next.add(new Next("answer", show.number(questions.size()), null, "impact"));
    } else {
      ofFacility(determined(incident)).ifPresent(next::add);
    }
    if (!noOutageReported) {
      addDuties(next, dues, duty -> true, show);
      addThresholds(next, judged, now(incident));
    }
    if (next.isEmpty() && incident.restoredAt().isPresent()) {
      next.add(new Next("close", "", null, "close"));
    }
    return next;
  }

  private static void addDuties(
      List<Next> next, IncidentClock dues, Predicate<Duty> which, Show show) {
    dues.duties().stream()
        .filter(Duty::isOpen)
        .filter(which)
        .flatMap(duty -> next(duty, show).stream())
        .forEach(next::add);
  }

  /**
   * Whether one question stands for that of each service: it was reported as a duty of its own, and
   * nobody has told of an outage.
   */
  boolean asksInterruption(Incident incident) {
    return operator(incident).filter(who -> !who.services().isEmpty()).isPresent()
        && Interruption.isAsked(incident, determinations.law().rulebook());
  }

  /**
   * Routes or equipment are not users, so what is recorded as restored ends no answer that says it
   * goes on. But with it verdict and notices run on: whoever can is asked to answer anew.
   */
  private Optional<Next> wellAgain(Incident incident, Show show) {
    return incident
        .restoredAt()
        .flatMap(at ->
            BelievedAnswer.of(incident, operator(incident).orElse(null)).stream()
                .flatMap(answer -> answer.services().stream())
                .filter(ServiceImpact::goesOn)
                .findFirst()
                .map(impact ->
                    new Next(
                        WELL_AGAIN,
                        show.time(at),
                        null,
                        "field-" + impact.service() + "." + ImpactFields.RESTORED_AT)));
  }

  /** What is open of a satellite, a cable or the like; while it goes on its end is waited for. */
  private static Optional<Next> ofFacility(Determined determined) {
    boolean goesOn = determined.facts().facilityOngoingSince() != null;
    return determined.determination().questions().stream()
        .map(Question::key)
        .filter(key -> key.equals("facility") || (key.equals("facility-duration") && !goesOn))
        .findFirst()
        .map(key -> new Next("answer-facility", "", null, "field-" + FinerForm.EVENT + "." + key));
  }

  /** Where it is answered, or while we do not know who we are, where that is told. */
  private String groupAnchor(Incident incident, OtherDuty duty) {
    return operator(incident).isEmpty() ? "impact" : "group-" + duty.id();
  }

  /** What may not apply is told of the periodic report alone, for it is far away. */
  private static Optional<Next> next(Duty duty, Show show) {
    boolean periodic = duty.key().equals(Duties.PERIODIC_REPORT);
    if (duty.applies() != Truth.YES) {
      return periodic ? Optional.of(dated("periodic-report-maybe", duty, show)) : Optional.empty();
    }
    return Optional.of(
        switch (duty.key()) {
          case "first-report" -> new Next("first-report", "", null, "drafts");
          case "final-report", Duties.PERIODIC_REPORT -> dated(duty.key(), duty, show);
          default ->
              new Next("duty", show.text(duty.title()), duty.due().by().orElse(null), "clock");
        });
  }

  private static Next dated(String kind, Duty duty, Show show) {
    LocalDate day = duty.due().day();
    return new Next(kind, day == null ? "" : show.day(day), null, "drafts");
  }

  /** Only what lies ahead, and would settle what is open: a firm answer holds whatever comes. */
  private static void addThresholds(List<Next> next, Determination judged, Instant now) {
    PeriodicDuty periodic = judged.periodic();
    if (judged.verdict() == Verdict.UNDETERMINED) {
      addThreshold(next, "would-be-serious", Projection.Duty.SERIOUS, judged, now);
    }
    if (periodic.required() == Truth.UNDETERMINED
        && periodic.filing() != Filing.EXCLUDED_AS_SERIOUS) {
      addThreshold(next, "would-be-periodic", Projection.Duty.PERIODIC, judged, now);
    }
  }

  private static void addThreshold(
      List<Next> next, String kind, Projection.Duty duty, Determination judged, Instant now) {
    judged.projections().stream()
        .filter(projection -> projection.duty() == duty)
        .map(Projection::at)
        .filter(at -> at.latest().isAfter(now))
        .map(at -> at.earliest().isAfter(now) ? at.earliest() : at.latest())
        .min(Comparator.naturalOrder())
        .ifPresent(soonest -> next.add(new Next(kind, "", soonest, "determination")));
  }
}
