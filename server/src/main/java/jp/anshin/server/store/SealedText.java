package jp.anshin.server.store;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records of one sealed kind as text and back. What was once written must be readable for ever: see
 * the golden files of those who use it.
 *
 * @param <T> sealed; its permitted classes are records
 */
public final class SealedText<T> {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private final Class<T> sealed;
  private final UnaryOperator<JsonNode> earlier;
  private final Map<String, Class<?>> kinds;

  private SealedText(Class<T> sealed, UnaryOperator<JsonNode> earlier) {
    this.sealed = sealed;
    this.earlier = earlier;
    this.kinds =
        Arrays.stream(sealed.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));
  }

  /** For the records that this sealed interface permits. */
  public static <T> SealedText<T> of(Class<T> sealed) {
    return new SealedText<>(sealed, UnaryOperator.identity());
  }

  /**
   * The same for records to which later versions have added.
   *
   * @param earlier brings what an earlier version wrote to the form of today
   */
  public static <T> SealedText<T> of(Class<T> sealed, UnaryOperator<JsonNode> earlier) {
    return new SealedText<>(sealed, earlier);
  }

  /** The name under which it is kept. */
  public String kind(T record) {
    return record.getClass().getSimpleName();
  }

  /** Its content as JSON. */
  public String write(T record) {
    return MAPPER.writeValueAsString(record);
  }

  /**
   * Reads what was written.
   *
   * @throws IllegalStateException when the text is not such a record: the database was changed by
   *     hand, or by a later version
   */
  public T read(String kind, String content) {
    Class<?> type = kinds.get(kind);
    if (type == null) {
      throw new IllegalStateException("stored event of unknown kind " + kind);
    }
    try {
      Object record = MAPPER.treeToValue(earlier.apply(MAPPER.readTree(content)), type);
      if (record == null) {
        throw new IllegalStateException("stored event " + kind + " is null");
      }
      return sealed.cast(record);
    } catch (JacksonException unreadable) {
      throw new IllegalStateException("stored event " + kind + " cannot be read", unreadable);
    }
  }
}
