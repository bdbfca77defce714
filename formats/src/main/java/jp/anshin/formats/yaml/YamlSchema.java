package jp.anshin.formats.yaml;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jp.anshin.formats.yaml.YamlNode.Entry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON Schema (2020-12) that a YAML text must meet; each breach becomes a fault with its place.
 */
public final class YamlSchema {

  private final JsonNode source;
  private final Schema schema;

  private YamlSchema(JsonNode source) {
    this.source = source;
    this.schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(source);
  }

  /** Loads a schema that lies beside a class. */
  public static YamlSchema beside(Class<?> type, String name) {
    try (InputStream resource =
        Objects.requireNonNull(type.getResourceAsStream(name), name + " beside " + type)) {
      return new YamlSchema(JsonMapper.shared().readTree(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema itself, for editors that help while one writes. */
  public String json() {
    return source.toPrettyString();
  }

  /** Everything in which the text breaks the schema. */
  public List<Fault> faults(YamlNode root) {
    return schema.validate(root.toJson()).stream().map(error -> fault(root, error)).toList();
  }

  private Fault fault(YamlNode root, Error error) {
    Found found = find(root, error.getInstanceLocation());
    String written = found.node() instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    String property = Objects.requireNonNullElse(error.getProperty(), "");
    String limit = String.valueOf(Objects.requireNonNullElse(error.getSchemaNode(), ""));
    return switch (error.getKeyword()) {
      case "additionalProperties" -> unknownKey(found.node(), property, error);
      case "required" -> new Fault("key.missing", found.node().place(), List.of(property));
      case "type" -> new Fault(typeCode(limit), found.node().place(), List.of(found.key()));
      case "enum" -> unknownValue(found, written, error.getSchemaNode());
      case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" ->
          new Fault(
              "value.range", found.node().place(), List.of(found.key(), written, range(error)));
      case "minItems", "minLength" ->
          new Fault("value.empty", found.node().place(), List.of(found.key()));
      case "maxItems", "maxLength" ->
          new Fault("value.too-long", found.node().place(), List.of(found.key(), limit));
      case "pattern" -> ill(found, written, error);
      default ->
          new Fault("value.other", found.node().place(), List.of(found.key(), error.getMessage()));
    };
  }

  private Fault unknownKey(YamlNode node, String key, Error error) {
    List<String> known = List.copyOf(parent(error).path("properties").propertyNames());
    Entry entry = node instanceof YamlNode.Mapping mapping ? mapping.entries().get(key) : null;
    Place place = entry == null ? node.place() : entry.keyPlace();
    return NearestName.of(key, known)
        .map(near -> new Fault("key.unknown.near", place, List.of(key, near)))
        .orElseGet(() -> new Fault("key.unknown", place, List.of(key, String.join(", ", known))));
  }

  private static Fault unknownValue(Found found, String written, JsonNode allowed) {
    var known = new ArrayList<String>();
    allowed.forEach(value -> known.add(value.asString()));
    String all = String.join(", ", known);
    return NearestName.of(written, known)
        .map(near ->
            new Fault(
                "value.unknown.near", found.node().place(), List.of(found.key(), written, near)))
        .orElseGet(() ->
            new Fault("value.unknown", found.node().place(), List.of(found.key(), written, all)));
  }

  private Fault ill(Found found, String written, Error error) {
    Place place = found.node().place();
    return written.isBlank()
        ? new Fault("value.empty", place, List.of(found.key()))
        : new Fault("value.form", place, List.of(found.key(), written, form(error)));
  }

  private static String typeCode(String type) {
    // Of several that may stand there the first is the one people usually write.
    return switch (type.replaceAll("[\\[\\]\" ]", "").split(",", 2)[0]) {
      case "object" -> "type.object";
      case "array" -> "type.array";
      case "integer" -> "type.integer";
      case "boolean" -> "type.boolean";
      default -> "type.string";
    };
  }

  private String range(Error error) {
    JsonNode parent = parent(error);
    return parent.path("minimum").asString("") + "–" + parent.path("maximum").asString("");
  }

  private String form(Error error) {
    return parent(error).path("description").asString(parent(error).path("pattern").asString(""));
  }

  /** The part of the schema that holds the keyword which was broken. */
  private JsonNode parent(Error error) {
    NodePath keyword = error.getSchemaLocation().getFragment();
    JsonNode part = source;
    for (int i = 0; i < keyword.getNameCount() - 1; i++) {
      Object step = keyword.getElement(i);
      part = step instanceof Integer index ? part.path(index) : part.path(String.valueOf(step));
    }
    return part;
  }

  /** A value and the key that it stands under. */
  private record Found(YamlNode node, String key) {}

  private static Found find(YamlNode root, NodePath path) {
    YamlNode node = root;
    String key = "";
    for (int i = 0; i < path.getNameCount(); i++) {
      Object step = path.getElement(i);
      YamlNode next =
          switch (node) {
            case YamlNode.Mapping mapping -> mapping.value(String.valueOf(step));
            case YamlNode.Sequence sequence ->
                sequence.items().get(Integer.parseInt(String.valueOf(step)));
            case YamlNode.Scalar scalar -> null;
          };
      if (next == null) {
        return new Found(node, key);
      }
      key = node instanceof YamlNode.Mapping ? String.valueOf(step) : key;
      node = next;
    }
    return new Found(node, key);
  }
}
