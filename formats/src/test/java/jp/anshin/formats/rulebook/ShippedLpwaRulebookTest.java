package jp.anshin.formats.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import jp.anshin.law.LpwaDelivery;
import jp.anshin.law.LpwaRule;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Truth;
import jp.anshin.law.lpwa.Basis;
import jp.anshin.law.lpwa.Certainty;
import jp.anshin.law.lpwa.Choice;
import jp.anshin.law.lpwa.Classification;
import jp.anshin.law.lpwa.Classification.DutyFinding;
import jp.anshin.law.lpwa.Classification.Finding;
import jp.anshin.law.lpwa.Classification.OpenFact;
import jp.anshin.law.lpwa.Conclusion;
import jp.anshin.law.lpwa.Duty;
import jp.anshin.law.lpwa.Fact;
import jp.anshin.law.lpwa.Ground;
import jp.anshin.law.lpwa.LpwaAnswers;
import jp.anshin.law.lpwa.LpwaLaw;
import jp.anshin.law.lpwa.LpwaRulebook;
import jp.anshin.law.words.LpwaWords;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the shipped rulebook of LPWA says, against the tables of the report and a second reading.
 */
class ShippedLpwaRulebookTest {

  private static final long SEED = 2018;
  private static final LocalDate DAY = LocalDate.of(2026, 11, 28);
  private static final LocalDate BEFORE = LocalDate.of(2019, 1, 31);
  private static final LpwaRulebook BOOK = LpwaRulebookText.shipped();
  private static final LpwaLaw LAW = new LpwaLaw(BOOK);
  private static final Rulebook ACCIDENTS = RulebookText.shipped();
  private static final Path REPORT = Path.of("..", "..", "shared", "reference", "report-2018.txt");
  private static final Path GATHERED =
      Path.of("..", "..", "shared", "law", "technical-standards.json");

  private static Classification classify(LocalDate day, Map<String, String> choices) {
    return LAW.classify(new LpwaAnswers(day, choices, Map.of(), List.of()));
  }

