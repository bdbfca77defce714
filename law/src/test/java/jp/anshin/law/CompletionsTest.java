package jp.anshin.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What three-valued evaluation claims, against every way in which the unknown facts may turn out:
 * each is judged by a second, two-valued reading of the same tables.
 */
class CompletionsTest {

  private static final long SEED = 58;
  private static final int EVENTS = 2_000;
  private static final long[] SECONDS = {
    0, 3_599, 3_600, 7_199, 7_200, 14_399, 14_400, 43_199, 43_200, 86_399, 86_400, 200_000
  };
  private static final long[] USERS = {
    0, 29_999, 30_000, 99_999, 100_000, 999_999, 1_000_000, 5_000_000
  };
  private static final List<Truth> TRUTHS = List.of(Truth.YES, Truth.NO, Truth.UNDETERMINED);
  private static final List<String> CATEGORIES =
      List.of("VOICE", "LPWA", "FREE", "OTHER", "UNKNOWN");
  private static final List<String> DAYS =
      List.of(Rules.ALL_DAY, Rules.CATEGORY_DAY, Rules.CONDITION_DAY);

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

  @Test
  void itIsUndeterminedExactlyWhenTwoCompletionsDiffer() {
    Map<Verdict, Integer> seen = new HashMap<>();
    for (int i = 0; i < EVENTS; i++) {
      String day = DAYS.get(random.nextInt(DAYS.size()));
      var services = new ArrayList<ServiceFacts>();
      int count = random.nextInt(1, 3);
      for (int service = 0; service < count; service++) {
        services.add(randomFacts("service-" + service));
      }
      AccidentFacts facts = Rules.event(day, services.toArray(ServiceFacts[]::new));
      Verdict claimed = Rules.LAW.determine(facts).verdict();

      assertThat(claimed).as("%s", facts).isEqualTo(expected(day, services));
      seen.merge(claimed, 1, Integer::sum);
    }
    assertThat(seen.values()).as("each verdict often: %s", seen).hasSize(3).allMatch(n -> n > 100);
  }

  @Test
  void moreTimeOrMoreUsersNeverMakeItLessSerious() {
    for (int i = 0; i < EVENTS; i++) {
      String day = DAYS.get(random.nextInt(DAYS.size()));
      ServiceFacts facts = randomFacts("internet");
      ServiceFacts more =
          new ServiceFacts(
              facts.service(),
              facts.category(),
              facts.accident(),
              facts.exclusions(),
              facts.usersHardToCount(),
              facts.conditions(),
              raised(facts.users(), USERS),
              raised(facts.durationSeconds(), SECONDS),
              null);
      Verdict less = Rules.LAW.determine(Rules.event(day, facts)).verdict();
      Verdict later = Rules.LAW.determine(Rules.event(day, more)).verdict();

      assertThat(rank(later)).as("%s then %s", facts, more).isGreaterThanOrEqualTo(rank(less));
    }
  }

  @Test
  void learningAFactNeverContradictsWhatWasClaimed() {
    for (int i = 0; i < EVENTS; i++) {
      String day = DAYS.get(random.nextInt(DAYS.size()));
      ServiceFacts facts = randomFacts("internet");
      Verdict claimed = Rules.LAW.determine(Rules.event(day, facts)).verdict();
      for (ServiceFacts known : completions(facts)) {
        Verdict verdict = Rules.LAW.determine(Rules.event(day, known)).verdict();
        if (claimed != Verdict.UNDETERMINED) {
          assertThat(verdict).as("%s known as %s", facts, known).isEqualTo(claimed);
        }
      }
    }
  }

  private static int rank(Verdict verdict) {
    return switch (verdict) {
      case NOT_SERIOUS -> 0;
      case UNDETERMINED -> 1;
      case SERIOUS -> 2;
    };
  }

  private Bounds raised(Bounds bounds, long[] values) {
    long step = values[random.nextInt(values.length)];
    Long max = bounds.max();
    return max == null
        ? Bounds.atLeast(bounds.min() + step)
        : Bounds.between(bounds.min() + step, max + step);
  }

  private ServiceFacts randomFacts(String service) {
    String category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
    Map<String, Truth> exclusions = new HashMap<>();
    exclusions.put("supplementary", mostly(Truth.NO));
    exclusions.put("planned", Truth.NO);
    return new ServiceFacts(
        service,
        category.equals("UNKNOWN") ? null : category,
        mostly(Truth.YES),
        exclusions,
        Truth.NO,
        Map.of("separable", mostly(Truth.YES)),
        randomBounds(USERS),
        randomBounds(SECONDS),
        null);
  }

