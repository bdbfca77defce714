package jp.anshin.server.incidents;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.anshin.incident.IncidentEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as text and back. What was once written must be readable for ever: see its golden file.
 */
final class EventText {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private static final Map<String, Class<?>> KINDS =
      Arrays.stream(IncidentEvent.class.getPermittedSubclasses())
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private EventText() {}

  static String kind(IncidentEvent event) {
    return event.getClass().getSimpleName();
  }

  static String write(IncidentEvent event) {
    return MAPPER.writeValueAsString(event);
  }

  /**
   * @throws IllegalStateException when the text is not such an event: the database was changed by
   *     hand, or by a later version
   */
  static IncidentEvent read(String kind, String content) {
    Class<?> type = KINDS.get(kind);
    if (type == null) {
      throw new IllegalStateException("stored event of unknown kind " + kind);
    }
    try {
      Object event = MAPPER.readValue(content, type);
      if (event == null) {
        throw new IllegalStateException("stored event " + kind + " is null");
      }
      return (IncidentEvent) event;
    } catch (JacksonException unreadable) {
      throw new IllegalStateException("stored event " + kind + " cannot be read", unreadable);
    }
  }
}
