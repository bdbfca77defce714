package jp.anshin.server.reports;

import java.util.List;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;
import jp.anshin.incident.draft.DraftWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Drafts as text and back. What was once written must be readable for ever: see its golden file.
 */
final class DraftContent {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private DraftContent() {}

  static String write(Draft draft) {
    return MAPPER.writeValueAsString(draft);
  }

  /**
   * @throws IllegalStateException when the text is no draft: the database was changed by hand, or
   *     by a later version
   */
  static Draft read(String content) {
    try {
      Draft read = MAPPER.readValue(content, Draft.class);
      if (read == null) {
        throw new IllegalStateException("stored draft is null");
      }
      return read;
    } catch (JacksonException unreadable) {
      throw new IllegalStateException("stored draft cannot be read", unreadable);
    }
  }

  /** Whether both tell the same, the moment of telling and the place of their sources aside. */
  static boolean saysTheSame(Draft one, Draft other) {
    return one.kind() == other.kind()
        && one.title().equals(other.title())
        && told(one).equals(told(other));
  }

  private static List<DraftItem> told(Draft draft) {
    return draft.items().stream()
        .filter(item -> !item.key().equals(DraftWriter.AS_OF))
        .map(item ->
            new DraftItem(
                item.key(), item.label(), item.text(), item.known(), item.audiences(), List.of()))
        .toList();
  }
}
