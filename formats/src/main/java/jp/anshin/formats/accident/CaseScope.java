package jp.anshin.formats.accident;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** The first day that any table was in force; empty when none ever was. */
  public Optional<LocalDate> firstDay() {
    return rulebook.editions().stream()
        .filter(Edition::inForce)
        .map(Edition::validFrom)
        .filter(Objects::nonNull)
        .min(LocalDate::compareTo);
  }

  /** The last day that can be meant. */
  public LocalDate lastDay() {
    return today.plusDays(DAYS_AHEAD_MAX);
  }

  /**
   * Checks that the law of that time is known.
   *
   * @throws FaultyCaseException when it ended before the first table, or lies far ahead
   */
  Interval checked(String column, Interval occurredAt, String written) throws FaultyCaseException {
    LocalDate first = firstDay().orElse(null);
    if (first != null && !anyDay && day(occurredAt.latest()).isBefore(first)) {
      throw Written.fault(column, "date.before-law", written, first.toString());
    }
    LocalDate last = lastDay();
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
    List<Category> known =
        rulebook.categories().stream()
            .filter(each -> names(each).anyMatch(name -> fold(name).equals(folded)))
            .toList();
    if (known.size() == 1) {
      return known.getFirst().code();
    }
    String all = all(CaseScope::shortest);
    String english = all(Category::english);
    List<String> near =
        rulebook.categories().stream().flatMap(CaseScope::names).distinct().toList();
    Optional<String> nearest = NearestName.of(written.text(), near);
    if (nearest.isPresent()) {
      throw Written.fault(column, "category.near", written.text(), nearest.get(), all, english);
    }
    throw Written.fault(column, "category.unknown", written.text(), all, english);
  }

  private String all(Function<Category, String> name) {
    return rulebook.categories().stream()
        .map(each -> each.code() + " (" + name.apply(each) + ")")
        .collect(Collectors.joining(", "));
  }

  /** All that people may write for it. */
  private static Stream<String> names(Category category) {
    return Stream.concat(
        Stream.of(category.code(), category.english()),
        Stream.concat(Stream.of(category.japanese()), category.alsoCalled().stream())
            .map(name -> Written.of(name).text()));
  }

  private static String shortest(Category category) {
    return Stream.concat(Stream.of(category.japanese()), category.alsoCalled().stream())
        .min(Comparator.comparingInt(String::length))
        .orElseThrow();
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, Figures.JAPAN);
  }
}
