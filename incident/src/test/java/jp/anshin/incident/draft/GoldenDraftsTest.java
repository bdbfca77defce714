package jp.anshin.incident.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jp.anshin.incident.Incident;
import jp.anshin.law.Bounds;
import jp.anshin.operator.Audience;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole drafts as people read them. When the words are changed on purpose, the new text lies under
 * {@code target/drafts}: read it before it becomes the golden one.
 */
class GoldenDraftsTest {

  private static final Path WRITTEN = Path.of("target", "drafts");
  private static final String BETWEEN = "\n----------------------------------------\n\n";

  @ParameterizedTest
  @CsvSource({
    "leak-without-answer, ja",
    "leak-without-answer, en",
    "leak-with-answer, ja",
    "leak-with-answer, en",
    "serious, ja",
    "serious, en",
    "reported-by-a-person, ja",
    "reported-by-a-person, en",
    "feared, ja",
    "feared, en",
    "restored, ja",
    "restored, en",
    "restored-for-users, ja",
    "restored-for-users, en"
  })
  void draftsAreWordedAsAgreed(String name, String language) throws IOException {
    Locale locale = Locale.forLanguageTag(language);
    String text =
        drafts(name).stream()
            .map(draft -> DraftText.of(draft, locale))
            .collect(Collectors.joining(BETWEEN));
    String file = name + "." + language + ".txt";
    Files.createDirectories(WRITTEN);
    Files.writeString(WRITTEN.resolve(file), text);

    assertThat(text).isEqualTo(golden(file));
  }

  private static List<Draft> drafts(String name) {
    Incident real = Leak2017.unanswered(false);
    Incident simulated = Leak2017.unanswered(true);
    Instant halfAnHourLater = Leak2017.START.plusSeconds(30 * 60);
    Incident answered =
        Leak2017.answered(simulated, Leak2017.ended(23, 41_000), Leak2017.phoneUntouched());
    return switch (name) {
      case "leak-without-answer" -> Leak2017.drafts(simulated, Leak2017.START.plusSeconds(10));
      case "leak-with-answer" -> Leak2017.drafts(answered, halfAnHourLater);
      case "serious" ->
          Leak2017.drafts(
              Leak2017.restored(Leak2017.answered(real, Leak2017.ended(125, 41_000))),
              Leak2017.START.plusSeconds(3 * 3600));
      case "reported-by-a-person" ->
          Leak2017.drafts(
              Leak2017.answered(Leak2017.reported(), Leak2017.ended(125, 41_000)),
              Leak2017.START.plusSeconds(3 * 3600));
      case "feared" ->
          Leak2017.drafts(
              Leak2017.answered(real, Leak2017.ongoing(Bounds.atLeast(12_000))), halfAnHourLater);
      case "restored" -> Leak2017.drafts(Leak2017.restored(answered), halfAnHourLater);
      case "restored-for-users" ->
          Leak2017.drafts(Leak2017.restored(answered), halfAnHourLater).stream()
              .map(draft -> draft.visibleTo(Audience.USERS))
              .filter(draft -> !draft.items().isEmpty())
              .toList();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String golden(String file) throws IOException {
    try (InputStream in = GoldenDraftsTest.class.getResourceAsStream(file)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
