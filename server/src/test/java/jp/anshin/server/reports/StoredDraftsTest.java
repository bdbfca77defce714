package jp.anshin.server.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.draft.DraftText;
import jp.anshin.operator.Audience;
import jp.anshin.server.store.StoredText;
import org.junit.jupiter.api.Test;

/** What earlier versions have written: these files are never changed, only added to. */
class StoredDraftsTest {

  @Test
  void aStoredDraftIsReadWithEveryItemAndItsReaders() throws IOException {
    Draft read = DraftContent.read(stored("draft-first-report.json"));

    assertThat(DraftContent.read(DraftContent.write(read))).isEqualTo(read);
    assertThat(read.kind()).isEqualTo(DraftKind.FIRST_REPORT);
    assertThat(read.item("occurred-at"))
        .get()
        .extracting(DraftItem::audiences)
        .isEqualTo(Set.of(Audience.MINISTRY, Audience.STAFF));
    assertThat(read.item("users")).get().extracting(DraftItem::sources).asString().contains("1");
    assertThat(DraftText.of(read, Locale.JAPANESE)).contains("4万1,000");
    assertThat(DraftText.of(read, Locale.ENGLISH)).contains("41,000");
  }

  @Test
  void whatIsNoDraftIsToldAndNotGuessed() {
    assertThatThrownBy(() -> DraftContent.read("null")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> DraftContent.read("[]")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void damagedTextIsToldAndNotGuessed() throws IOException {
    for (String file : List.of("draft-first-report.json")) {
      StoredText.damage(stored(file), DraftContent::read);
    }
  }

  private static String stored(String file) throws IOException {
    try (InputStream in = StoredDraftsTest.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