  private Truth mostly(Truth usual) {
    return random.nextInt(4) == 0 ? TRUTHS.get(random.nextInt(TRUTHS.size())) : usual;
  }

  private Bounds randomBounds(long[] values) {
    int low = random.nextInt(values.length);
    int high = Math.min(values.length - 1, low + random.nextInt(4));
    return random.nextInt(10) == 0
        ? Bounds.atLeast(values[low])
        : Bounds.between(values[low], values[high]);
  }

  /** The verdict of every completion, or none when they differ. */
  private static Verdict expected(String day, List<ServiceFacts> services) {
    boolean anySure = false;
    boolean anyOpen = false;
    for (ServiceFacts facts : services) {
      Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
      for (ServiceFacts known : completions(facts)) {
        verdicts.addAll(possible(day, known));
      }
      anySure |= verdicts.equals(EnumSet.of(Verdict.SERIOUS));
      anyOpen |= verdicts.size() > 1;
    }
    if (anySure) {
      return Verdict.SERIOUS;
    }
    return anyOpen ? Verdict.UNDETERMINED : Verdict.NOT_SERIOUS;
  }

  /**
   * Two-valued: a known event is serious or not under each reading of the law that is possible; the
   * only unknown left is which row holds for a category whose condition fails.
   */
  private static Set<Verdict> possible(String day, ServiceFacts known) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    boolean counts =
        known.accident() == Truth.YES && known.exclusions().get("supplementary") == Truth.NO;
    for (String category : readings(day, known)) {
      boolean serious = counts && reached(day, category, known);
      verdicts.add(serious ? Verdict.SERIOUS : Verdict.NOT_SERIOUS);
    }
    return verdicts;
  }

  private static List<String> readings(String day, ServiceFacts known) {
    String category = String.valueOf(known.category());
    boolean conditioned = category.equals("LPWA") && day.equals(Rules.CONDITION_DAY);
    if (category.equals("LPWA") && !conditioned) {
      return List.of("OTHER");
    }
    return conditioned && known.conditions().get("separable") != Truth.YES
        ? List.of("LPWA", "OTHER")
        : List.of(category);
  }

  private static boolean reached(String day, String category, ServiceFacts known) {
    long seconds = known.durationSeconds().min();
    long users = known.users().min();
    Edition edition = Rules.BOOK.editionOn(LocalDate.parse(day)).orElseThrow();
    for (Row row : edition.rows()) {
      if (row.category().equals(category) || row.category().equals("ALL")) {
        for (Cell cell : row.cells()) {
          if (seconds >= cell.durationMinutes() * 60 && users >= cell.users()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static List<ServiceFacts> completions(ServiceFacts facts) {
    var all = new ArrayList<ServiceFacts>();
    for (String category : categories(facts)) {
      for (Truth accident : known(facts.accident())) {
        for (Truth excluded : known(truth(facts.exclusions().get("supplementary")))) {
          for (Truth separable : known(truth(facts.conditions().get("separable")))) {
            for (long users : known(facts.users(), USERS)) {
              for (long seconds : known(facts.durationSeconds(), SECONDS)) {
                all.add(
                    new ServiceFacts(
                        facts.service(),
                        category,
                        accident,
                        Map.of("supplementary", excluded, "planned", Truth.NO),
                        Truth.NO,
                        Map.of("separable", separable),
                        Bounds.exactly(users),
                        Bounds.exactly(seconds),
                        null));
              }
            }
          }
        }
      }
    }
    return all;
  }

  /** A category that nobody has named may be any that has a row of its own. */
  private static List<String> categories(ServiceFacts facts) {
    String category = facts.category();
    return category != null ? List.of(category) : List.of("VOICE", "LPWA", "FREE", "OTHER");
  }

  private static List<Truth> known(Truth truth) {
    return truth == Truth.UNDETERMINED ? List.of(Truth.YES, Truth.NO) : List.of(truth);
  }

  private static Truth truth(@Nullable Truth said) {
    return said == null ? Truth.UNDETERMINED : said;
  }

  /** The bounds themselves and every boundary value between them. */
  private static List<Long> known(Bounds bounds, long[] values) {
    var known = new ArrayList<Long>(List.of(bounds.min()));
    Long max = bounds.max();
    for (long value : values) {
      if (value > bounds.min() && (max == null || value <= max)) {
        known.add(value);
      }
    }
    return known;
  }
}
