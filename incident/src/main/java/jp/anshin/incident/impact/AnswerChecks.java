package jp.anshin.incident.impact;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.impact.AnswerFault.Kind;
import jp.anshin.incident.impact.Said.Step;
import jp.anshin.law.Bounds;
import jp.anshin.law.FacilityClass;
import jp.anshin.law.FacilityRule;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.LpwaDelivery;
import jp.anshin.law.Question;
import jp.anshin.law.Truth;
import jp.anshin.operator.Service;
import org.jspecify.annotations.Nullable;

/**
 * What an answer must be to be believed, whoever sends it: a person at a form or a program.
 *
 * @param answerable when anything in it can have happened, see {@link AnswerableTime}
 */
public record AnswerChecks(Interval answerable) {

  /** Longest text a person may write in one field: a page or so; files belong elsewhere. */
  public static final int WORDS_MAX = 4000;

  /** More users than anybody has: the world's population and more. */
  public static final long USERS_MAX = 10_000_000_000L;

  /** More minutes than any outage: some years. */
  public static final long MINUTES_MAX = 10_000_000L;

  /**
   * What is wrong with what was said of a service.
   *
   * @param fields what can be said of it
   */
  public List<AnswerFault> of(ServiceImpact impact, List<ImpactField> fields) {
    return of(impact, fields, List.of());
  }

  /**
   * The same of a service that uses what others run on.
   *
   * @param failedUnder the services that it rests on and that failed, see {@link RestingServices}:
   *     that its users met nothing is then believed only with what that rests on, for a wrong
   *     <em>none</em> is a wrong <em>not serious</em>
   */
  public List<AnswerFault> of(
      ServiceImpact impact, List<ImpactField> fields, List<Service> failedUnder) {
    var faults = new ArrayList<AnswerFault>();
    if (impact.kind() == Impact.NONE && !failedUnder.isEmpty() && impact.basis().isBlank()) {
      faults.add(AnswerFault.of("basis", Kind.BASIS_MISSING));
    }
    Interval began = impact.began();
    addMoment("began", began, faults);
    addNobody(impact, faults);
    addEnd(impact, faults);
    addMost("users", impact.users(), USERS_MAX, faults);
    addMost("minutes", impact.minutes(), MINUTES_MAX, faults);
    addLong("basis", impact.basis(), faults);
    addSaid(impact.said(), fields, faults);
    addOrder(impact, faults);
    addPeak(impact, faults);
    addTogether(impact, faults);
    addSteps(impact, faults);
    addHeld(impact, faults);
    addBandDelay(impact.said(), faults);
    return faults;
  }

  /**
   * What is wrong with what was said of the event.
   *
   * @param began when the incident began, see {@link AnswerableTime#began(Incident, List)}: nothing
   *     of it has lasted longer than since then
   */
  public List<AnswerFault> of(Map<String, Said> said, List<ImpactField> fields, Instant began) {
    var faults = new ArrayList<AnswerFault>();
    addSaid(said, fields, faults);
    addFacilityDuration(said, began, faults);
    addFacilityContradiction(said, faults);
    return faults;
  }

