package jp.anshin.server.determinations;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Determination;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Determinations with their facts as text and back. What was once written must be readable for
 * ever: see its golden file.
 *
 * @param facts what was known
 * @param determination what the law said of these facts
 */
record DeterminationText(AccidentFacts facts, Determination determination) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .changeDefaultVisibility(
              each -> each.withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE))
          .build();

  String write() {
    return MAPPER.writeValueAsString(this);
  }

  /**
   * @throws IllegalStateException when the text is no determination: the database was changed by
   *     hand, or by a later version
   */
  static DeterminationText read(String content) {
    try {
      JsonNode tree = EarlierDeterminations.brought(MAPPER.readTree(content));
      DeterminationText read = MAPPER.treeToValue(tree, DeterminationText.class);
      if (read == null) {
        throw new IllegalStateException("stored determination is null");
      }
      return read;
    } catch (JacksonException unreadable) {
      throw new IllegalStateException("stored determination cannot be read", unreadable);
    }
  }
}
