package jp.anshin.law.lpwa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import jp.anshin.law.Truth;
import jp.anshin.law.lpwa.Classification.Assumed;
import jp.anshin.law.lpwa.Classification.DutyFinding;
import jp.anshin.law.lpwa.Classification.Finding;
import jp.anshin.law.lpwa.Classification.OpenFact;
import jp.anshin.law.lpwa.Conclusion.Outcome;
import jp.anshin.law.lpwa.Conclusion.Rule;
import jp.anshin.law.lpwa.PartyStanding.Why;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the engine draws conclusions, with a rulebook made for it. */
class LpwaLawTest {

  private static final long SEED = 522;
  private static final LocalDate DAY = LocalDate.of(2026, 11, 28);
  private static final Basis BASIS = new Basis("第1条", "言葉", Certainty.REPORT);

  private static Fact fact(String id, @Nullable Presumption presumed, Choice... choices) {
    return new Fact(id, id, id, id, id, List.of(choices), presumed, BASIS);
  }

  private static Choice choice(String id, Condition... with) {
    return new Choice(id, id, id, List.of(), List.of(with));
  }

  private static Condition is(String subject, String... values) {
    return new Condition(subject, List.of(values));
  }

  private static Rule rule(String id, String outcome, Condition... when) {
    return new Rule(id, List.of(when), outcome, null, null, BASIS);
  }

  private static Conclusion conclusion(String id, List<String> outcomes, Rule... rules) {
    return new Conclusion(
        id,
        id,
        id,
        outcomes.stream().map(each -> new Outcome(each, each, each, null)).toList(),
        List.of(rules),
        List.of());
  }

  private static final List<Duty> DUTIES =
      List.of(
          new Duty(
              "confirm",
              "c",
              "c",
              "point",
              "operator",
              Duty.Act.CONFIRM,
              "vendor",
              null,
              List.of(is("cloud", "a")),
              BASIS),
          new Duty(
              "covered",
              "c",
              "c",
              "point",
              "vendor",
              Duty.Act.COVERED,
              null,
              "confirm",
              List.of(is("cloud", "a")),
              BASIS),
          new Duty(
              "conform",
              "c",
              "c",
              "point",
              "operator",
              Duty.Act.CONFORM,
              null,
              null,
              List.of(is("cloud", "a")),
              BASIS));

  /** Technology and form hang together; whose gateway follows from the form. */
  private static final LpwaRulebook BOOK =
      new LpwaRulebook(
          "small",
          List.of(
              fact("technology", null, choice("cellular"), choice("unlicensed")),
              fact(
                  "form",
                  null,
                  choice("mobile", is("technology", "cellular")),
                  choice("one", is("technology", "unlicensed")),
                  choice("three", is("technology", "unlicensed"))),
              fact(
                  "separable",
                  new Presumption(List.of(is("technology", "unlicensed")), "yes", BASIS),
                  choice("yes"),
                  choice("no")),
              fact("switch", null, choice("yes"), choice("no")),
              fact("cloud", null, choice("a"), choice("b"))),
          List.of(
              conclusion(
                  "owner",
                  List.of("operator", "user"),
                  rule("owner-1", "operator", is("form", "mobile", "one")),
                  rule("owner-2", "user", is("form", "three"))),
              conclusion(
                  "band",
                  List.of("out", "none"),
                  rule("band-1", "out", is("technology", "unlicensed")),
                  rule("band-2", "none", is("technology", "cellular"))),
              conclusion(
                  "scope",
                  List.of("in", "out"),
                  rule("scope-1", "in", is("owner", "operator")),
                  rule("scope-2", "in", is("owner", "user"), is("switch", "yes")),
                  rule("scope-3", "out", is("owner", "user"), is("switch", "no"))),
              conclusion(
                  "row",
                  List.of("lpwa", "existing"),
                  rule("row-1", "lpwa", is("separable", "yes")),
                  rule("row-2", "existing", is("separable", "no")))),
          List.of(new Named("point", "p", "p")),
          List.of(new Named("operator", "o", "o"), new Named("vendor", "v", "v")),
          DUTIES,
          30);

