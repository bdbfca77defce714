package jp.anshin.formats.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jp.anshin.law.Edition;
import jp.anshin.law.FacilityRule;
import jp.anshin.law.Row;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Wording;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shipped rulebook against the gathered facts of the law, where these are at hand. */
class RulebookAgainstReferenceTest {

  private static final Path FACTS = Path.of("..", "..", "shared", "law", "accident-rules.json");
  private static final Map<String, Wording> WORDINGS =
      Map.of(
          "statutory", Wording.STATUTORY,
          "summary", Wording.SUMMARY,
          "not-compared-with-text-of-this-date", Wording.NOT_COMPARED,
          "carried-over", Wording.CARRIED_OVER);

  private final JsonNode facts = gathered();
  private final Rulebook book = RulebookText.shipped();

  private static JsonNode gathered() {
    assumeTrue(Files.exists(FACTS), "the gathered facts of the law are not beside this tree");
    try {
      return JsonMapper.shared().readTree(Files.readString(FACTS));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void everyEditionHasTheDaysRowsThresholdsAndWordsThatWereGathered() {
    JsonNode versions = facts.path("versions");
    assertThat(versions.size()).isEqualTo(book.editions().size());
    for (JsonNode version : versions) {
      Edition edition = book.edition(version.path("id").asString()).orElseThrow();
      assertThat(text(edition.validFrom())).isEqualTo(version.path("valid_from").asString(""));
      assertThat(text(edition.validTo())).isEqualTo(version.path("valid_to").asString(""));
      assertThat(edition.inForce()).isEqualTo(version.path("enabled").asBoolean());
      assertThat(version.path("rows").size()).isEqualTo(edition.rows().size());
      for (int i = 0; i < edition.rows().size(); i++) {
        assertSame(edition.rows().get(i), version.path("rows").get(i));
      }
    }
  }

  private static void assertSame(Row row, JsonNode gathered) {
    assertThat(row.id()).isEqualTo(gathered.path("row_id").asString());
    assertThat(row.category()).isEqualTo(gathered.path("service_category").asString());
    assertThat(row.citation().quote()).isEqualTo(gathered.path("ja").asString());
    assertThat(row.citation().wording())
        .isEqualTo(WORDINGS.get(gathered.path("ja_wording").asString()));
    assertThat(text(row.citation().article())).isEqualTo(gathered.path("citation").asString(""));
    List<String> cells =
        gathered
            .path("cells")
            .valueStream()
            .map(cell -> cell.path("duration_minutes") + "x" + cell.path("users"))
            .toList();
    assertThat(row.cells().stream().map(cell -> cell.durationMinutes() + "x" + cell.users()))
        .containsExactlyElementsOf(cells);
  }

  @Test
  void nothingIsCalledVerifiedThatWasNot() {
    for (JsonNode version : facts.path("versions")) {
      Edition edition = book.edition(version.path("id").asString()).orElseThrow();
      JsonNode fields = version.path("field_certainty");
      boolean whole = version.path("certainty").asString().equals("verified");
      assertThat(edition.startVerified())
          .as(edition.id())
          .isEqualTo(
              fields
                  .path("valid_from")
                  .asString(whole ? "verified" : "unverified")
                  .equals("verified"));
      boolean citation =
          fields.path("citation").asString(whole ? "verified" : "unverified").equals("verified");
      for (Row row : edition.rows()) {
        assertThat(row.citation().verified()).as(row.id()).isEqualTo(citation);
      }
    }
    assertThat(book.hardToCount().verified()).isFalse();
    for (JsonNode excluded : facts.path("not_counted")) {
      assertThat(book.exclusions())
          .filteredOn(each -> each.citation().quote().equals(excluded.path("ja").asString()))
          .singleElement()
          .satisfies(each ->
              assertThat(each.citation().verified())
                  .isEqualTo(excluded.path("certainty").asString().equals("verified")));
    }
    for (JsonNode duty : facts.path("other_reportable")) {
      assertThat(book.otherDuties())
          .filteredOn(each -> each.id().equals(duty.path("id").asString()))
          .singleElement()
          .satisfies(each -> {
            assertThat(each.form()).isEqualTo(duty.path("form").asString());
            assertThat(each.japanese()).isEqualTo(duty.path("ja").asString());
          });
    }
  }

  @Test
  void facilitiesAndReportsHaveTheFiguresThatWereGathered() {
    JsonNode rules = facts.path("critical_facility_rules");
    for (JsonNode gathered : rules) {
      assertThat(book.facilityRules())
          .filteredOn(rule -> rule.id().equals(gathered.path("id").asString()))
          .singleElement()
          .satisfies(rule -> {
            assertThat(rule.durationMinutes())
                .isEqualTo(gathered.path("duration_minutes").asLong());
            assertThat(rule.citation().quote()).isEqualTo(gathered.path("ja").asString());
            assertThat(rule.validFrom()).hasToString(gathered.path("valid_from").asString());
          });
    }
    // Of the first its wording and number were not compared with the text of 2015 to 2023.
    assertThat(rules.get(0).path("certainty_note").asString()).contains("2015-2023 not compared");
    assertThat(book.facilityRules()).hasSize(rules.size() + 1);
    FacilityRule first = book.facilityRules().getFirst();
    FacilityRule notCompared = book.facilityRules().get(1);
    assertThat(notCompared.validFrom()).hasToString("2015-04-01");
    assertThat(notCompared.durationMinutes()).isEqualTo(first.durationMinutes());
    assertThat(notCompared.citation().quote()).isEqualTo(first.citation().quote());
    assertThat(notCompared.citation().verified()).isFalse();
    JsonNode threshold = facts.path("periodic_report").path("threshold");
    assertThat(book.periodic().users()).isEqualTo(threshold.path("users").asLong());
    assertThat(book.periodic().durationMinutes())
        .isEqualTo(threshold.path("duration_minutes").asLong());
    assertThat(book.finalReport().form())
        .isEqualTo(facts.at("/reporting/final_report/form").asString());
    assertThat(book.finalReport().days())
        .isEqualTo(facts.at("/reporting/final_report/days").asInt());
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
