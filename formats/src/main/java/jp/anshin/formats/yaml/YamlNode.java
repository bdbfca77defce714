package jp.anshin.formats.yaml;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A value of a YAML text and where it stands. */
public sealed interface YamlNode {

  /** Where it begins. */
  Place place();

  /** The same value as JSON, after the core schema of YAML 1.2. */
  JsonNode toJson();

  /**
   * Values by key.
   *
   * @param place where it begins
   * @param entries in the order of the text
   */
  record Mapping(Place place, SequencedMap<String, Entry> entries) implements YamlNode {

    /** The value of that key, or null. */
    public @Nullable YamlNode value(String key) {
      Entry entry = entries.get(key);
      return entry == null ? null : entry.value();
    }

    @Override
    public JsonNode toJson() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, Entry> entry : entries.entrySet()) {
        json.set(entry.getKey(), entry.getValue().value().toJson());
      }
      return json;
    }
  }

  /**
   * A key's place and its value.
   *
   * @param keyPlace where the key stands
   * @param value its value
   */
  record Entry(Place keyPlace, YamlNode value) {}

  /**
   * Values in order.
   *
   * @param place where it begins
   * @param items the values
   */
  record Sequence(Place place, List<YamlNode> items) implements YamlNode {
    @Override
    public JsonNode toJson() {
      ArrayNode json = JsonNodeFactory.instance.arrayNode();
      items.forEach(item -> json.add(item.toJson()));
      return json;
    }
  }

  /**
   * A single value.
   *
   * @param place where it begins
   * @param text as written, without quotes
   * @param plain whether it was written without quotes, so that it may be a number
   */
  record Scalar(Place place, String text, boolean plain) implements YamlNode {

    private static final int LONG_DIGITS_SAFE = 18;

    @Override
    public JsonNode toJson() {
      JsonNodeFactory factory = JsonNodeFactory.instance;
      if (!plain) {
        return factory.stringNode(text);
      }
      return switch (text) {
        case "", "~", "null", "Null", "NULL" -> factory.nullNode();
        case "true", "True", "TRUE" -> factory.booleanNode(true);
        case "false", "False", "FALSE" -> factory.booleanNode(false);
        default ->
            isWhole(text) ? factory.numberNode(Long.parseLong(text)) : factory.stringNode(text);
      };
    }

    private static boolean isWhole(String text) {
      return text.length() <= LONG_DIGITS_SAFE && text.matches("[-+]?[0-9]+");
    }
  }
}
