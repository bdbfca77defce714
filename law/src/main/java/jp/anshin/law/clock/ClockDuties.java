package jp.anshin.law.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.anshin.core.Interval;
import jp.anshin.law.Determination;
import jp.anshin.law.Figures;
import jp.anshin.law.PeriodicRule.Cycle;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Truth;
import jp.anshin.law.clock.ClockDuty.Basis;
import org.jspecify.annotations.Nullable;

/**
 * What is due because of an outage, and by when.
 *
 * @param rulebook the law
 * @param ownRules rules of the operator's own
 * @param guidelineBinds whether the guideline on notices to users binds the operator strictly; who
 *     certainly is not bound acts 準じて, which is told as the basis
 */
public record ClockDuties(Rulebook rulebook, List<OwnRule> ownRules, Truth guidelineBinds) {

  /**
   * 電気通信サービスにおける障害発生時の周知・広報に関するガイドライン (2023-03-17): applied from this day, strictly to the
   * designated public institutions, by others 準じて.
   */
  public static final LocalDate GUIDELINE_FROM = LocalDate.of(2023, 4, 1);

  /** Its first notice to users, in principle. From when it is counted was not compared. */
  public static final Duration FIRST_NOTICE = Duration.ofMinutes(30);

  /** Its updates, at least so often, late night excepted. */
  public static final Duration UPDATE = Duration.ofHours(1);

  public ClockDuties {
    ownRules = List.copyOf(ownRules);
  }

  /** Every duty that may apply, while no notice to users is known. */
  public List<ClockDuty> of(Outage outage, Determination said, Instant now) {
    return of(outage, said, null, now);
  }

  /**
   * Every duty that may apply, the most pressing of each basis first.
   *
   * @param lastNotice when users were last told, or null while they were not
   */
  public List<ClockDuty> of(
      Outage outage, Determination said, @Nullable Instant lastNotice, Instant now) {
    var duties = new ArrayList<ClockDuty>();
    Interval began = outage.began();
    LocalDate day = LocalDate.ofInstant(began.earliest(), Figures.JAPAN);
    LocalDate laterDay = LocalDate.ofInstant(began.latest(), Figures.JAPAN);
    Truth serious = said.reason().result();
    duties.add(
        new ClockDuty(
            "first-report",
            "",
            Basis.STATUTE,
            serious,
            began,
            null, // 速やかに: as soon as possible, no deadline
            null,
            null,
            rulebook.firstReport(),
            rulebook.firstReport().verified()));
    duties.add(
        new ClockDuty(
            "final-report",
            "",
            Basis.STATUTE,
            serious,
            began,
            null,
            rulebook.finalReport().due(day),
            laterDay.equals(day) ? null : rulebook.finalReport().due(laterDay),
            rulebook.finalReport().citationOn(day),
            rulebook.finalReport().citationOn(day).verified()));
    addPeriodic(duties, said, began, day, laterDay);
    if (!day.isBefore(GUIDELINE_FROM)) {
      addGuideline(duties, outage, lastNotice, now);
    }
    for (OwnRule rule : ownRules) {
      Instant due = began.earliest().plus(rule.after());
      duties.add(
          new ClockDuty(
              "own-rule",
              rule.name(),
              Basis.OWN_RULE,
              Truth.YES,
              began,
              due,
              null,
              null,
              null,
              true));
    }
    return duties;
  }

  private void addPeriodic(
      List<ClockDuty> duties,
      Determination said,
      Interval began,
      LocalDate day,
      LocalDate laterDay) {
    Optional<LocalDate> due = periodicDue(day);
    Optional<LocalDate> later =
        periodicDue(laterDay).filter(other -> !Optional.of(other).equals(due));
    duties.add(
        new ClockDuty(
            "periodic-report",
            "",
            Basis.STATUTE,
            said.periodic().required(),
            began,
            null,
            due.orElse(null),
            later.orElse(null),
            rulebook.periodic().citation(),
            rulebook.periodic().citation().verified()));
  }

  private Optional<LocalDate> periodicDue(LocalDate day) {
    Optional<Cycle> cycle = rulebook.periodic().cycleOn(day);
    return cycle.map(known -> known.due(known.periodEnd(day)));
  }

  private void addGuideline(
      List<ClockDuty> duties, Outage outage, @Nullable Instant lastNotice, Instant now) {
    Interval began = outage.began();
    Instant first = began.earliest().plus(FIRST_NOTICE);
    // Whom it binds strictly is for the operator to say; from when it counts was not compared.
    boolean strictly = guidelineBinds != Truth.NO;
    Basis basis = strictly ? Basis.GUIDELINE : Basis.GUIDELINE_ACCORDINGLY;
    Truth applies = strictly ? guidelineBinds : Truth.YES;
    duties.add(
        new ClockDuty("first-notice", "", basis, applies, began, first, null, null, null, false));
    if (outage.ended() == null) {
      duties.add(
          new ClockDuty(
              "next-update",
              "",
              basis,
              applies,
              began,
              lastNotice == null ? nextUpdate(first, now) : lastNotice.plus(UPDATE),
              null,
              null,
              null,
              false));
    }
  }

  /** The first whole hour after the first notice that lies ahead. */
  private static Instant nextUpdate(Instant first, Instant now) {
    if (now.isBefore(first)) {
      return first.plus(UPDATE);
    }
    long passed = Duration.between(first, now).dividedBy(UPDATE);
    return first.plus(UPDATE.multipliedBy(passed + 1));
  }
}
