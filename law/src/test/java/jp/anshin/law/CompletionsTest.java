package jp.anshin.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  private static final int EVENTS = 4_000;

  /** Each of these is judged once for every completion. */
  private static final int LEARNED = 500;

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

  private static final List<String> PERIODIC_DAYS =
      List.of(Rules.CONDITION_DAY, Rules.LEFT_OUT_DAY, Rules.LEFT_OUT_DAY, Rules.PROPOSAL_DAY);

  private static final List<LpwaRule.Form> FORMS =
      Objects.requireNonNull(Rules.BOOK.lpwa()).forms();

  private static final List<Impact> IMPACTS = List.of(Impact.values());
  private static final List<LpwaDelivery.Part> PARTS = List.of(LpwaDelivery.Part.values());

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

  /**
   * Serious and periodic hang on the same figures, so that each being open does not say that both
   * ways are.
   */
  @Test
  void thePeriodicReportIsUndeterminedExactlyWhenTwoCompletionsDiffer() {
    Map<Truth, Integer> seen = new HashMap<>();
    int followed = 0;
    for (int i = 0; i < EVENTS; i++) {
      String day = PERIODIC_DAYS.get(random.nextInt(PERIODIC_DAYS.size()));
      var services = new ArrayList<ServiceFacts>();
      int count = random.nextInt(1, 3);
      for (int service = 0; service < count; service++) {
        services.add(randomFacts("service-" + service));
      }
      AccidentFacts facts = Rules.event(day, services.toArray(ServiceFacts[]::new));
      Determination said = Rules.LAW.determine(facts);
      Truth claimed = said.periodic().required();

      assertThat(claimed).as("%s %s", day, facts).isEqualTo(expectedPeriodic(day, services));
      seen.merge(claimed, 1, Integer::sum);
      if (claimed == Truth.NO && said.verdict() == Verdict.UNDETERMINED) {
        followed++;
        assertThat(said.periodic().filing()).isEqualTo(Filing.NOT_REQUIRED);
        assertThat(said.periodic().deadline()).isNull();
      }
    }
    assertThat(seen.values()).as("each often: %s", seen).hasSize(3).allMatch(n -> n > 100);
    assertThat(followed).as("no, although it is open whether it is serious").isGreaterThan(20);
  }

  @Test
  void moreTimeOrMoreUsersNeverMakeItLessSerious() {
    for (int i = 0; i < EVENTS; i++) {
      String day = DAYS.get(random.nextInt(DAYS.size()));
      ServiceFacts facts = randomFacts("internet");
      ServiceFacts more =
          rebuilt(
              facts,
              facts.category(),
              facts.impact(),
              facts.exclusions(),
              facts.conditions(),
              raised(facts.users(), USERS),
              raised(facts.durationSeconds(), SECONDS),
              facts.lpwa(),
              facts.readings().stream().map(this::raised).toList(),
              facts.counted());
      Verdict less = Rules.LAW.determine(Rules.event(day, facts)).verdict();
      Verdict later = Rules.LAW.determine(Rules.event(day, more)).verdict();

      assertThat(rank(later)).as("%s then %s", facts, more).isGreaterThanOrEqualTo(rank(less));
    }
  }

  @Test
  void learningAFactNeverContradictsWhatWasClaimed() {
    for (int i = 0; i < LEARNED; i++) {
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

  @Test
  void aProposalIsSaidToDifferExactlyWhereTheVerdictIsAnotherWithoutItByAnyReading() {
    int differ = 0;
    for (int i = 0; i < EVENTS; i++) {
      ServiceFacts facts = randomFacts("internet");
      Determination with = Rules.LAW.determine(Rules.event(Rules.PROPOSAL_DAY, facts));
      boolean said = with.caveats().contains(new Caveat("proposal-differs", "proposal"));
      boolean byAReading =
          with.verdict() == Verdict.UNDETERMINED
              && facts.readings().stream()
                  .anyMatch(each -> differsWithoutProposals(facts.with(List.of(each))));

      assertThat(said).as("%s", facts).isEqualTo(differsWithoutProposals(facts) || byAReading);
      differ += said ? 1 : 0;
    }
    assertThat(differ).isBetween(10, EVENTS - 10);
  }

  @Test
  void whatIsUndeterminedHasAQuestionThatSettlesIt() {
    for (int i = 0; i < EVENTS; i++) {
      String day = i % 2 == 0 ? Rules.PROPOSAL_DAY : DAYS.get(random.nextInt(DAYS.size()));
      ServiceFacts[] facts =
          random.nextBoolean()
              ? new ServiceFacts[] {randomFacts("internet")}
              : new ServiceFacts[] {randomFacts("internet"), randomFacts("phone")};
      Determination said = Rules.LAW.determine(Rules.event(day, facts));
      boolean open =
          said.verdict() == Verdict.UNDETERMINED
              || said.periodic().required() == Truth.UNDETERMINED;
      assertThat(open && said.questions().isEmpty()).as("%s %s", day, List.of(facts)).isFalse();
    }
  }

  private static boolean differsWithoutProposals(ServiceFacts facts) {
    AccidentFacts event = Rules.event(Rules.PROPOSAL_DAY, facts);
    return Rules.LAW.determine(event).verdict()
        != Rules.LAW_WITHOUT_PROPOSALS.determine(event).verdict();
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

  private Reading raised(Reading reading) {
    Reading.Extent first = reading.extents().getFirst();
    return Reading.of(
        reading.name(), raised(first.users(), USERS), raised(first.durationSeconds(), SECONDS));
  }

  private ServiceFacts randomFacts(String service) {
    String category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
    Map<String, Truth> exclusions = new HashMap<>();
    exclusions.put("supplementary", mostly(Truth.NO));
    exclusions.put("planned", Truth.NO);
    Map<String, Truth> conditions = new HashMap<>();
    conditions.put("separable", mostly(Truth.YES));
    if (random.nextBoolean()) {
      conditions.put("best-effort", mostly(Truth.YES));
    }
    if (random.nextBoolean()) {
      conditions.put("call-loss", mostly(Truth.YES));
    }
    var facts =
        new ServiceFacts(
            service,
            category.equals("UNKNOWN") ? null : category,
            random.nextInt(3) > 0 ? Impact.STOP : IMPACTS.get(random.nextInt(IMPACTS.size())),
            exclusions,
            Truth.NO,
            conditions,
            randomBounds(USERS),
            randomBounds(SECONDS),
            null);
    return switch (random.nextInt(4)) {
      case 0 -> facts.with(randomDelivery());
      case 1 -> facts.with(new UserCount("ACTUAL", facts.users(), null, "", null));
      case 2 ->
          facts.with(
              List.of(
                  Reading.of("cumulative-users", facts.users(), facts.durationSeconds()),
                  Reading.of("peak-users", randomBounds(USERS), facts.durationSeconds())));
      default -> facts;
    };
  }

  private LpwaDelivery randomDelivery() {
    List<LpwaRule.Form> forms = FORMS;
    int form = random.nextInt(forms.size() + 1);
    int part = random.nextInt(PARTS.size() + 1);
    return new LpwaDelivery(
        form == forms.size() ? null : forms.get(form).id(),
        part == PARTS.size() ? null : PARTS.get(part),
        mostly(Truth.NO),
        mostly(Truth.UNDETERMINED));
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
    anyOpen |= mayTogether(day, services).serious();
    return anyOpen ? Verdict.UNDETERMINED : Verdict.NOT_SERIOUS;
  }

  /**
   * Two-valued: a known event is serious or not under each reading of the law that is possible.
   * What is left open is which row holds for a category whose condition fails, the criterion of
   * degradation of what is no best-effort data, whether a user's part counts, and the readings.
   */
  private static Set<Verdict> possible(String day, ServiceFacts known) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    for (Outcome each : outcomes(day, known)) {
      verdicts.add(each.serious() ? Verdict.SERIOUS : Verdict.NOT_SERIOUS);
    }
    return verdicts;
  }

  /** Whether thresholds of the periodic report are reached, and whether it is serious. */
  private record Outcome(boolean reached, boolean serious) {
    Outcome or(Outcome other) {
      return new Outcome(reached || other.reached, serious || other.serious);
    }
  }

  private static Set<Outcome> outcomes(String day, ServiceFacts known) {
    Set<Outcome> outcomes = new HashSet<>();
    for (boolean accident : accidents(known)) {
      boolean counts = accident && known.exclusions().get("supplementary") == Truth.NO;
      for (boolean own : ownParts(known)) {
        for (Edition edition : editions(day)) {
          for (String category : readings(edition, known)) {
            for (Reading.Extent extent : extents(known)) {
              boolean serious = reached(edition, category, extent);
              outcomes.add(new Outcome(counts && own && isMuch(extent), counts && own && serious));
            }
          }
        }
      }
    }
    return outcomes;
  }

  /**
   * What services of one row may do together that none does alone: that their users are the same
   * people, and down at the same time, is as possible as that none of them is.
   */
  private static Outcome mayTogether(String day, List<ServiceFacts> services) {
    var may = new Outcome(false, false);
    for (Edition edition : editions(day)) {
      for (Row row : edition.rows()) {
        List<Reading.Extent> most =
            services.stream().flatMap(each -> mostOf(edition, row, each).stream()).toList();
        if (most.size() > 1) {
          long users = most.stream().mapToLong(each -> each.users().min()).sum();
          long seconds = most.stream().mapToLong(each -> each.durationSeconds().min()).sum();
          var all = new Reading.Extent(Bounds.exactly(users), Bounds.exactly(seconds));
          may = may.or(new Outcome(isMuch(all), reached(edition, row.category(), all)));
        }
      }
    }
    return may;
  }

  /** The most that a service can be hit where it counts and is of that row, if that can be. */
  private static Optional<Reading.Extent> mostOf(Edition edition, Row row, ServiceFacts facts) {
    long users = -1;
    long seconds = -1;
    for (ServiceFacts known : completions(facts)) {
      boolean counts =
          accidents(known).contains(true)
              && ownParts(known).contains(true)
              && known.exclusions().get("supplementary") == Truth.NO;
      boolean isOfRow =
          row.category().equals("ALL") || readings(edition, known).contains(row.category());
      for (Reading.Extent each : counts && isOfRow ? extents(known) : List.<Reading.Extent>of()) {
        users = Math.max(users, each.users().min());
        seconds = Math.max(seconds, each.durationSeconds().min());
      }
    }
    return users < 0
        ? Optional.empty()
        : Optional.of(new Reading.Extent(Bounds.exactly(users), Bounds.exactly(seconds)));
  }

  private static boolean isMuch(Reading.Extent extent) {
    return extent.users().min() >= Rules.BOOK.periodic().users()
        || extent.durationSeconds().min() >= Rules.BOOK.periodic().durationMinutes() * 60;
  }

  private static List<Edition> editions(String day) {
    LocalDate on = LocalDate.parse(day);
    return Rules.BOOK.editions().stream()
        .filter(edition -> edition.inForceOn(on) || edition.mayBeInForceOn(on))
        .toList();
  }

  /** What every completion of all services says of the periodic report, or nothing. */
  private static Truth expectedPeriodic(String day, List<ServiceFacts> services) {
    Set<Outcome> together = Set.of(new Outcome(false, false));
    for (ServiceFacts facts : services) {
      Set<Outcome> ofService = new HashSet<>();
      for (ServiceFacts known : completions(facts)) {
        ofService.addAll(outcomes(day, known));
      }
      Set<Outcome> joined = new HashSet<>();
      together.forEach(one -> ofService.forEach(other -> joined.add(one.or(other))));
      together = joined;
    }
    Outcome may = mayTogether(day, services);
    Set<Outcome> all = new HashSet<>(together);
    for (Outcome each : together) {
      all.add(each.or(new Outcome(may.reached(), false)));
      all.add(each.or(new Outcome(false, may.serious())));
      all.add(each.or(may));
    }
    boolean leftOut = !day.equals(Rules.CONDITION_DAY);
    Set<Boolean> goesIn = new HashSet<>();
    all.forEach(each -> goesIn.add(each.reached() && !(leftOut && each.serious())));
    return goesIn.size() > 1 ? Truth.UNDETERMINED : Truth.of(goesIn.contains(true));
  }

  private static List<Boolean> accidents(ServiceFacts known) {
    String category = String.valueOf(known.category());
    Truth bestEffort = known.conditions().get("best-effort");
    return switch (known.impact()) {
      case STOP -> List.of(true);
      case NONE, UNKNOWN -> List.of(false);
      case DEGRADATION ->
          switch (category) {
            case "VOICE" -> List.of(true);
            case "LPWA" -> List.of(false);
            default -> bestEffort == Truth.YES ? List.of(false) : List.of(true, false);
          };
      case HARD_TO_CONNECT ->
          switch (category) {
            case "VOICE" -> List.of(known.conditions().get("call-loss") == Truth.YES);
            case "LPWA" -> List.of(false);
            default -> bestEffort == Truth.YES ? List.of(false) : List.of(true, false);
          };
    };
  }

  private static List<Boolean> ownParts(ServiceFacts known) {
    LpwaDelivery delivery = known.lpwa();
    if (delivery == null || !"LPWA".equals(known.category())) {
      return List.of(true);
    }
    if (delivery.bandDelay() == Truth.YES) {
      return List.of(false);
    }
    boolean users =
        FORMS.stream()
            .filter(form -> form.id().equals(delivery.form()))
            .anyMatch(
                form -> form.usersParts().contains(Objects.requireNonNull(delivery.failedPart())));
    return users && delivery.usersPartCounts() == Truth.UNDETERMINED
        ? List.of(true, false)
        : List.of(!users || delivery.usersPartCounts() == Truth.YES);
  }

  private static List<Reading.Extent> extents(ServiceFacts known) {
    return known.readings().isEmpty()
        ? List.of(new Reading.Extent(known.users(), known.durationSeconds()))
        : known.readings().stream().map(each -> each.extents().getFirst()).toList();
  }

  private static List<String> readings(Edition edition, ServiceFacts known) {
    String category = String.valueOf(known.category());
    boolean conditioned = category.equals("LPWA") && hasRow(edition, "LPWA");
    if (category.equals("LPWA") && !conditioned) {
      return List.of("OTHER");
    }
    if (category.equals("FREE") && hasRow(edition, "FREE_BIG")) {
      return List.of("FREE", "FREE_BIG");
    }
    return conditioned && known.conditions().get("separable") != Truth.YES
        ? List.of("LPWA", "OTHER")
        : List.of(category);
  }

  private static boolean hasRow(Edition edition, String category) {
    return edition.rows().stream().anyMatch(row -> row.category().equals(category));
  }

  private static boolean reached(Edition edition, String category, Reading.Extent known) {
    long seconds = known.durationSeconds().min();
    long users = known.users().min();
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
      for (Impact impact : impacts(facts)) {
        for (Truth excluded : known(truth(facts.exclusions().get("supplementary")))) {
          for (Map<String, Truth> conditions : conditions(facts)) {
            for (LpwaDelivery delivery : deliveries(facts)) {
              addFigures(all, facts, category, impact, excluded, conditions, delivery);
            }
          }
        }
      }
    }
    return all;
  }

  private static void addFigures(
      List<ServiceFacts> all,
      ServiceFacts facts,
      String category,
      Impact impact,
      Truth excluded,
      Map<String, Truth> conditions,
      @Nullable LpwaDelivery delivery) {
    // Of emergency voice more count than were counted.
    boolean inPart = facts.counted() != null && category.equals("VOICE");
    Bounds users = inPart ? Bounds.atLeast(facts.users().min()) : facts.users();
    List<List<Reading>> readings =
        facts.readings().isEmpty() ? List.of(List.of()) : readings(facts);
    for (long count : facts.readings().isEmpty() ? known(users, USERS) : List.of(0L)) {
      for (long seconds :
          facts.readings().isEmpty() ? known(facts.durationSeconds(), SECONDS) : List.of(0L)) {
        for (List<Reading> each : readings) {
          all.add(
              rebuilt(
                  facts,
                  category,
                  impact,
                  Map.of("supplementary", excluded, "planned", Truth.NO),
                  conditions,
                  Bounds.exactly(count),
                  Bounds.exactly(seconds),
                  delivery,
                  each,
                  wholly(facts, count)));
        }
      }
    }
  }

  /** Both readings have the same duration; their users may be any of their own. */
  private static List<List<Reading>> readings(ServiceFacts facts) {
    var all = new ArrayList<List<Reading>>();
    Reading first = facts.readings().getFirst();
    Reading second = facts.readings().getLast();
    for (long seconds : known(facts.durationSeconds(), SECONDS)) {
      for (long one : known(first.extents().getFirst().users(), USERS)) {
        for (long other : known(second.extents().getFirst().users(), USERS)) {
          all.add(
              List.of(
                  Reading.of(first.name(), Bounds.exactly(one), Bounds.exactly(seconds)),
                  Reading.of(second.name(), Bounds.exactly(other), Bounds.exactly(seconds))));
        }
      }
    }
    return all;
  }

  /** Once it is known how many all are, they were all counted. */
  private static @Nullable UserCount wholly(ServiceFacts facts, long users) {
    return facts.counted() == null
        ? null
        : new UserCount("EMERGENCY_VOICE_ALL", Bounds.exactly(users), null, "", null);
  }

  private static ServiceFacts rebuilt(
      ServiceFacts facts,
      @Nullable String category,
      Impact impact,
      Map<String, Truth> exclusions,
      Map<String, Truth> conditions,
      Bounds users,
      Bounds seconds,
      @Nullable LpwaDelivery delivery,
      List<Reading> readings,
      @Nullable UserCount counted) {
    return new ServiceFacts(
        facts.service(),
        category,
        impact,
        exclusions,
        Truth.NO,
        conditions,
        users,
        seconds,
        null,
        delivery,
        counted,
        readings,
        null,
        null,
        null);
  }

  private static List<Impact> impacts(ServiceFacts facts) {
    return facts.impact() == Impact.UNKNOWN
        ? List.of(Impact.STOP, Impact.DEGRADATION, Impact.HARD_TO_CONNECT, Impact.NONE)
        : List.of(facts.impact());
  }

  private static List<Map<String, Truth>> conditions(ServiceFacts facts) {
    var all = new ArrayList<Map<String, Truth>>();
    for (Truth separable : known(truth(facts.conditions().get("separable")))) {
      for (Truth loss : known(truth(facts.conditions().get("call-loss")))) {
        for (Truth effort : known(truth(facts.conditions().get("best-effort")))) {
          all.add(Map.of("separable", separable, "call-loss", loss, "best-effort", effort));
        }
      }
    }
    return all;
  }

  private static List<@Nullable LpwaDelivery> deliveries(ServiceFacts facts) {
    LpwaDelivery said = facts.lpwa();
    var all = new ArrayList<@Nullable LpwaDelivery>();
    if (said == null) {
      all.add(null);
      return all;
    }
    for (LpwaRule.Form form : FORMS) {
      for (LpwaDelivery.Part part : LpwaDelivery.Part.values()) {
        // A part that failed is no delay of the band.
        boolean isPart = said.bandDelay() == Truth.UNDETERMINED && said.failedPart() != null;
        for (Truth delay : isPart ? List.of(Truth.NO) : known(said.bandDelay())) {
          if ((said.form() == null || said.form().equals(form.id()))
              && (said.failedPart() == null || said.failedPart() == part)) {
            all.add(new LpwaDelivery(form.id(), part, delay, said.usersPartCounts()));
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
