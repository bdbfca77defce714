package jp.anshin.server.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.PersonStatement;
import jp.anshin.law.Citation;
import jp.anshin.law.Figures;
import jp.anshin.law.Truth;
import jp.anshin.law.words.LawWords;
import jp.anshin.server.duties.Due;
import jp.anshin.server.duties.Duties;
import jp.anshin.server.duties.Duty;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.incidents.Simulation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Raises an alert when something that is due comes near. Each step is told once; it is told again
 * only when what it speaks of has moved by more than the step. Simulated incidents are nobody's
 * duty: nothing of them leaves the console.
 */
@Service
class Warnings {

  /** After the first word that a report is due at once, others follow while it is not sent. */
  private static final List<Duration> REPEATED =
      List.of(
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(24));

  /** Characters of the title of an accident in a subject. */
  private static final int TITLE_MAX = 60;

  /** Stands in the key of every threshold, see {@link Duty}. */
  private static final String THRESHOLD = "-threshold-";

  private static final String AT_ONCE = "at-once";
  private static final String NO_LONGER = "no-longer";

  private final Duties duties;
  private final Incidents incidents;
  private final Alerts alerts;
  private final Calls calls;
  private final Simulation simulation;
  private final Clock clock;

  Warnings(
      Duties duties,
      Incidents incidents,
      Alerts alerts,
      Calls calls,
      Simulation simulation,
      Clock clock) {
    this.duties = duties;
    this.incidents = incidents;
    this.alerts = alerts;
    this.calls = calls;
    this.simulation = simulation;
    this.clock = clock;
  }

  /** Looks at what goes on. */
  void look() {
    var standing = new HashSet<String>();
    Set<String> settled = look(duties.ofOpen(), standing);
    // A threshold that nobody waits for any more is not among the duties.
    calls.over(
        each -> settled.contains(each) || (each.contains(THRESHOLD) && !standing.contains(each)));
  }

  /** Looks at what is left to be done of what is over: nothing of it is due within minutes. */
  void lookBack() {
    Set<String> settled = look(duties.afterwards(), new HashSet<>());
    calls.over(settled::contains);
  }

  /** Looks at each; gives those that nobody need be called for. */
  private Set<String> look(List<Duty> all, Set<String> standing) {
    var settled = new HashSet<String>();
    for (Duty duty : all) {
      (look(duty) ? standing : settled).add(called(duty));
    }
    return settled;
  }

  /** Whether it still asks, or may ask, for something. */
  private boolean look(Duty duty) {
    IncidentId id = duty.incident();
    if (id == null) {
      return !simulation.isOn() && look(duty, null, clock.instant());
    }
    Incident incident = incidents.required(id);
    return !incident.simulated()
        && isWorthTelling(duty, incident)
        && look(duty, incident, clock.instant());
  }

  /**
   * What binds nobody while users met nothing is no reason to wake anybody, nor is a notice to
   * users that was due before the list came in from which it was taken. Accidents of a period are
   * told of once, with the report of the period.
   */
  private static boolean isWorthTelling(Duty duty, Incident incident) {
    return switch (duty.kind()) {
      case SERIOUS_THRESHOLD, OTHER -> true;
      case PERIODIC_THRESHOLD -> false;
      case REPORT -> !duty.key().equals(Duties.PERIODIC_REPORT);
      case NOTICE, OWN_RULE ->
          !isListed(incident) && (duty.applies() == Truth.YES || isHit(incident));
    };
  }

  private static boolean isListed(@Nullable Incident incident) {
    return incident != null && PersonStatement.isListed(incident.detections().getFirst());
  }

  private static boolean isHit(Incident incident) {
    return incident.impact().stream()
        .flatMap(answer -> answer.services().stream())
        .anyMatch(each -> each.kind().stopOrDegradation() == Truth.YES);
  }

  private boolean look(Duty duty, @Nullable Incident incident, Instant now) {
    Optional<Instant> by = duty.due().by();
    if (duty.applies() == Truth.NO && !duty.isThreshold()) {
      takeBack(duty, incident, now);
      return false;
    }
    if (duty.done() != null) {
      return false;
    }
    if (by.isEmpty()) {
      lookAtOnce(duty, incident, now);
    } else {
      Step.come(duty, by.get(), now).ifPresent(step -> lookAhead(duty, incident, step, by.get()));
    }
    // A threshold that is not reached as things are is nothing to be called for.
    return duty.applies() != Truth.NO;
  }

  private void lookAhead(Duty duty, @Nullable Incident incident, Step step, Instant by) {
    String series = series(duty, step.name());
    Optional<Alert> before = alerts.lastOf(series);
    boolean told =
        before
            .flatMap(alert -> Optional.ofNullable(alert.dueAt()))
            .filter(due -> Duration.between(due, by).abs().compareTo(moved(step)) <= 0)
            .isPresent();
    if (!told) {
      raise(
          duty,
          incident,
          series,
          by.toString(),
          by,
          step.name(),
          isUrgent(duty, step) && !isListed(incident));
    }
  }

  /** Bounds that are measured anew move a little all the time. */
  private static Duration moved(Step step) {
    return step.isPassed() ? Duration.ofHours(1) : step.before();
  }

  private static boolean isUrgent(Duty duty, Step step) {
    return duty.applies() != Truth.NO && (step.isPassed() || duty.due().day() == null);
  }

