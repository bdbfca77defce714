package jp.anshin.formats.accident;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import jp.anshin.core.Interval;
import jp.anshin.formats.yaml.NearestName;
import jp.anshin.law.Category;
import jp.anshin.law.Edition;
import jp.anshin.law.Figures;
import jp.anshin.law.Rulebook;
import org.jspecify.annotations.Nullable;

/**
 * What a rulebook can judge: its categories, and the days it has a table for.
 *
 * @param rulebook the rulebook
 * @param today the day of whoever asks, in Japanese time
 * @param anyDay whether days without a table are taken too, because a trial names the table
 */
public record CaseScope(Rulebook rulebook, LocalDate today, boolean anyDay) {

  /** A plan or an exercise may lie ahead; a year further off is a slip. */
  static final int DAYS_AHEAD_MAX = 366;

  /** The first day that any table was in force, or null when none ever was. */
  private @Nullable LocalDate firstDay() {
    return rulebook.editions().stream()
        .filter(Edition::inForce)
        .map(Edition::validFrom)
        .filter(Objects::nonNull)
        .min(LocalDate::compareTo)
        .orElse(null);
  }

  /**
   * Checks that the law of that time is known.
   *
   * @throws FaultyCaseException when it ended before the first table, or lies far ahead
   */
  Interval checked(String column, Interval occurredAt, String written) throws FaultyCaseException {
    LocalDate first = firstDay();
    if (first != null && !anyDay && day(occurredAt.latest()).isBefore(first)) {
      throw Written.fault(column, "date.before-law", written, first.toString());
    }
    LocalDate last = today.plusDays(DAYS_AHEAD_MAX);
    if (day(occurredAt.latest()).isAfter(last)) {
      throw Written.fault(column, "date.far-ahead", written, last.toString());
    }
    return occurredAt;
  }

  /**
   * The code of a category written as its code, or as its Japanese or English name.
   *
   * @return null when nobody knows which it is
   * @throws FaultyCaseException when the rulebook has none of that name
   */
  @Nullable String category(String column, String raw) throws FaultyCaseException {
    Written written = Written.of(raw);
    if (written.isUnknown()) {
      return null;
    }
    if (rulebook.category(raw).isPresent()) { // nearly every row of a long list
      return raw;
    }
    String folded = fold(written.text());
    Optional<Category> known =
        rulebook.categories().stream()
            .filter(each ->
                fold(each.code()).equals(folded)
                    || fold(each.english()).equals(folded)
                    || fold(Written.of(each.japanese()).text()).equals(folded))
            .findFirst();
    if (known.isPresent()) {
      return known.get().code();
    }
    List<String> codes = rulebook.categories().stream().map(Category::code).toList();
    String all = String.join(", ", codes);
    Optional<String> near = NearestName.of(written.text(), codes);
    if (near.isPresent()) {
      throw Written.fault(column, "category.near", written.text(), near.get(), all);
    }
    throw Written.fault(column, "category.unknown", written.text(), all);
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, Figures.JAPAN);
  }
}
