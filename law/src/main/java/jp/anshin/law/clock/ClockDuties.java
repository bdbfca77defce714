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

/**
 * What is due because of an outage, and by when.
 *
 * @param rulebook the law
 * @param ownRules rules of the operator's own
 */
public record ClockDuties(Rulebook rulebook, List<OwnRule> ownRules) {

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

  /** Every duty that may apply, the most pressing of each basis first. */
  public List<ClockDuty> of(Outage outage, Determination said, Instant now) {
    var duties = new ArrayList<ClockDuty>();
    Interval began = outage.began();
    LocalDate day = LocalDate.ofInstant(began.earliest(), Figures.JAPAN);
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
            rulebook.finalReport().citation(),
            rulebook.finalReport().citation().verified()));
    addPeriodic(duties, said, began, day);
    if (!day.isBefore(GUIDELINE_FROM)) {
      addGuideline(duties, outage, now);
    }
    for (OwnRule rule : ownRules) {
      Instant due = began.earliest().plus(rule.after());
      duties.add(
          new ClockDuty(
              "own-rule", rule.name(), Basis.OWN_RULE, Truth.YES, began, due, null, null, true));
    }
    return duties;
  }

  private void addPeriodic(
      List<ClockDuty> duties, Determination said, Interval began, LocalDate day) {
    Optional<Cycle> cycle = rulebook.periodic().cycleOn(day);
    duties.add(
        new ClockDuty(
            "periodic-report",
            "",
            Basis.STATUTE,
            said.periodic().required(),
            began,
            null,
            cycle.map(known -> known.due(known.periodEnd(day))).orElse(null),
            rulebook.periodic().citation(),
            rulebook.periodic().citation().verified()));
  }

  private static void addGuideline(List<ClockDuty> duties, Outage outage, Instant now) {
    Interval began = outage.began();
    Instant first = began.earliest().plus(FIRST_NOTICE);
    // Whom the guideline binds and from when it counts is for the operator to say.
    duties.add(
        new ClockDuty(
            "first-notice",
            "",
            Basis.GUIDELINE,
            Truth.UNDETERMINED,
            began,
            first,
            null,
            null,
            false));
    if (outage.ended() == null) {
      duties.add(
          new ClockDuty(
              "next-update",
              "",
              Basis.GUIDELINE,
              Truth.UNDETERMINED,
              began,
              nextUpdate(first, now),
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
