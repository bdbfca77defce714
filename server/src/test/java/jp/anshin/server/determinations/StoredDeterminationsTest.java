package jp.anshin.server.determinations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jp.anshin.core.Interval;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Deadline;
import jp.anshin.law.Filing;
import jp.anshin.law.Impact;
import jp.anshin.law.LpwaDelivery;
import jp.anshin.law.NearestMiss;
import jp.anshin.law.Origin;
import jp.anshin.law.Reading;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Statement;
import jp.anshin.law.Together;
import jp.anshin.law.Truth;
import jp.anshin.law.UserCount;
import jp.anshin.law.Verdict;
import jp.anshin.server.store.StoredText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What earlier versions have written: these files are never changed, only added to. */
class StoredDeterminationsTest {

  /** Stored before the law itself judged what users met. */
  @ParameterizedTest
  @ValueSource(strings = {"determination-undetermined.json", "determination-serious.json"})
  void whatWasStoredIsReadWholeAndNothingThatWasSaidIsChanged(String file) throws IOException {
    String stored = stored(file);
    DeterminationText read = DeterminationText.read(stored);

    assertThat(DeterminationText.read(read.write())).isEqualTo(read);
    JsonNode before = JsonMapper.shared().readTree(stored).path("determination");
    JsonNode now = JsonMapper.shared().readTree(read.write()).path("determination");
    before
        .properties()
        .forEach(said -> {
          if (said.getKey().equals("periodic")) {
            said.getValue()
                .properties()
                .forEach(each ->
                    assertThat(now.path("periodic").path(each.getKey()))
                        .isEqualTo(each.getValue()));
          } else {
            assertThat(now.path(said.getKey())).as(said.getKey()).isEqualTo(said.getValue());
          }
        });
    assertThat(read.determination().signposts()).isEmpty();
    assertThat(read.determination().periodic().filing()).isEqualTo(Filing.UNDETERMINED);
  }

  @Test
  void whatUsersMetIsToldAsFarAsItWasKept() throws IOException {
    DeterminationText read = DeterminationText.read(stored("determination-serious.json"));

    assertThat(read.facts().services())
        .extracting(ServiceFacts::impact)
        .containsExactly(Impact.STOP, Impact.UNKNOWN);
    assertThat(read.facts().assumptions())
        .contains(new Caveat("stored-without-impact", "internet"))
        .doesNotContain(new Caveat("stored-without-impact", "phone"));
  }

  /** Stored before a facility that is down could be said to be so still. */
  @Test
  void whatWasStoredWithoutSinceWhenAFacilityIsDownIsReadWhole() throws IOException {
    assertThat(DeterminationText.read(stored("determination-spoken.json"))).isEqualTo(spoken());
  }

  /** Stored before anything could be said of a 役務区分 together. */
  @Test
  void whatWasStoredOfEachServiceAloneIsReadWhole() throws IOException {
    assertThat(DeterminationText.read(stored("determination-facility.json"))).isEqualTo(spoken());
  }

  @Test
  void whatIsStoredTodayIsReadWholeAndWrittenTheSame() throws IOException {
    String stored = stored("determination-together.json");
    DeterminationText read = DeterminationText.read(stored);

    assertThat(DeterminationText.read(read.write())).isEqualTo(read);
    assertThat(JsonMapper.shared().readTree(read.write()))
        .isEqualTo(JsonMapper.shared().readTree(stored));
    AccidentFacts facts = spoken().facts();
    ServiceFacts service =
        facts
            .services()
            .getFirst()
            .within(facts.occurredAt(), new Together(Bounds.between(30_000, 60_000), null));
    assertThat(read)
        .isEqualTo(
            new DeterminationText(facts.ofServices(List.of(service)), spoken().determination()));
    assertThat(read.determination().signposts()).hasSize(2);
    assertThat(read.determination().inputs()).hasSize(3);
  }

  /** Facts with everything that can be said beside. */
  private static DeterminationText spoken() {
    var law = new AccidentLaw(RulebookText.shipped());
    Instant at = Instant.parse("2024-06-01T03:00:00Z");
    Origin origin = new Origin("legal", at, "logs", "chief engineer");
    Bounds users = Bounds.between(29_000, 41_000);
    var service =
        new ServiceFacts(
                "meters",
                "LPWA",
                Impact.STOP,
                Map.of("supplementary-function", Truth.NO),
                Truth.NO,
                Map.of("managed-per-contract", Truth.UNDETERMINED),
                users,
                Bounds.exactly(7_200),
                null)
            .with(LpwaDelivery.of("UNLICENSED_3", LpwaDelivery.Part.GATEWAY))
            .with(new UserCount("CONTRACTS", users, LocalDate.parse("2024-05-31"), "関東", origin))
            .with(List.of(Reading.of("from-inability", users, Bounds.exactly(7_200))))
            .from(origin);
    AccidentFacts facts =
        new AccidentFacts(Interval.at(at), List.of(service), Truth.NO, Bounds.exactly(0))
            .ofFacility("F-RAN")
            .stating(
                Map.of(
                    "secrecy-leak",
                    new Statement(Truth.YES, Bounds.UNKNOWN, LocalDate.parse("2024-06-01"), origin),
                    "near-accident-users",
                    Statement.quantity(Bounds.exactly(40_000))));
    return new DeterminationText(facts, law.determine(facts));
  }

  @Test
  void whatWasUndeterminedIsReadWithItsReasonsQuestionsAndCaveats() throws IOException {
    DeterminationText read = DeterminationText.read(stored("determination-undetermined.json"));

    assertThat(read.facts().services()).hasSize(2);
    assertThat(read.facts().services().getFirst().users())
        .isEqualTo(Bounds.between(12_000, 118_000));
    assertThat(read.determination().verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(read.determination().editions()).containsExactly("2015");
    assertThat(read.determination().nearestMiss()).extracting(NearestMiss::row).isEqualTo("2015-4");
    assertThat(read.determination().questions()).isNotEmpty();
    assertThat(read.determination().caveats())
        .contains(new Caveat("assumed-not-excluded", "internet"));
    assertThat(read.determination().projections()).isNotEmpty();
    assertThat(read.determination().reason().walk().count()).isGreaterThan(20);
  }

  @Test
  void whatWasSeriousIsReadWithItsDeadline() throws IOException {
    DeterminationText read = DeterminationText.read(stored("determination-serious.json"));

    assertThat(read.determination().verdict()).isEqualTo(Verdict.SERIOUS);
    assertThat(read.determination().finalReport())
        .extracting(Deadline::due)
        .isEqualTo(LocalDate.parse("2017-09-24"));
    assertThat(read.determination().periodic().required()).isEqualTo(Truth.YES);
    assertThat(read.determination().restsOnUnverified()).isTrue();
  }

  @Test
  void whatIsNoDeterminationIsToldAndNotGuessed() {
    assertThatThrownBy(() -> DeterminationText.read("{\"facts\":"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void damagedTextIsToldAndNotGuessed() throws IOException {
    for (String file : List.of("determination-undetermined.json", "determination-spoken.json")) {
      StoredText.damage(stored(file), DeterminationText::read);
    }
  }

  private static String stored(String file) throws IOException {
    try (InputStream in = StoredDeterminationsTest.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