  /**
   * Where no satellite, cable or the like failed whole nobody can say for how long, and where one
   * did it was of no other class.
   */
  private static void addFacilityContradiction(Map<String, Said> said, List<AnswerFault> faults) {
    Said facility = said.get(ImpactFields.FACILITY);
    Said minutes = said.get(ImpactFields.FACILITY_DURATION);
    Said ofClass = said.get(ImpactFields.FACILITY_CLASS);
    Said since = said.get(ImpactFields.FACILITY_SINCE);
    Said ongoing = said.get(ImpactFields.FACILITY_ONGOING);
    boolean goesOn = ongoing != null && ongoing.claimed() == Truth.YES;
    if (goesOn && minutes != null && minutes.number().max() != null) {
      faults.add(
          AnswerFault.contradicts(ImpactFields.FACILITY_DURATION, ImpactFields.FACILITY_ONGOING));
    }
    if (facility == null) {
      return;
    }
    Said near = said.get(Question.STATEMENT + FacilityRule.NEAR_ACCIDENT);
    if (facility.claimed() == Truth.YES && near != null && near.claimed() == Truth.NO) {
      faults.add(
          AnswerFault.contradicts(
              Question.STATEMENT + FacilityRule.NEAR_ACCIDENT, ImpactFields.FACILITY));
    }
    if (facility.claimed() == Truth.NO && goesOn) {
      faults.add(AnswerFault.contradicts(ImpactFields.FACILITY_ONGOING, ImpactFields.FACILITY));
    }
    if (facility.claimed() == Truth.NO && since != null) {
      faults.add(AnswerFault.contradicts(ImpactFields.FACILITY_SINCE, ImpactFields.FACILITY));
    }
    if (facility.claimed() == Truth.NO && minutes != null && isSome(minutes.number())) {
      faults.add(AnswerFault.contradicts(ImpactFields.FACILITY_DURATION, ImpactFields.FACILITY));
    }
    if (facility.claimed() == Truth.YES
        && ofClass != null
        && !ofClass.codes().contains(FacilityClass.CRITICAL)) {
      faults.add(AnswerFault.contradicts(ImpactFields.FACILITY_CLASS, ImpactFields.FACILITY));
    }
  }

  /** A part that failed is no delay of the unlicensed band, and cellular LPWA does not use it. */
  private static void addBandDelay(Map<String, Said> said, List<AnswerFault> faults) {
    Said noDelay = said.get(ImpactFields.NO_BAND_DELAY);
    Said form = said.get(ImpactFields.LPWA_FORM);
    Said part = said.get(ImpactFields.LPWA_PART);
    boolean isOther =
        (part != null && !part.codes().isEmpty())
            || (form != null && form.codes().contains(LpwaDelivery.CELLULAR));
    if (noDelay != null && noDelay.claimed() == Truth.NO && isOther) {
      faults.add(AnswerFault.of(ImpactFields.NO_BAND_DELAY, Kind.CONTRADICTS));
    }
  }

  /** A facility may be down for longer than users are, for they may be led another way. */
  private void addFacilityDuration(
      Map<String, Said> said, Instant began, List<AnswerFault> faults) {
    Said minutes = said.get(ImpactFields.FACILITY_DURATION);
    if (minutes == null) {
      return;
    }
    Said since = said.get(ImpactFields.FACILITY_SINCE);
    Interval from = since == null ? null : since.at();
    long room = Math.max(0, minutesUntilNow(from == null ? began : from.earliest()));
    for (boolean upper : List.of(false, true)) {
      Long stated = upper ? minutes.number().max() : Long.valueOf(minutes.number().min());
      if (stated != null && stated > room && stated <= USERS_MAX) {
        faults.add(
            new AnswerFault(
                ImpactFields.FACILITY_DURATION,
                upper,
                Kind.LONGER_THAN_INCIDENT,
                from == null ? began : from.earliest()));
      }
    }
  }

  /**
   * Who was not affected has no figures: one of the two is wrong, and taking the word of it could
   * be a false <em>not serious</em>.
   */
  private static void addNobody(ServiceImpact impact, List<AnswerFault> faults) {
    if (impact.kind() != Impact.NONE) {
      return;
    }
    addSome("users", impact.users(), faults);
    addSome("minutes", impact.minutes(), faults);
    impact
        .said(ImpactFields.PEAK_USERS)
        .ifPresent(peak -> addSome(ImpactFields.PEAK_USERS, peak.number(), faults));
    impact
        .said(ImpactFields.USERS_TOGETHER)
        .ifPresent(all -> addSome(ImpactFields.USERS_TOGETHER, all.number(), faults));
    boolean stillAffected =
        impact.said(ImpactFields.STILL_AFFECTED).map(Said::steps).orElse(List.of()).stream()
            .anyMatch(step -> isSome(step.users()));
    if (stillAffected) {
      faults.add(AnswerFault.of(ImpactFields.STILL_AFFECTED, Kind.NOBODY_AFFECTED));
    }
  }

  private static void addSome(String field, Bounds stated, List<AnswerFault> faults) {
    if (isSome(stated)) {
      faults.add(new AnswerFault(field, stated.min() == 0, Kind.NOBODY_AFFECTED, null));
    }
  }

