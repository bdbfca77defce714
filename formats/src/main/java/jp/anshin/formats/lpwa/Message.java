package jp.anshin.formats.lpwa;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one line of a log carries, before its format is known.
 *
 * @param topic MQTT topic, or empty
 * @param body an object
 * @param receivedAt when whoever wrote the log received it, or null
 * @param retained whether the broker had kept it
 * @param feed the feed it came through
 * @param gateway the gateway that the log names beside the message, or empty
 */
record Message(
    String topic,
    JsonNode body,
    @Nullable Instant receivedAt,
    boolean retained,
    String feed,
    String gateway) {

  Message with(JsonNode other) {
    return new Message(topic, other, receivedAt, retained, feed, gateway);
  }

  boolean has(String key) {
    return body.has(key);
  }

  /** A level of the topic counted from its end, 0 the last; empty when there is none. */
  String level(int fromEnd) {
    String rest = topic;
    for (int i = 0; i < fromEnd; i++) {
      int slash = rest.lastIndexOf('/');
      if (slash < 0) {
        return "";
      }
      rest = rest.substring(0, slash);
    }
    return rest.substring(rest.lastIndexOf('/') + 1);
  }

  /** The level behind that one, for instance the id behind {@code gateway}; empty when none. */
  String levelAfter(String name) {
    String[] levels = topic.split("/", -1);
    for (int i = 0; i + 1 < levels.length; i++) {
      if (levels[i].equals(name)) {
        return levels[i + 1];
      }
    }
    return "";
  }
}
