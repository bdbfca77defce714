package jp.anshin.server.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkNameTest {

  @Test
  void aNameOf4000CharactersIsCutForTheDatabaseAndShorterForAPage() {
    String name = "r".repeat(4_000);

    assertThat(NetworkName.kept(name)).isEqualTo("r".repeat(NetworkName.KEPT_MAX));
    assertThat(NetworkName.shown(name)).isEqualTo("r".repeat(NetworkName.SHOWN_MAX) + "…");
    assertThat(NetworkName.plain(name)).isEqualTo(name);
  }

  @Test
  void aNameThatJustFitsIsNotMarkedAsCut() {
    String fits = "東".repeat(NetworkName.SHOWN_MAX);

    assertThat(NetworkName.shown(fits)).isEqualTo(fits);
    assertThat(NetworkName.kept("r".repeat(400))).hasSize(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u202e", "\u2066", "\u200f", "\u200b", "\ufeff", "\u0000", "\u001b", "\r", "\n", "\t",
        "\u0085", "\u2028", "\u2029", "\ud83d", "\ude00", "\ue000", "\uffff", "\u00ad"
      })
  void whatHidesOrTurnsOrBreaksALineIsNotThere(String shapeless) {
    String name = shapeless + "tokyo" + shapeless + "-1" + shapeless;

    assertThat(NetworkName.plain(name)).isEqualTo("tokyo-1");
    assertThat(NetworkName.kept(name)).isEqualTo("tokyo-1");
    assertThat(NetworkName.shown(name)).isEqualTo("tokyo-1");
    assertThat(NetworkName.shown(shapeless.repeat(5_000))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', 400, 60", "x, 399, 60", "xy, 400, 60"})
  void noCharacterIsCutInTwo(String before, int keptUnits, int shownCharacters) {
    String name = before + "😀".repeat(1_000);
    String kept = NetworkName.kept(name);
    String shown = NetworkName.shown(name);

    assertThat(kept).hasSize(keptUnits);
    assertThat(shown.codePointCount(0, shown.length())).isEqualTo(shownCharacters + 1);
    for (String cut : new String[] {kept, shown}) {
      assertThat(new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .as("as UTF-8 and back")
          .isEqualTo(cut);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u3000", "\u202e\u0007 "})
  void ofAnEmptyNameNothingIsLeft(String name) {
    assertThat(NetworkName.plain(name)).isEmpty();
    assertThat(NetworkName.kept(name)).isEmpty();
    assertThat(NetworkName.shown(name)).isEmpty();
  }
}
