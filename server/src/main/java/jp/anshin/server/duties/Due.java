package jp.anshin.server.duties;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import jp.anshin.law.Figures;
import jp.anshin.law.clock.Crossing;
import org.jspecify.annotations.Nullable;

/**
 * When something is due: a moment within bounds, or a whole day in Japanese time, or neither where
 * the law says 速やかに.
 *
 * @param earliest not before this moment, or null
 * @param estimate most likely at this moment, or null when nobody can say
 * @param latest certainly by this moment, or null when nobody can say
 * @param day the day by whose end it is due, or null
 * @param laterDay that day if the outage began on the later of two possible days, or null when both
 *     give the same; {@code day} is the one to keep
 */
public record Due(
    @Nullable Instant earliest,
    @Nullable Instant estimate,
    @Nullable Instant latest,
    @Nullable LocalDate day,
    @Nullable LocalDate laterDay) {

  /** Without a deadline: as soon as possible, so that elapsed time is what is told. */
  public static final Due AT_ONCE = new Due(null, null, null, null, null);

  static Due at(Instant moment) {
    return new Due(moment, moment, moment, null, null);
  }

  static Due on(LocalDate day, LocalDate laterDay) {
    return new Due(null, null, null, day, laterDay.equals(day) ? null : laterDay);
  }

  static Due of(Crossing crossing) {
    return new Due(crossing.earliest(), crossing.estimate(), crossing.latest(), null, null);
  }

  /**
   * The moment not to be missed: the earliest possible one, or the end of the day in Japanese time
   * (the first moment of the next); empty without a deadline.
   */
  public Optional<Instant> by() {
    return day == null
        ? Optional.ofNullable(earliest)
        : Optional.of(day.plusDays(1).atStartOfDay(Figures.JAPAN).toInstant());
  }
}