  private static final LpwaLaw LAW = new LpwaLaw(BOOK);

  private static LpwaAnswers answers(Map<String, String> choices) {
    return new LpwaAnswers(DAY, choices, Map.of(), List.of());
  }

  private static Finding found(Map<String, String> choices, String conclusion) {
    return LAW.classify(answers(choices)).finding(conclusion).orElseThrow();
  }

  @Test
  void whatFollowsFromAnAnswerNeedNotBeAsked() {
    assertThat(found(Map.of("form", "three"), "band").outcome()).isEqualTo("out");
    assertThat(found(Map.of("technology", "cellular"), "owner").outcome()).isEqualTo("operator");
  }

  @Test
  void anOpenSwitchLeavesOpenOnlyWhatItChanges() {
    Finding users = found(Map.of("form", "three"), "scope");
    assertThat(users.outcome()).isNull();
    assertThat(users.possible()).containsExactly("in", "out");
    assertThat(users.questions()).containsExactly("switch");
    assertThat(found(Map.of("form", "one"), "scope").outcome()).isEqualTo("in");
    assertThat(found(Map.of("switch", "yes"), "scope").outcome()).isEqualTo("in");
    assertThat(found(Map.of(), "scope").questions()).containsExactly("form", "switch");
  }

  @Test
  void aPresumptionHoldsWhereNobodySaidOtherwiseAndIsTold() {
    assertThat(found(Map.of("technology", "unlicensed"), "row").outcome()).isEqualTo("lpwa");
    assertThat(LAW.classify(answers(Map.of("form", "one"))).assumed())
        .extracting(Assumed::fact)
        .extracting(Fact::id)
        .containsExactly("separable");
    Map<String, String> denied = Map.of("technology", "unlicensed", "separable", "no");
    assertThat(found(denied, "row").outcome()).isEqualTo("existing");
    assertThat(LAW.classify(answers(denied)).assumed()).isEmpty();
    assertThat(found(Map.of("technology", "cellular"), "row").outcome()).isNull();
    assertThat(LAW.classify(answers(Map.of("technology", "cellular"))).assumed()).isEmpty();
  }