  /** Whether it says more than none: of what nobody has said, nothing follows. */
  static boolean isSome(Bounds stated) {
    Long most = stated.max();
    return most == null ? stated.min() > 0 : most > 0;
  }

  private void addSaid(Map<String, Said> said, List<ImpactField> fields, List<AnswerFault> faults) {
    for (ImpactField field : fields) {
      Said one = said.get(field.key());
      if (one != null) {
        addMoment(field.key(), one.at(), faults);
        addDay(field.key(), one.day(), faults);
        addMost(field.key(), one.number(), USERS_MAX, faults);
        addLong(field.key(), one.words(), faults);
        if (!field.choices().containsAll(one.codes())) {
          faults.add(AnswerFault.of(field.key(), Kind.UNKNOWN_CHOICE));
        }
      }
    }
  }

  /** A slip in the year would choose another edition of the law; what lies ahead is no fact. */
  private void addMoment(String field, @Nullable Interval at, List<AnswerFault> faults) {
    if (at == null) {
      return;
    }
    for (boolean upper : List.of(false, true)) {
      Instant one = upper ? at.latest() : at.earliest();
      if (!upper || !at.isExact()) {
        if (one.isBefore(answerable.earliest())) {
          faults.add(new AnswerFault(field, upper, Kind.LONG_BEFORE, null));
        } else if (one.isAfter(answerable.latest())) {
          faults.add(new AnswerFault(field, upper, Kind.FUTURE, null));
        }
      }
    }
  }

  private void addDay(String field, @Nullable LocalDate day, List<AnswerFault> faults) {
    if (day == null) {
      return;
    }
    if (day.isBefore(LocalDate.ofInstant(answerable.earliest(), Figures.JAPAN))) {
      faults.add(AnswerFault.of(field, Kind.LONG_BEFORE));
    } else if (day.isAfter(LocalDate.ofInstant(answerable.latest(), Figures.JAPAN))) {
      faults.add(AnswerFault.of(field, Kind.FUTURE));
    }
  }

  /** Neither does an end lie ahead that follows from beginning and minutes. */
  private void addEnd(ServiceImpact impact, List<AnswerFault> faults) {
    Interval began = impact.began();
    boolean ended = !impact.ongoing() && impact.kind() != Impact.NONE;
    if (began == null || !ended || began.earliest().isAfter(answerable.latest())) {
      return;
    }
    long room = Duration.between(began.earliest(), answerable.latest()).toMinutes();
    Long most = impact.minutes().max();
    for (boolean upper : List.of(false, true)) {
      Long minutes = upper ? most : Long.valueOf(impact.minutes().min());
      if (minutes != null && minutes > room) {
        Instant end =
            minutes > MINUTES_MAX ? null : began.earliest().plus(Duration.ofMinutes(minutes));
        faults.add(new AnswerFault("minutes", upper, Kind.FUTURE_END, end));
      }
    }
  }

  private static void addMost(String field, Bounds number, long max, List<AnswerFault> faults) {
    Long most = number.max();
    if (number.min() > max) {
      faults.add(AnswerFault.of(field, Kind.TOO_MUCH));
    } else if (most != null && most > max) {
      faults.add(new AnswerFault(field, true, Kind.TOO_MUCH, null));
    }
  }

  private static void addLong(String field, String words, List<AnswerFault> faults) {
    if (words.length() > WORDS_MAX) {
      faults.add(AnswerFault.of(field, Kind.TOO_LONG));
    }
  }

  /** The moments of an outage follow each other, and say the same as the minutes. */
  private static void addOrder(ServiceImpact impact, List<AnswerFault> faults) {
    Interval began = impact.began();
    for (String key :
        List.of(
            ImpactFields.DETECTED_AT, ImpactFields.RESTORED_AT, ImpactFields.BELOW_CRITERION_AT)) {
      Interval at = impact.moment(key).orElse(null);
      if (at != null && began == null) {
        faults.add(AnswerFault.of(key, Kind.BEGAN_MISSING));
      } else if (at != null && began != null && at.latest().isBefore(began.earliest())) {
        faults.add(AnswerFault.of(key, Kind.BEFORE_BEGINNING));
      }
    }
    Interval restored = impact.moment(ImpactFields.RESTORED_AT).orElse(null);
    Interval below = impact.moment(ImpactFields.BELOW_CRITERION_AT).orElse(null);
    if (restored != null && impact.ongoing()) {
      faults.add(AnswerFault.of(ImpactFields.RESTORED_AT, Kind.GOES_ON));
    } else if (restored != null && began != null && !agrees(impact)) {
      faults.add(AnswerFault.of(ImpactFields.RESTORED_AT, Kind.CONTRADICTS));
    }
    if (below != null
        && impact.restored().filter(all -> all.latest().isBefore(below.earliest())).isPresent()) {
      faults.add(AnswerFault.of(ImpactFields.BELOW_CRITERION_AT, Kind.CONTRADICTS));
    }
  }