  /** A report that is due at once is told at once, and again while it is not sent. */
  private void lookAtOnce(Duty duty, @Nullable Incident incident, Instant now) {
    if (duty.applies() != Truth.YES || duty.isThreshold()) {
      return;
    }
    Optional<Alert> first = alerts.lastOf(series(duty, AT_ONCE));
    Optional<Alert> back = alerts.lastOf(series(duty, NO_LONGER));
    boolean since =
        first
            .filter(one -> back.filter(two -> two.raisedAt().isAfter(one.raisedAt())).isEmpty())
            .isPresent();
    if (!since) {
      raise(duty, incident, series(duty, AT_ONCE), now.toString(), null, AT_ONCE, true);
      return;
    }
    Instant begun = first.get().raisedAt();
    REPEATED.stream()
        .filter(after -> !begun.plus(after).isAfter(now))
        .reduce((one, later) -> later)
        .ifPresent(after ->
            raise(
                duty,
                incident,
                series(duty, "after-" + after),
                begun.toString(),
                null,
                "still-" + AT_ONCE,
                true));
  }

  /** Who was told that something is due at once is told when it is not. */
  private void takeBack(Duty duty, @Nullable Incident incident, Instant now) {
    Optional<Alert> first = alerts.lastOf(series(duty, AT_ONCE));
    Optional<Alert> back = alerts.lastOf(series(duty, NO_LONGER));
    boolean owed =
        first
            .filter(one -> back.filter(two -> !two.raisedAt().isBefore(one.raisedAt())).isEmpty())
            .isPresent();
    if (owed) {
      raise(duty, incident, series(duty, NO_LONGER), now.toString(), null, NO_LONGER, false);
    }
  }

  private static String series(Duty duty, String step) {
    return duty.name() + " " + step;
  }

  private void raise(
      Duty duty,
      @Nullable Incident incident,
      String series,
      String occasion,
      @Nullable Instant due,
      String words,
      boolean urgent) {
    var alert =
        new Alert(
            Alert.Kind.DUTY,
            null,
            series + " " + occasion,
            series,
            due,
            clock.instant(),
            urgent,
            duty.incident(),
            path(duty),
            AlertWords.both(locale -> subject(duty, incident, words, locale)),
            AlertWords.both(locale -> text(duty, incident, words, locale)));
    if (urgent) {
      calls.ring(called(duty), alert);
    } else {
      alerts.raise(alert);
    }
  }

  /** What is called for, whichever step it is at. */
  private static String called(Duty duty) {
    return "duty " + duty.name();
  }

  private static String path(Duty duty) {
    IncidentId incident = duty.incident();
    if (incident == null) {
      return "/reports";
    }
    boolean ownPage = duty.kind() == Duty.Kind.OTHER;
    return "/incidents/" + incident + (ownPage ? "/duties/" + duty.key() : "#clock");
  }

  private static String subject(
      Duty duty, @Nullable Incident incident, String words, Locale locale) {
    return AlertWords.in(
        locale,
        "subject",
        incident == null
            ? ""
            : AlertWords.in(locale, "subject.of", shortened(incident.headline().in(locale))),
        duty.title().in(locale),
        AlertWords.in(locale, group(duty) + "." + words)
            + (duty.applies() == Truth.UNDETERMINED && !duty.isThreshold()
                ? AlertWords.in(locale, "perhaps")
                : ""));
  }

  /** What is wrong must be read on a locked screen too. */
  private static String shortened(String title) {
    return title.codePointCount(0, title.length()) <= TITLE_MAX
        ? title
        : title.substring(0, title.offsetByCodePoints(0, TITLE_MAX)) + "…";
  }

  private static String group(Duty duty) {
    return duty.isThreshold() ? "threshold" : "duty";
  }

  private static String text(Duty duty, @Nullable Incident incident, String words, Locale locale) {
    var lines = new StringBuilder(subject(duty, incident, words, locale)).append("\n\n");
    if (incident != null) {
      lines
          .append(
              AlertWords.in(
                  locale, "line.what", incident.headline().in(locale), incident.id().value()))
          .append('\n');
    }
    due(duty.due(), locale).ifPresent(due -> lines.append(due).append('\n'));
    lines.append(AlertWords.in(locale, "line.basis." + duty.basis())).append('\n');
    Citation citation = duty.citation();
    if (citation != null) {
      lines
          .append(AlertWords.in(locale, "line.citation", LawWords.in(locale).citation(citation)))
          .append('\n');
    }
    if (!duty.verified()) {
      lines.append(AlertWords.in(locale, "line.unverified")).append('\n');
    }
    return lines.toString().strip();
  }

  private static Optional<String> due(Due due, Locale locale) {
    if (due.day() != null) {
      String day = LawWords.in(locale).day(due.day());
      return Optional.of(AlertWords.in(locale, "line.day", day));
    }
    if (due.earliest() == null) {
      return Optional.empty();
    }
    String earliest = Figures.time(due.earliest(), locale);
    if (due.earliest().equals(due.latest())) {
      return Optional.of(AlertWords.in(locale, "line.moment", earliest));
    }
    String unknown = AlertWords.in(locale, "unknown");
    return Optional.of(
        AlertWords.in(
            locale,
            "line.bounds",
            earliest,
            due.estimate() == null ? unknown : Figures.time(due.estimate(), locale),
            due.latest() == null ? unknown : Figures.time(due.latest(), locale)));
  }
}