  @Test
  void contradictionsAreNamedAndNotClassified() {
    Map<String, String> both = Map.of("technology", "cellular", "form", "one");
    assertThat(LAW.contradiction(both))
        .contains(new LpwaLaw.Contradiction("form", "one", "technology", "cellular"));
    assertThatThrownBy(() -> LAW.classify(answers(both)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LAW.classify(answers(Map.of("form", "five"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theTreeSaysWhichRuleHoldsAndWhichMayHold() {
    Ground scope = found(Map.of("form", "three"), "scope").ground();
    assertThat(scope.result()).isEqualTo(Truth.UNDETERMINED);
    assertThat(scope.children())
        .extracting(Ground::id, Ground::result)
        .containsExactly(
            tuple("scope-1", Truth.NO),
            tuple("scope-2", Truth.UNDETERMINED),
            tuple("scope-3", Truth.UNDETERMINED));
    assertThat(scope.children().get(1).children())
        .extracting(Ground::id, Ground::result)
        .containsExactly(tuple("owner", Truth.YES), tuple("switch", Truth.UNDETERMINED));
  }

  private static Confirmation confirmation(String of, String on, String until) {
    return new Confirmation(
        "confirm",
        of,
        "佐藤",
        LocalDate.parse(on),
        "doc.pdf",
        "0".repeat(64),
        LocalDate.parse(until));
  }

  private static DutyFinding duty(String duty, List<String> vendors, Confirmation... confirmed) {
    return LAW.classify(
            new LpwaAnswers(
                DAY,
                Map.of("cloud", "a"),
                vendors.isEmpty() ? Map.of() : Map.of("vendor", vendors),
                List.of(confirmed)))
        .duty(duty)
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-28, 2027-06-01, IN_DATE, CONFIRMED",
    "2026-04-01, 2026-12-29, IN_DATE, CONFIRMED",
    "2026-04-01, 2026-12-28, EXPIRES_SOON, EXPIRES_SOON",
    "2026-04-01, 2026-11-28, EXPIRES_SOON, EXPIRES_SOON",
    "2026-04-01, 2026-11-27, EXPIRED, OPEN",
    "2026-11-29, 2027-06-01, NOT_YET, OPEN"
  })
  void evidenceDischargesADutyOnlyWhileItIsInDate(
      String on, String until, Why why, Standing standing) {
    DutyFinding found = duty("confirm", List.of("X"), confirmation("X", on, until));
    assertThat(found.parties()).extracting(PartyStanding::why).containsExactly(why);
    assertThat(found.standing()).isEqualTo(standing);
    assertThat(found.isOpen()).isEqualTo(standing != Standing.CONFIRMED);
    assertThat(duty("covered", List.of("X"), confirmation("X", on, until)).standing())
        .isEqualTo(standing);
  }

  @Test
  void everyPartyMustBeNamedAndConfirmed() {
    Confirmation ofX = confirmation("X", "2026-04-01", "2027-06-01");
    Confirmation ofY = confirmation("Y", "2026-04-01", "2027-06-01");
    assertThat(duty("confirm", List.of("X", "Y"), ofX, ofY).standing())
        .isEqualTo(Standing.CONFIRMED);
    DutyFinding half = duty("confirm", List.of("X", "Y"), ofX);
    assertThat(half.standing()).isEqualTo(Standing.OPEN);
    assertThat(half.parties())
        .extracting(PartyStanding::why)
        .containsExactly(Why.IN_DATE, Why.MISSING);
    DutyFinding unnamed = duty("confirm", List.of(), ofX, ofY);
    assertThat(unnamed.standing()).isEqualTo(Standing.OPEN);
    assertThat(unnamed.lacksNames()).isTrue();
    assertThat(unnamed.parties()).hasSize(2);
    assertThat(duty("confirm", List.of()).parties()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, IN_DATE, CONFIRMED",
    "1, DOCUMENT_DIFFERS, OPEN",
    ", DOCUMENT_MISSING, OPEN",
  })
  void whereDocumentsWereLookedForEvidenceIsWhatTheyAre(
      @Nullable String digit, Why why, Standing standing) {
    DutyFinding found =
        LAW.classify(
                new LpwaAnswers(
                    DAY,
                    Map.of("cloud", "a"),
                    Map.of("vendor", List.of("X")),
                    List.of(confirmation("X", "2026-04-01", "2027-06-01")),
                    digit == null ? Map.of() : Map.of("doc.pdf", digit.repeat(64))))
            .duty("confirm")
            .orElseThrow();
    assertThat(found.parties()).extracting(PartyStanding::why).containsExactly(why);
    assertThat(found.standing()).isEqualTo(standing);
  }

  @Test
  void theLatestEvidenceCounts() {
    DutyFinding found =
        duty(
            "confirm",
            List.of("X"),
            confirmation("X", "2025-04-01", "2026-03-31"),
            confirmation("X", "2026-04-01", "2027-06-01"),
            confirmation("X", "2026-05-01", "2027-05-01"));
    assertThat(found.parties().getFirst().confirmation())
        .isEqualTo(confirmation("X", "2026-04-01", "2027-06-01"));
  }

  @Test
  void aDutyToMeetIsNeverFoundToBeMetAndOneThatMayApplyIsOpen() {
    assertThat(duty("conform", List.of()).standing()).isEqualTo(Standing.TO_MEET);
    Classification none = LAW.classify(answers(Map.of("cloud", "b")));
    assertThat(none.duties())
        .extracting(DutyFinding::standing)
        .containsOnly(Standing.NOT_APPLICABLE);
    DutyFinding maybe = LAW.classify(answers(Map.of())).duty("conform").orElseThrow();
    assertThat(maybe.applies()).isEqualTo(Truth.UNDETERMINED);
    assertThat(maybe.questions()).containsExactly("cloud");
    assertThat(maybe.isOpen()).isTrue();
  }

  @Test
  void tablesThatLeaveSomethingOutOrDecideItTwiceAreFound() {
    assertThat(BOOK.gaps()).isEmpty();
    assertThat(BOOK.impossible()).isEmpty();
    Rule less = rule("owner-1", "operator", is("form", "one"));
    Rule more = rule("owner-1", "operator", is("form", "mobile", "one", "three"));
    Rule until =
        new Rule(
            "owner-1",
            List.of(is("form", "mobile", "one")),
            "operator",
            null,
            LocalDate.of(2020, 1, 1),
            BASIS);
    assertThat(with(less).gaps())
        .containsExactly(
            new LpwaRulebook.Gap(
                "owner",
                LocalDate.of(1985, 4, 1),
                Map.of("technology", "cellular", "form", "mobile"),
                0));
    assertThat(with(more).gaps()).extracting(LpwaRulebook.Gap::rules).containsExactly(2);
    assertThat(with(until).gaps())
        .extracting(LpwaRulebook.Gap::day)
        .containsExactly(LocalDate.of(2020, 1, 2));
  }

  private static LpwaRulebook with(Rule first) {
    var conclusions = new ArrayList<>(BOOK.conclusions());
    Conclusion owner = conclusions.getFirst();
    conclusions.set(
        0,
        new Conclusion(
            "owner", "o", "o", owner.outcomes(), List.of(first, owner.rules().get(1)), List.of()));
    return new LpwaRulebook(
        "with", BOOK.facts(), conclusions, BOOK.points(), BOOK.parties(), DUTIES, 30);
  }

  /**
   * Random tables: what a conclusion may come to is what a plain enumeration of the unknown facts
   * says, and answering what is asked, one after the other, settles it.
   */
  @Test
  void itIsUndeterminedExactlyWhenTwoCompletionsDifferAndItsQuestionsSettleIt() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    int open = 0;
    int certain = 0;
    for (int i = 0; i < 1_000; i++) {
      var table = new String[8];
      var rules = new ArrayList<Rule>();
      for (int way = 0; way < table.length; way++) {
        table[way] = random.nextInt(3) == 0 ? "x" : "y";
        rules.add(rule("r" + way, table[way], conditions(way)));
      }
      var facts = new ArrayList<Fact>();
      for (int fact = 0; fact < 3; fact++) {
        facts.add(fact("f" + fact, null, choice("0"), choice("1")));
      }
      var book =
          new LpwaRulebook(
              "random",
              facts,
              List.of(conclusion("c", List.of("x", "y"), rules.toArray(Rule[]::new))),
              List.of(),
              List.of(),
              List.of(),
              0);
      Map<String, String> said = new HashMap<>();
      for (int fact = 0; fact < 3; fact++) {
        if (random.nextInt(3) == 0) {
          said.put("f" + fact, "" + random.nextInt(2));
        }
      }
      Set<String> expected = new HashSet<>();
      for (int way = 0; way < table.length; way++) {
        if (matches(way, said)) {
          expected.add(table[way]);
        }
      }
      Classification got = new LpwaLaw(book).classify(answers(said));
      Finding finding = got.findings().getFirst();
      assertThat(new HashSet<>(finding.possible())).isEqualTo(expected);
      assertThat(finding.questions().isEmpty()).isEqualTo(expected.size() == 1);
      assertThat(got.questions())
          .extracting(OpenFact::fact)
          .extracting(Fact::id)
          .containsExactlyElementsOf(finding.questions());
      finding.questions().forEach(each -> said.put(each, "" + random.nextInt(2)));
      assertThat(new LpwaLaw(book).classify(answers(said)).findings().getFirst().outcome())
          .isNotNull();
      open += expected.size() > 1 ? 1 : 0;
      certain += expected.size() == 1 ? 1 : 0;
    }
    assertThat(Math.min(open, certain)).as("both often").isGreaterThan(100);
  }

  private static Condition[] conditions(int way) {
    var conditions = new Condition[3];
    for (int fact = 0; fact < 3; fact++) {
      conditions[fact] = is("f" + fact, "" + ((way >> fact) & 1));
    }
    return conditions;
  }

  private static boolean matches(int way, Map<String, String> said) {
    for (int fact = 0; fact < 3; fact++) {
      String known = said.get("f" + fact);
      if (known != null && !known.equals("" + ((way >> fact) & 1))) {
        return false;
      }
    }
    return true;
  }
}