  /** Whether the minutes can be what lies between beginning and restoration. */
  private static boolean agrees(ServiceImpact impact) {
    Bounds between = impact.lastedMinutes();
    Long most = impact.minutes().max();
    Long longest = between.max();
    return (most == null || most >= between.min())
        && (longest == null || impact.minutes().min() <= longest);
  }

  private static void addPeak(ServiceImpact impact, List<AnswerFault> faults) {
    Long all = impact.users().max();
    impact
        .said(ImpactFields.PEAK_USERS)
        .filter(peak -> all != null && peak.number().min() > all)
        .ifPresent(peak -> faults.add(AnswerFault.of(ImpactFields.PEAK_USERS, Kind.CONTRADICTS)));
  }

  /** All services of a 役務区分 have no fewer users than one of them. */
  private static void addTogether(ServiceImpact impact, List<AnswerFault> faults) {
    impact
        .said(ImpactFields.USERS_TOGETHER)
        .map(Said::number)
        .filter(all -> all.max() != null && all.max() < impact.users().min())
        .ifPresent(
            all -> faults.add(AnswerFault.of(ImpactFields.USERS_TOGETHER, Kind.CONTRADICTS)));
  }

  /** Only a bound that was given can hold to the end. */
  private static void addHeld(ServiceImpact impact, List<AnswerFault> faults) {
    if (HeldBound.isSaid(impact) && impact.affected().max() == null) {
      faults.add(AnswerFault.of(ImpactFields.USERS_HOLD, Kind.BOUND_MISSING));
    }
  }

  /** Of those affected fewer are left with each step, and none for longer than the outage. */
  private void addSteps(ServiceImpact impact, List<AnswerFault> faults) {
    List<Step> steps = impact.said(ImpactFields.STILL_AFFECTED).map(Said::steps).orElse(List.of());
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (isMore(step.users(), USERS_MAX)
          || isMore(step.minutes(), MINUTES_MAX)
          || i == Said.STEPS_MAX) {
        faults.add(AnswerFault.of(ImpactFields.STILL_AFFECTED, Kind.TOO_MUCH));
        return;
      }
      if (i > 0 && !step.follows(steps.get(i - 1))) {
        faults.add(AnswerFault.of(ImpactFields.STILL_AFFECTED, Kind.NOT_FALLING));
        return;
      }
      if (exceeds(step.users(), impact.users().max())
          || exceeds(step.minutes(), wholeMinutes(impact))) {
        faults.add(AnswerFault.of(ImpactFields.STILL_AFFECTED, Kind.CONTRADICTS));
        return;
      }
    }
  }

  /** How long it can have lasted at most, in minutes; null where nobody knows. */
  private @Nullable Long wholeMinutes(ServiceImpact impact) {
    Interval began = impact.began();
    if (!impact.ongoing()) {
      return impact.lastedMinutes().max();
    }
    return began == null || began.earliest().isAfter(answerable.latest())
        ? null
        : Long.valueOf(minutesUntilNow(began.earliest()));
  }

  /** From that moment to now, the minute that has begun among them. */
  private long minutesUntilNow(Instant from) {
    return Duration.between(from, answerable.latest()).toMinutes() + 1;
  }

  private static boolean isMore(Bounds bounds, long max) {
    Long most = bounds.max();
    return bounds.min() > max || (most != null && most > max);
  }

  private static boolean exceeds(Bounds part, @Nullable Long whole) {
    return whole != null && part.min() > whole;
  }
}
