package jp.anshin.formats.dmn;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import jp.anshin.core.Interval;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Bounds;
import jp.anshin.law.Category;
import jp.anshin.law.Cell;
import jp.anshin.law.Determination;
import jp.anshin.law.Edition;
import jp.anshin.law.Exclusion;
import jp.anshin.law.Figures;
import jp.anshin.law.Rulebook;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;
import org.jspecify.annotations.Nullable;

/** Cases at the boundaries of a rulebook and with blanks, drawn by a seeded generator. */
final class DmnCases {

  private static final List<Truth> TRUTHS = List.of(Truth.values());

  private final AccidentLaw law;
  private final Rulebook rulebook;
  private final List<LocalDate> days;
  private final List<@Nullable String> categories = new ArrayList<>();
  private final List<@Nullable Long> seconds = new ArrayList<>();
  private final List<@Nullable Long> users = new ArrayList<>();
  private final List<String> conditions;

  /** One case; null is unknown. */
  record Case(
      LocalDate day,
      @Nullable String category,
      @Nullable Long seconds,
      @Nullable Long users,
      Truth accident,
      Truth facility,
      @Nullable Long facilitySeconds,
      Map<String, Truth> conditions) {}

  DmnCases(Rulebook rulebook) {
    this.law = new AccidentLaw(rulebook);
    this.rulebook = rulebook;
    var boundaryDays = new TreeSet<LocalDate>();
    for (Edition edition : rulebook.editions()) {
      addAround(boundaryDays, edition.validFrom());
      addAround(boundaryDays, edition.validTo());
      addAround(boundaryDays, edition.mayHaveStartedFrom());
    }
    addAround(boundaryDays, rulebook.periodic().seriousExcludedFrom());
    days = List.copyOf(boundaryDays);
    var boundarySeconds = new TreeSet<Long>();
    var boundaryUsers = new TreeSet<Long>();
    for (Edition edition : rulebook.editions()) {
      for (var row : edition.rows()) {
        for (Cell cell : row.cells()) {
          addAround(boundarySeconds, cell.durationSeconds());
          addAround(boundaryUsers, cell.users());
        }
      }
    }
    boundarySeconds.add(0L);
    boundaryUsers.add(0L);
    seconds.addAll(boundarySeconds);
    users.addAll(boundaryUsers);
    // Blanks are drawn about as often as numbers near a threshold that are given.
    for (int i = 0; i < boundarySeconds.size() / 4; i++) {
      seconds.add(null);
      users.add(null);
    }
    rulebook.categories().stream().map(Category::code).forEach(categories::add);
    categories.add(null);
    conditions =
        rulebook.categories().stream()
            .flatMap(category -> category.conditions().stream())
            .distinct()
            .toList();
  }

  private static void addAround(Set<LocalDate> days, @Nullable LocalDate day) {
    if (day != null) {
      days.add(day.minusDays(1));
      days.add(day);
      days.add(day.plusDays(1));
    }
  }

  private static void addAround(Set<Long> values, long threshold) {
    values.add(threshold - 1);
    values.add(threshold);
    values.add(threshold + 1);
  }

  Case draw(RandomGenerator random) {
    Map<String, Truth> held =
        conditions.stream().collect(Collectors.toMap(key -> key, key -> truth(random)));
    // Most cases are stops without such a facility: there the tables decide.
    Truth accident = random.nextInt(4) == 0 ? truth(random) : Truth.YES;
    Truth facility = random.nextInt(8) == 0 ? truth(random) : Truth.NO;
    return new Case(
        days.get(random.nextInt(days.size())),
        categories.get(random.nextInt(categories.size())),
        seconds.get(random.nextInt(seconds.size())),
        users.get(random.nextInt(users.size())),
        accident,
        facility,
        seconds.get(random.nextInt(seconds.size())),
        held);
  }

  private static Truth truth(RandomGenerator random) {
    return TRUTHS.get(random.nextInt(TRUTHS.size()));
  }

  /** What our own law says. */
  DmnOracle.Answer ours(Case drawn) {
    Determination said = law.determine(facts(drawn));
    return new DmnOracle.Answer(said.reason().result(), said.periodic().required());
  }

  private AccidentFacts facts(Case drawn) {
    var service =
        new ServiceFacts(
            "s",
            drawn.category(),
            drawn.accident(),
            rulebook.exclusions().stream()
                .collect(Collectors.toMap(Exclusion::id, exclusion -> Truth.NO)),
            Truth.NO,
            drawn.conditions(),
            bounds(drawn.users()),
            bounds(drawn.seconds()),
            null);
    var at = drawn.day().atTime(12, 0).atZone(Figures.JAPAN).toInstant();
    return new AccidentFacts(
        Interval.at(at), List.of(service), drawn.facility(), bounds(drawn.facilitySeconds()));
  }

  /** A stop without such a facility, so that the table of an edition decides alone. */
  Case tableCase(
      @Nullable String category,
      @Nullable Long seconds,
      @Nullable Long users,
      Map<String, Truth> held) {
    LocalDate day = LocalDate.parse("2020-01-01");
    return new Case(day, category, seconds, users, Truth.YES, Truth.NO, 0L, held);
  }

  /** Every combination at the boundaries, with no condition known. */
  List<Case> grid() {
    var all = new ArrayList<Case>();
    Map<String, Truth> unknown =
        conditions.stream().collect(Collectors.toMap(key -> key, key -> Truth.UNDETERMINED));
    for (String category : categories) {
      for (Long second : new LinkedHashSet<>(seconds)) {
        for (Long user : new LinkedHashSet<>(users)) {
          all.add(tableCase(category, second, user, unknown));
        }
      }
    }
    return all;
  }

  Case drawTable(RandomGenerator random) {
    Case drawn = draw(random);
    return tableCase(drawn.category(), drawn.seconds(), drawn.users(), drawn.conditions());
  }

  Edition edition(RandomGenerator random) {
    return rulebook.editions().get(random.nextInt(rulebook.editions().size()));
  }

  /** What one edition alone says by our own reading. */
  Truth ours(Case drawn, Edition edition) {
    return law.whatIf(facts(drawn), edition.id()).reason().result();
  }

  private static Bounds bounds(@Nullable Long value) {
    return value == null ? Bounds.UNKNOWN : Bounds.exactly(value);
  }

  /** The same case as the other engine is told it. */
  Map<String, Object> theirs(Case drawn) {
    var inputs = new HashMap<String, @Nullable Object>();
    inputs.put("day", drawn.day());
    inputs.put("category", drawn.category());
    inputs.put("minutes", minutes(drawn.seconds()));
    inputs.put("users", drawn.users() == null ? null : BigDecimal.valueOf(drawn.users()));
    inputs.put("accident", known(drawn.accident()));
    inputs.put("facility_down", known(drawn.facility()));
    inputs.put("facility_minutes", minutes(drawn.facilitySeconds()));
    drawn
        .conditions()
        .forEach((key, held) -> inputs.put(RulebookDmn.conditionName(key), known(held)));
    @SuppressWarnings("NullAway") // a context takes null for unknown
    Map<String, Object> told = inputs;
    return told;
  }

  private static @Nullable BigDecimal minutes(@Nullable Long seconds) {
    return seconds == null
        ? null
        : BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(60), MathContext.DECIMAL128);
  }

  private static @Nullable Boolean known(Truth truth) {
    return switch (truth) {
      case YES -> true;
      case NO -> false;
      case UNDETERMINED -> null;
    };
  }
}