  /** Pairs such as {@code delivery=unlicensed-3}, parted by blanks. */
  private static Map<String, String> choices(@Nullable String written) {
    var choices = new LinkedHashMap<String, String>();
    if (written != null) {
      for (String pair : written.strip().split(" +")) {
        choices.put(pair.split("=", -1)[0], pair.split("=", -1)[1]);
      }
    }
    return choices;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Q1, Q2, Q14: both readings agree
        "technology=cellular cellular-equipment=yes separable=yes per-contract=yes | criteria | lpwa",
        "technology=cellular cellular-equipment=no separable=no | criteria | existing",
        "technology=unlicensed unlicensed-definition=yes per-contract=yes | criteria | lpwa",
        "technology=unlicensed unlicensed-definition=no per-contract=no | criteria | existing",
        // the row of the ordinance knows neither separability nor contracts: a switch
        "technology=cellular cellular-equipment=yes separable=no | criteria | lpwa/existing",
        "technology=cellular cellular-equipment=yes separable=no criteria-reading=row | criteria | lpwa",
        "technology=cellular cellular-equipment=yes separable=no criteria-reading=report | criteria | existing",
        "technology=unlicensed unlicensed-definition=yes per-contract=no | criteria | lpwa/existing",
        "technology=unlicensed unlicensed-definition=no per-contract=yes criteria-reading=row | criteria | existing",
        "technology=unlicensed unlicensed-definition=no per-contract=yes criteria-reading=report | criteria | lpwa",
        "technology=cellular separable=yes per-contract=yes | criteria-by-report | lpwa",
        "technology=cellular separable=no per-contract=yes | criteria-by-report | existing",
        "technology=cellular separable=yes per-contract=no | criteria-by-report | existing",
        "technology=unlicensed per-contract=yes | criteria-by-report | lpwa",
        "technology=unlicensed separable=no per-contract=yes | criteria-by-report | existing",
        "technology=unlicensed per-contract=no | criteria-by-report | existing",
        "per-contract=no | criteria-by-report | existing",
        // table 1.1
        "delivery=unlicensed-1 | gateway-owner | operator",
        "delivery=unlicensed-2 | gateway-owner | operator",
        "delivery=unlicensed-3 | gateway-owner | user",
        "delivery=unlicensed-4 | gateway-owner | user",
        "delivery=unlicensed-1 | line-owner | operator",
        "delivery=unlicensed-2 | line-owner | user",
        "delivery=unlicensed-3 | line-owner | operator",
        "delivery=unlicensed-4 | line-owner | user",
        "delivery=unlicensed-1 | base-station | carrier",
        "delivery=unlicensed-2 | base-station | carrier",
        "delivery=unlicensed-3 | base-station | terminal",
        "delivery=unlicensed-4 | base-station | terminal",
        "delivery=unlicensed-4 base-station-as=carrier | base-station | carrier",
        "base-station-as=terminal | base-station | terminal",
        "technology=unlicensed | base-station | carrier/terminal",
        "delivery=cellular | scope-gateway | in",
        "delivery=unlicensed-1 | scope-gateway | in",
        "delivery=unlicensed-2 | scope-gateway | in",
        "delivery=unlicensed-3 | scope-gateway | in/out",
        "delivery=unlicensed-4 | scope-gateway | in/out",
        "delivery=unlicensed-3 users-part-counts=yes | scope-gateway | in",
        "delivery=unlicensed-3 users-part-counts=no | scope-gateway | out",
        "users-part-counts=yes | scope-gateway | in",
        "delivery=cellular | scope-line | in",
        "delivery=unlicensed-1 | scope-line | in",
        "delivery=unlicensed-2 | scope-line | in/out",
        "delivery=unlicensed-3 | scope-line | in",
        "delivery=unlicensed-4 | scope-line | in/out",
        "delivery=unlicensed-4 users-part-counts=no | scope-line | out",
        "delivery=unlicensed-2 users-part-counts=yes | scope-line | in",
        " | scope-cloud | in",
        "cloud=b | scope-cloud | in",
        "technology=unlicensed | scope-band | out",
        "delivery=unlicensed-3 | scope-band | out",
        "technology=cellular | scope-band | not-in-question",
        " | scope-band | out/not-in-question",
        " | scope-device | out",
        " | scope-gateway-covered | no-contract",
        // Q6
        "cloud=a own-equipment=only-simple | chief-engineer | not-per-prefecture",
        "cloud=b own-equipment=only-simple | chief-engineer | not-per-prefecture",
        "cloud=both own-equipment=only-simple | chief-engineer | not-per-prefecture",
        "cloud=none own-equipment=only-simple | chief-engineer | no-relaxation",
        "own-equipment=others-too | chief-engineer | no-relaxation",
        "cloud=a own-equipment=none | chief-engineer | no-relaxation",
        "own-equipment=only-simple | chief-engineer | not-per-prefecture/no-relaxation",
        "cloud=none | chief-engineer | no-relaxation",
        // Q11
        "technology=unlicensed unlicensed-definition=yes per-contract=yes | counting | contracts",
        "technology=unlicensed unlicensed-definition=no per-contract=no | counting | as-existing"
      })
  void eachRowOfTheTables(@Nullable String choices, String conclusion, String outcomes) {
    Finding found = classify(DAY, choices(choices)).finding(conclusion).orElseThrow();
    assertThat(String.join("/", found.possible())).isEqualTo(outcomes);
    assertThat(found.questions().isEmpty()).isEqualTo(!outcomes.contains("/"));
  }

  @ParameterizedTest
  @CsvSource({
    "conform-own-function, lpwa-operator, CONFORM, a, REPORT",
    "spread-own-function, lpwa-operator, MAY, a, REPORT",
    "confirm-power-loss, lpwa-operator, CONFIRM, a, REPORT",
    "detect-own-function, lpwa-operator, DETECT, a, INFERENCE",
    "conform-others-function, function-provider, CONFORM, b, REPORT",
    "confirm-others-function, lpwa-operator, CONFIRM, b, REPORT",
    "spread-others-function, function-provider, COVERED, b, INFERENCE",
    "power-loss-others-function, function-provider, COVERED, b, INFERENCE",
    "detect-others-function, lpwa-operator, DETECT, b, REPORT"
  })
  void eachLineOfTheCloudCases(
      String id, String who, Duty.Act act, String cloud, Certainty certainty) {
    Duty duty = BOOK.duty(id).orElseThrow();
    assertThat(duty.who()).isEqualTo(who);
    assertThat(duty.act()).isEqualTo(act);
    assertThat(duty.basis().certainty()).isEqualTo(certainty);
    for (String each : List.of("a", "b", "both", "none")) {
      assertThat(applies(id, Map.of("cloud", each)))
          .as("%s in %s", id, each)
          .isEqualTo(Truth.of(each.equals(cloud) || each.equals("both")));
    }
    assertThat(applies(id, Map.of())).isEqualTo(Truth.UNDETERMINED);
  }

  private static Truth applies(String duty, Map<String, String> choices) {
    return classify(DAY, choices).duty(duty).orElseThrow().applies();
  }

  @Test
  void beforeTheRowAndTheRelaxationExistedNeitherHolds() {
    Classification then =
        classify(
            BEFORE,
            choices(
                "technology=unlicensed unlicensed-definition=yes per-contract=yes cloud=a"
                    + " own-equipment=only-simple"));
    assertThat(then.finding("criteria").orElseThrow().outcome()).isEqualTo("existing");
    assertThat(then.finding("chief-engineer").orElseThrow().outcome()).isEqualTo("no-relaxation");
    assertThat(classify(BEFORE, Map.of()).finding("criteria").orElseThrow().outcome())
        .isEqualTo("existing");
  }

  @Test
  void theRowsDaysAreThoseOfTheAccidentRulebook() {
    for (Conclusion.Rule rule : BOOK.conclusion("criteria-by-row").orElseThrow().rules()) {
      LocalDate from = rule.validFrom();
      LocalDate to = rule.validTo();
      for (LocalDate day : Stream.of(from, to).filter(Objects::nonNull).toList()) {
        boolean hasRow = ACCIDENTS.editionOn(day).orElseThrow().row("LPWA").isPresent();
        assertThat(hasRow).as(rule.id()).isEqualTo(from != null);
      }
      if (rule.outcome().equals("lpwa")) {
        var row =
            ACCIDENTS
                .editionOn(Objects.requireNonNull(from))
                .orElseThrow()
                .row("LPWA")
                .orElseThrow();
        assertThat(rule.basis().place()).isEqualTo(row.citation().article());
        assertThat(rule.basis().quote()).isEqualTo(row.citation().quote());
        assertThat(rule.basis().certainty() == Certainty.LAW).isEqualTo(row.citation().verified());
      }
    }
    for (Conclusion conclusion : BOOK.conclusions()) {
      for (Conclusion.Outcome outcome : conclusion.outcomes()) {
        Optional.ofNullable(outcome.category())
            .ifPresent(code -> assertThat(ACCIDENTS.category(code)).isPresent());
      }
    }
  }

  @Test
  void whoseAPartIsAgreesWithTheAccidentRulebook() {
    LpwaRule rule = Objects.requireNonNull(ACCIDENTS.lpwa());
    Fact delivery = BOOK.fact("delivery").orElseThrow();
    assertThat(delivery.choices())
        .extracting(ShippedLpwaRulebookTest::code)
        .containsExactlyElementsOf(rule.forms().stream().map(LpwaRule.Form::id).toList());
    for (Choice form : delivery.choices()) {
      Classification said = classify(DAY, Map.of("delivery", form.id()));
      assertThat(said.finding("gateway-owner").orElseThrow().outcome())
          .isEqualTo(owner(rule, form, LpwaDelivery.Part.GATEWAY));
      assertThat(said.finding("line-owner").orElseThrow().outcome())
          .isEqualTo(owner(rule, form, LpwaDelivery.Part.LINE));
      assertThat(owner(rule, form, LpwaDelivery.Part.CLOUD)).isEqualTo("operator");
      assertThat(form.japanese())
          .isEqualTo(
              rule.forms().stream()
                  .filter(each -> each.id().equals(code(form)))
                  .map(LpwaRule.Form::japanese)
                  .findFirst()
                  .orElseThrow());
    }
  }

  private static String code(Choice form) {
    return form.id().toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static String owner(LpwaRule rule, Choice form, LpwaDelivery.Part part) {
    return rule.operatorsPart(code(form), part) == Truth.YES ? "operator" : "user";
  }

  @Test
  void everyQuoteOfTheReportIsInItWordForWord() throws IOException {
    assumeTrue(Files.exists(REPORT), "the report is not beside this tree");
    String report = Files.readString(REPORT).replaceAll("\\s", "");
    List<Basis> quoted = bases().filter(each -> each.certainty() == Certainty.REPORT).toList();
    assertThat(quoted).hasSizeGreaterThan(30);
    for (Basis each : quoted) {
      assertThat(report).contains(each.quote().replaceAll("\\s", ""));
      assertThat(each.quote()).isNotBlank();
      assertThat(each.place()).startsWith("IPネットワーク設備委員会 第一次報告（2018年） ");
    }
  }

  @Test
  void whatIsNotQuotedFromTheReportIsALawOrSaidToBeUnverified() {
    assertThat(bases())
        .allSatisfy(each -> {
          if (each.certainty() == Certainty.LAW) {
            assertThat(each.place()).startsWith("電気通信事業");
            assertThat(each.quote()).isNotBlank();
          }
        });
  }

  @Test
  void everyCheckThatWasGatheredOfTheCloudCasesIsADuty() throws IOException {
    assumeTrue(Files.exists(GATHERED), "the gathered facts of the law are not beside this tree");
    String quotes =
        String.join("\n", bases().map(each -> each.quote().replaceAll("\\s", "")).toList());
    var gathered = JsonMapper.shared().readTree(Files.readString(GATHERED));
    int checks = 0;
    for (var point : gathered.path("lpwa_cloud")) {
      for (var check : point.path("checks")) {
        String text = check.path("text_ja").asString().replaceAll("[\\s。]", "");
        assertThat(quotes).contains(text);
        checks++;
      }
    }
    assertThat(checks).isGreaterThan(5);
  }

  private static Stream<Basis> bases() {
    var bases = new ArrayList<Basis>();
    for (Fact fact : BOOK.facts()) {
      bases.add(fact.basis());
      Optional.ofNullable(fact.presumed()).ifPresent(each -> bases.add(each.basis()));
    }
    for (Conclusion conclusion : BOOK.conclusions()) {
      conclusion.rules().forEach(each -> bases.add(each.basis()));
      conclusion.remarks().forEach(each -> bases.add(each.basis()));
    }
    BOOK.duties().forEach(each -> bases.add(each.basis()));
    return bases.stream();
  }

  /** What is known of a service, whole: each fact by its id. */
  private record Whole(Map<String, String> facts) {

    boolean is(String fact, String... values) {
      return List.of(values).contains(facts.get(fact));
    }

    /** The same rules once more, two-valued, as a person reads the chapters. */
    String reads(String conclusion) {
      boolean cellular = is("technology", "cellular");
      boolean byRow =
          cellular ? is("cellular-equipment", "yes") : is("unlicensed-definition", "yes");
      boolean byReport = is("separable", "yes") && is("per-contract", "yes");
      boolean lpwa = byRow == byReport ? byRow : is("criteria-reading", "row") ? byRow : byReport;
      boolean ownGateway = is("delivery", "cellular", "unlicensed-1", "unlicensed-2");
      boolean ownLine = is("delivery", "cellular", "unlicensed-1", "unlicensed-3");
      boolean usersCounts = is("users-part-counts", "yes");
      return switch (conclusion) {
        case "criteria-by-row" -> byRow ? "lpwa" : "existing";
        case "criteria-by-report" -> byReport ? "lpwa" : "existing";
        case "criteria" -> lpwa ? "lpwa" : "existing";
        case "counting" -> lpwa ? "contracts" : "as-existing";
        case "gateway-owner" -> ownGateway ? "operator" : "user";
        case "line-owner" -> ownLine ? "operator" : "user";
        case "base-station" ->
            is("base-station-as", "by-owner")
                ? ownGateway ? "carrier" : "terminal"
                : Objects.requireNonNull(facts.get("base-station-as"));
        case "chief-engineer" ->
            !is("cloud", "none") && is("own-equipment", "only-simple")
                ? "not-per-prefecture"
                : "no-relaxation";
        case "scope-gateway" -> ownGateway || usersCounts ? "in" : "out";
        case "scope-line" -> ownLine || usersCounts ? "in" : "out";
        case "scope-gateway-covered" -> "no-contract";
        case "scope-cloud" -> "in";
        case "scope-band" -> cellular ? "not-in-question" : "out";
        case "scope-device" -> "out";
        default -> throw new IllegalArgumentException(conclusion);
      };
    }

    boolean has(String duty) {
      String mine = duty.contains("others") ? "b" : "a";
      return is("cloud", mine, "both");
    }
  }

  private static final Map<String, List<String>> VALUES =
      Map.of(
          "cellular-equipment", List.of("yes", "no"),
          "unlicensed-definition", List.of("yes", "no"),
          "separable", List.of("yes", "no"),
          "per-contract", List.of("yes", "no"),
          "criteria-reading", List.of("row", "report"),
          "cloud", List.of("a", "b", "both", "none"),
          "own-equipment", List.of("only-simple", "others-too", "none"),
          "base-station-as", List.of("by-owner", "terminal", "carrier"),
          "users-part-counts", List.of("yes", "no"));

  private static final List<String> FORMS =
      List.of("cellular", "unlicensed-1", "unlicensed-2", "unlicensed-3", "unlicensed-4");

  /** Every way in which the facts can be beside what is said, the presumptions kept. */
  private static List<Whole> completions(Map<String, String> said) {
    List<Map<String, String>> ways = new ArrayList<>();
    for (String form : FORMS) {
      String technology = form.equals("cellular") ? "cellular" : "unlicensed";
      if (said.getOrDefault("delivery", form).equals(form)
          && said.getOrDefault("technology", technology).equals(technology)) {
        ways.add(Map.of("delivery", form, "technology", technology));
      }
    }
    for (var fact : VALUES.entrySet()) {
      var longer = new ArrayList<Map<String, String>>();
      for (Map<String, String> way : ways) {
        for (String value : values(fact.getKey(), fact.getValue(), way, said)) {
          var with = new HashMap<>(way);
          with.put(fact.getKey(), value);
          longer.add(with);
        }
      }
      ways = longer;
    }
    return ways.stream().map(Whole::new).toList();
  }

  private static List<String> values(
      String fact, List<String> all, Map<String, String> way, Map<String, String> said) {
    String known = said.get(fact);
    if (known != null) {
      return List.of(known);
    }
    if (fact.equals("base-station-as")) {
      return List.of("by-owner");
    }
    boolean presumed =
        fact.equals("separable") && Objects.equals(way.get("technology"), "unlicensed");
    return presumed ? List.of("yes") : all;
  }

  /**
   * Whatever is known: each conclusion may come to exactly what the completions of the unknown
   * facts come to, read by hand; so with each duty; and what is asked settles everything.
   */
  @Test
  void itIsUndeterminedExactlyWhereTwoCompletionsDiffer() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    int open = 0;
    int certain = 0;
    for (int i = 0; i < 150; i++) {
      Map<String, String> said = someAnswers(random);
      List<Whole> ways = completions(said);
      Classification got = classify(DAY, said);
      for (Finding finding : got.findings()) {
        String id = finding.conclusion().id();
        Set<String> expected = new TreeSet<>();
        ways.forEach(way -> expected.add(way.reads(id)));
        assertThat(new TreeSet<>(finding.possible())).as("%s of %s", id, said).isEqualTo(expected);
        open += expected.size() > 1 ? 1 : 0;
        certain += expected.size() == 1 ? 1 : 0;
      }
      for (DutyFinding duty : got.duties()) {
        String id = duty.duty().id();
        boolean some = ways.stream().anyMatch(way -> way.has(id));
        boolean all = ways.stream().allMatch(way -> way.has(id));
        Truth expected = some == all ? Truth.of(some) : Truth.UNDETERMINED;
        assertThat(duty.applies()).as("%s of %s", id, said).isEqualTo(expected);
      }
      assertWhatIsAskedSettlesIt(got, said, random);
    }
    assertThat(Math.min(open, certain)).as("both often").isGreaterThan(300);
  }

  private static Map<String, String> someAnswers(RandomGenerator random) {
    Map<String, String> said = new HashMap<>();
    if (random.nextInt(3) > 0) {
      String form = FORMS.get(random.nextInt(FORMS.size()));
      int what = random.nextInt(3);
      if (what > 0) {
        said.put("technology", form.equals("cellular") ? "cellular" : "unlicensed");
      }
      if (what < 2) {
        said.put("delivery", form);
      }
    }
    VALUES.forEach((fact, values) -> {
      if (random.nextInt(5) > 1) {
        said.put(fact, values.get(random.nextInt(values.size())));
      }
    });
    return said;
  }

  private static void assertWhatIsAskedSettlesIt(
      Classification got, Map<String, String> said, RandomGenerator random) {
    assertThat(got.questions().isEmpty())
        .isEqualTo(
            got.findings().stream().allMatch(each -> each.outcome() != null)
                && got.duties().stream().allMatch(each -> each.applies() != Truth.UNDETERMINED));
    List<Whole> ways = completions(said);
    Whole answer = ways.get(random.nextInt(ways.size()));
    Map<String, String> more = new HashMap<>(said);
    for (OpenFact each : got.questions()) {
      more.put(each.fact().id(), Objects.requireNonNull(answer.facts().get(each.fact().id())));
    }
    Classification settled = classify(DAY, more);
    assertThat(settled.findings()).allMatch(each -> each.outcome() != null);
    assertThat(settled.questions()).isEmpty();
  }

  @Test
  void everythingIsSaidInBothLanguages() {
    for (Locale locale : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
      LpwaWords words = LpwaWords.in(BOOK, locale);
      for (Map<String, String> said :
          List.of(choices("delivery=unlicensed-3 cloud=both"), choices("technology=cellular"))) {
        Classification got = classify(DAY, said);
        var lines = new ArrayList<String>();
        got.findings()
            .forEach(each -> {
              lines.add(words.finding(each));
              told(each.ground(), words, lines);
            });
        got.duties().forEach(each -> lines.add(words.duty(each)));
        got.questions().forEach(each -> lines.add(words.question(each.fact())));
        got.assumed().forEach(each -> lines.add(words.assumed(each)));
        got.bases().forEach(each -> lines.add(words.basis(each)));
        assertThat(lines).allSatisfy(each -> assertThat(each).isNotBlank().doesNotContain("{"));
      }
    }
  }

  private static void told(Ground ground, LpwaWords words, List<String> lines) {
    lines.add(words.sentence(ground));
    ground.children().forEach(each -> told(each, words, lines));
  }
}
