package jp.anshin.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When an accident goes into the periodic report (定期報告).
 *
 * @param users so many users are enough
 * @param durationMinutes so many minutes are enough
 * @param seriousExcludedFrom from this day serious accidents are left out, or null when never
 * @param cycles how often it is due, by date
 * @param citation article and words
 * @param tiers facilities whose failures are filed in another way than by form 27
 * @param otherEquipment the second leg (二), failure of what is no telecommunications equipment:
 *     what must be so; null when the rulebook does not know it
 */
public record PeriodicRule(
    long users,
    long durationMinutes,
    @Nullable LocalDate seriousExcludedFrom,
    List<Cycle> cycles,
    Citation citation,
    List<Tier> tiers,
    @Nullable Clause otherEquipment) {

  public PeriodicRule {
    cycles = List.copyOf(cycles);
    tiers = List.copyOf(tiers);
  }

  /** A rule that knows neither tiers nor the failure of other equipment. */
  public PeriodicRule(
      long users,
      long durationMinutes,
      @Nullable LocalDate seriousExcludedFrom,
      List<Cycle> cycles,
      Citation citation) {
    this(users, durationMinutes, seriousExcludedFrom, cycles, citation, List.of(), null);
  }

  /**
   * Facilities whose failures are filed in another way than by form 27.
   *
   * @param filing {@link Filing#SIMPLE} or {@link Filing#EXEMPT}
   * @param facilities codes of the classes of facilities
   * @param condition what must be so beside, or null when the class is enough
   * @param citation source and words
   */
  public record Tier(
      Filing filing, List<String> facilities, @Nullable Clause condition, Citation citation) {
    public Tier {
      facilities = List.copyOf(facilities);
    }
  }

  /**
   * How often the report is due over some days.
   *
   * @param id for instance {@code quarterly}
   * @param validFrom first day of accidents it takes, or null when it is older than the rulebook
   * @param validTo last day of accidents it takes, or null while no end is known
   * @param months length of a period in months; periods are counted from 1 April
   * @param dueMonths due on the last day of this month after the period's end
   * @param citation article and words
   */
  public record Cycle(
      String id,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      int months,
      int dueMonths,
      Citation citation) {

    static final int APRIL = 4;
    private static final int MONTHS_PER_YEAR = 12;

    /** Whether it takes an accident of that day. */
    public boolean takes(LocalDate day) {
      return (validFrom == null || !day.isBefore(validFrom))
          && (validTo == null || !day.isAfter(validTo));
    }

    /** Last day of the period that day belongs to. */
    public LocalDate periodEnd(LocalDate day) {
      int sinceApril = (day.getMonthValue() - APRIL + MONTHS_PER_YEAR) % MONTHS_PER_YEAR;
      int left = months - 1 - sinceApril % months;
      return lastOfMonth(day.withDayOfMonth(1).plusMonths(left));
    }

    /** The statutory day on which the report of the period that ends then is due. */
    public LocalDate due(LocalDate periodEnd) {
      return lastOfMonth(periodEnd.withDayOfMonth(1).plusMonths(dueMonths));
    }

    private static LocalDate lastOfMonth(LocalDate day) {
      return day.withDayOfMonth(day.lengthOfMonth());
    }
  }

  /**
   * Whether an accident of that class of facility goes into the simple form, if it goes in: where
   * the class alone says so.
   *
   * @param facilityClass its code, or null when it is not known
   */
  public boolean isSimple(@Nullable String facilityClass) {
    return facilityClass != null
        && tiers.stream()
            .anyMatch(tier ->
                tier.filing() == Filing.SIMPLE
                    && tier.condition() == null
                    && tier.facilities().contains(facilityClass));
  }

  /** The period to which an accident of that day belongs; empty when no cycle takes it. */
  public Optional<ReportingPeriod> periodOn(LocalDate day) {
    return cycleOn(day)
        .map(cycle -> {
          LocalDate end = cycle.periodEnd(day);
          LocalDate from = cycle.validFrom();
          LocalDate first = end.plusDays(1).minusMonths(cycle.months());
          return new ReportingPeriod(
              cycle, from != null && from.isAfter(first) ? from : first, end);
        });
  }

  /**
   * Whether an accident that began on one of these days certainly lies in one period; also where no
   * report is due.
   *
   * @param first first possible day in Japan
   * @param last last possible day
   */
  public boolean isOnePeriod(LocalDate first, LocalDate last) {
    return periodOn(first).equals(periodOn(last));
  }

  /** The cycle for an accident of that day. */
  public Optional<Cycle> cycleOn(LocalDate day) {
    return cycles.stream().filter(cycle -> cycle.takes(day)).findFirst();
  }
}
