package jp.anshin.incident.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import jp.anshin.incident.Incident;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.impact.ImpactFacts;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.Statement;
import jp.anshin.law.Truth;
import jp.anshin.operator.Audience;
import jp.anshin.operator.ServiceCategory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DraftWriterTest {

  private static final long SEED = 20170825;
  private static final Instant LATER = Leak2017.START.plusSeconds(30 * 60);

  @Test
  void whatAPersonReportedSaysNothingToNeighboursAndSomethingToEverybodyElse() {
    List<Draft> drafts = Leak2017.drafts(Leak2017.reported(), Leak2017.START.plusSeconds(600));

    assertThat(drafts).extracting(Draft::kind).containsExactly(DraftKind.INFORMATION_SHARING);
    for (Audience audience : Audience.values()) {
      assertThat(drafts.getFirst().isFor(audience))
          .as(audience.name())
          .isEqualTo(audience != Audience.NEIGHBOUR);
    }
    assertThat(drafts.getFirst().items())
        .allSatisfy(item -> assertThat(item.text().japanese()).doesNotContain("経路"));
  }

  @Test
  void everyItemIsForOurOwnPeopleAndSaysSomethingInBothLanguages() {
    for (Draft draft : many()) {
      assertThat(draft.items())
          .isNotEmpty()
          .allSatisfy(item -> {
            assertThat(item.audiences()).contains(Audience.STAFF);
            assertThat(item.text().japanese()).isNotBlank();
            assertThat(item.text().english()).isNotBlank();
            assertThat(item.label().japanese()).isNotBlank();
            assertThat(item.label().english()).isNotBlank();
          });
    }
  }

  @Test
  void anUnknownItemIsMarkedAsUnverifiedInBothLanguages() {
    for (Draft draft : many()) {
      assertThat(draft.items())
          .filteredOn(item -> !item.known())
          .allSatisfy(item -> {
            assertThat(item.text().japanese()).contains("未確認");
            assertThat(item.text().english()).contains("unverified");
          });
    }
  }

  @Test
  void suspectedNetworksAreNeverForUsers() {
    for (Draft draft : many()) {
      Draft forUsers = draft.visibleTo(Audience.USERS);
      assertThat(forUsers.toString()).doesNotContain("15169", "701", "2516", "2497");
      assertThat(DraftText.of(forUsers, Locale.JAPANESE)).doesNotContain("AS");
    }
  }

  @Test
  void usersInFiguresAndTheDeterminationAreNotForCompetitorsNeighboursOrThePublic() {
    Incident answered = Leak2017.answered(Leak2017.unanswered(false), Leak2017.ended(23, 41_000));
    for (Audience audience : List.of(Audience.SHARING_GROUP, Audience.NEIGHBOUR, Audience.USERS)) {
      String text = bothTexts(Leak2017.drafts(answered, LATER).getFirst().visibleTo(audience));
      assertThat(text).doesNotContain("41,000", "4万1,000", "重大な事故", "serious", "当直が確認");
    }
  }

  @Test
  void firstReportsAreForTheMinistryAndOurselvesOnly() {
    for (Draft draft : many()) {
      if (draft.kind() != DraftKind.INFORMATION_SHARING) {
        assertThat(draft.visibleTo(Audience.USERS).items()).isEmpty();
        assertThat(draft.visibleTo(Audience.SHARING_GROUP).items()).isEmpty();
        assertThat(draft.visibleTo(Audience.NEIGHBOUR).items()).isEmpty();
        assertThat(draft.visibleTo(Audience.MINISTRY).item("occurred-at")).isPresent();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Audience.class)
  void whateverIsHiddenFromAReaderLeavesNoTraceInWhatTheyRead(Audience reader) {
    RandomGenerator random = random();
    for (int round = 0; round < 2_000; round++) {
      Draft draft = randomDraft(random);
      Draft otherwise = withOtherSecrets(draft, reader);

      assertThat(draft.visibleTo(reader)).isEqualTo(otherwise.visibleTo(reader));
      assertThat(draft.visibleTo(reader).visibleTo(reader)).isEqualTo(draft.visibleTo(reader));
      assertThat(bothTexts(draft.visibleTo(reader)))
          .isEqualTo(bothTexts(otherwise.visibleTo(reader)));
      for (DraftItem item : draft.items()) {
        if (!item.audiences().contains(reader)) {
          assertThat(bothTexts(draft.visibleTo(reader)))
              .doesNotContain(item.text().japanese())
              .doesNotContain(item.text().english());
        }
      }
    }
  }

  @Test
  void aSimulatedOneSaysSoInTitleAndFirstLine() {
    for (Draft draft : Leak2017.drafts(Leak2017.unanswered(true), LATER)) {
      assertThat(draft.title().japanese()).startsWith("【模擬】");
      assertThat(draft.title().english()).startsWith("[SIMULATED]");
      assertThat(DraftText.of(draft, Locale.JAPANESE)).startsWith("【模擬】");
      assertThat(DraftText.of(draft, Locale.ENGLISH)).startsWith("[SIMULATED]");
    }
    for (Draft draft : Leak2017.drafts(Leak2017.unanswered(false), LATER)) {
      assertThat(bothTexts(draft)).doesNotContain("模擬", "SIMULATED");
    }
  }

  @Test
  void aFirstReportIsThereOnlyWhenSeriousAndAVoluntaryOneOnlyWhenFeared() {
    Incident leak = Leak2017.unanswered(false);
    assertThat(kinds(leak, LATER)).containsExactly(DraftKind.INFORMATION_SHARING);
    assertThat(kinds(Leak2017.answered(leak, Leak2017.ended(120, 30_000)), LATER))
        .containsExactly(
            DraftKind.INFORMATION_SHARING,
            DraftKind.FIRST_REPORT,
            DraftKind.DETAILED_REPORT,
            DraftKind.PERIODIC_FORM_27);
    assertThat(kinds(Leak2017.answered(leak, Leak2017.ended(120, 29_999), phone()), LATER))
        .as("not serious, but two hours go into the periodic report")
        .containsExactly(DraftKind.INFORMATION_SHARING, DraftKind.PERIODIC_FORM_27);
    assertThat(kinds(Leak2017.answered(leak, Leak2017.ended(119, 29_999), phone()), LATER))
        .containsExactly(DraftKind.INFORMATION_SHARING);
    assertThat(kinds(Leak2017.answered(leak, Leak2017.ongoing(Bounds.UNKNOWN)), LATER))
        .containsExactly(DraftKind.INFORMATION_SHARING, DraftKind.VOLUNTARY_FIRST_REPORT);
    ServiceImpact hard =
        Leak2017.impact(
            "internet", Impact.HARD_TO_CONNECT, Bounds.exactly(118_000), Bounds.exactly(600));
    assertThat(kinds(Leak2017.answered(leak, hard, phone()), LATER))
        .as("whether it counts is open")
        .containsExactly(DraftKind.INFORMATION_SHARING, DraftKind.VOLUNTARY_FIRST_REPORT);
    ServiceImpact unknown =
        Leak2017.impact("internet", Impact.UNKNOWN, Bounds.exactly(118_000), Bounds.UNKNOWN);
    assertThat(kinds(Leak2017.answered(leak, unknown, phone()), LATER))
        .as("the first report waits for no fact")
        .containsExactly(DraftKind.INFORMATION_SHARING, DraftKind.VOLUNTARY_FIRST_REPORT);
  }

  @ParameterizedTest
  @CsvSource({
    "F-OTHER, , PERIODIC_FORM_27",
    "F-RAN, , PERIODIC_SIMPLE",
    "F-INBUILDING, NO, PERIODIC_FORM_27",
    "F-INBUILDING, YES, INFORMATION_SHARING",
    ", , PERIODIC_FORM_27"
  })
  void theLineOfThePeriodicReportIsInTheFormThatTheFacilityCallsFor(
      @Nullable String facility, @Nullable Truth samePremises, DraftKind last) {
    Incident leak =
        Leak2017.answered(Leak2017.unanswered(false), Leak2017.ended(120, 29_999), phone());
    Map<String, Statement> stated =
        samePremises == null ? Map.of() : Map.of("same-premises", Statement.of(samePremises));
    AccidentFacts facts =
        new ImpactFacts(Leak2017.LAW.rulebook(), Leak2017.OPERATOR)
            .of(leak, LATER)
            .ofFacility(facility)
            .stating(stated);

    assertThat(
            DraftWriter.write(leak, Leak2017.LAW.determine(facts), Leak2017.OPERATOR, LATER)
                .getLast()
                .kind())
        .isEqualTo(last);
  }

  @Test
  void timeRunningToAThresholdIsFearedEvenWithoutAnswer() {
    Incident leak = Leak2017.unanswered(false);
    Instant near = Leak2017.START.plusSeconds(120 * 60).minus(DraftWriter.NEAR);
    assertThat(kinds(leak, near.minusSeconds(1))).containsExactly(DraftKind.INFORMATION_SHARING);
    assertThat(kinds(leak, near)).contains(DraftKind.VOLUNTARY_FIRST_REPORT);
  }

  @Test
  void whenNobodyWasAffectedThatIsSaidAndNotCalledUnknown() {
    ServiceImpact none =
        Leak2017.impact("internet", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0));
    Incident answered = Leak2017.answered(Leak2017.unanswered(false), none, phone());
    assertThat(Leak2017.drafts(answered, LATER).getFirst().item("impact-users"))
        .get()
        .satisfies(item -> {
          assertThat(item.known()).isTrue();
          assertThat(item.text().japanese()).isEqualTo("なし");
        });
    Incident phoneOnly = Leak2017.answered(Leak2017.unanswered(false), phone());
    assertThat(Leak2017.drafts(phoneOnly, LATER).getFirst().item("impact-users"))
        .get()
        .extracting(DraftItem::known)
        .isEqualTo(false);
  }

  @Test
  void whoHasNotSaidWhoTheyAreIsNotMadeUp() {
    Draft draft = DraftWriter.write(Leak2017.unanswered(false), null, null, LATER).getFirst();
    for (String key : List.of("sender", "contact", "contact-users", "impact", "determination")) {
      assertThat(draft.item(key)).as(key).get().extracting(DraftItem::known).isEqualTo(false);
    }
  }

  private static ServiceImpact phone() {
    return Leak2017.phoneUntouched();
  }

  private static List<DraftKind> kinds(Incident incident, Instant at) {
    return Leak2017.drafts(incident, at).stream().map(Draft::kind).toList();
  }

  /** Drafts of incidents in every state and with answers of every kind. */
  private static List<Draft> many() {
    var drafts = new ArrayList<Draft>();
    for (boolean simulated : new boolean[] {true, false}) {
      Incident leak = Leak2017.unanswered(simulated);
      var states = new ArrayList<>(List.of(leak, Leak2017.restored(leak)));
      for (Impact kind : Impact.values()) {
        for (boolean ongoing : new boolean[] {true, false}) {
          for (Bounds users :
              List.of(Bounds.UNKNOWN, Bounds.exactly(41_000), Bounds.between(9, 50_000))) {
            var impact =
                new ServiceImpact(
                    "internet",
                    ServiceCategory.OTHER,
                    kind,
                    users,
                    Bounds.exactly(150),
                    null,
                    ongoing,
                    "");
            states.add(Leak2017.answered(leak, impact));
          }
        }
      }
      states.forEach(state -> drafts.addAll(Leak2017.drafts(state, LATER)));
    }
    return drafts;
  }

  private static Draft randomDraft(RandomGenerator random) {
    var items = new ArrayList<DraftItem>();
    int count = random.nextInt(1, 12);
    for (int i = 0; i < count; i++) {
      Set<Audience> readers = new HashSet<>(Set.of(Audience.STAFF));
      for (Audience audience : Audience.values()) {
        if (random.nextBoolean()) {
          readers.add(audience);
        }
      }
      items.add(
          new DraftItem(
              "item-" + i,
              words("label", random),
              words("text", random),
              random.nextBoolean(),
              readers,
              List.of("source " + random.nextLong())));
    }
    return new Draft(
        DraftKind.INFORMATION_SHARING, random.nextBoolean(), words("title", random), items);
  }

  private static LocalizedText words(String what, RandomGenerator random) {
    long number = random.nextLong(1_000_000_000L, Long.MAX_VALUE);
    return new LocalizedText(what + "は" + number, what + " is " + number);
  }

  /** The same for that reader; what is hidden from them says something else or is not there. */
  private static Draft withOtherSecrets(Draft draft, Audience reader) {
    var items = new ArrayList<DraftItem>();
    for (DraftItem item : draft.items()) {
      if (item.audiences().contains(reader)) {
        items.add(item);
      } else if (item.key().hashCode() % 2 == 0) {
        items.add(
            new DraftItem(
                item.key(),
                LocalizedText.asWritten("other"),
                LocalizedText.asWritten("other"),
                !item.known(),
                item.audiences(),
                List.of()));
      }
    }
    return new Draft(draft.kind(), draft.simulated(), draft.title(), items);
  }

  private static String bothTexts(Draft draft) {
    return DraftText.of(draft, Locale.JAPANESE) + DraftText.of(draft, Locale.ENGLISH);
  }

  private static RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
  }
}
