package jp.anshin.formats.yaml;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jp.anshin.formats.yaml.YamlNode.Mapping;
import jp.anshin.formats.yaml.YamlNode.Scalar;
import jp.anshin.formats.yaml.YamlNode.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one mapping. What is missing or of the wrong type reads as null or empty and
 * adds no fault: the schema has told it already. What only code can judge adds its fault here.
 */
public final class Fields {

  private final Mapping mapping;
  private final List<Fault> faults;

  /**
   * @param node a mapping; anything else reads as an empty one
   * @param faults where faults are added
   */
  public Fields(YamlNode node, List<Fault> faults) {
    this.mapping =
        node instanceof Mapping read ? read : new Mapping(node.place(), new LinkedHashMap<>());
    this.faults = faults;
  }

  /** Where the mapping begins. */
  public Place place() {
    return mapping.place();
  }

  /** Where the value of that key begins, or the mapping when it has none. */
  public Place place(String key) {
    YamlNode value = mapping.value(key);
    return value == null ? mapping.place() : value.place();
  }

  /** Whether the key stands there, whatever its value. */
  public boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  /** The text of that key, or null. */
  public @Nullable String text(String key) {
    return mapping.value(key) instanceof Scalar scalar && scalar.toJson().isString()
        ? scalar.text()
        : null;
  }

  /** The whole number of that key, or null. */
  public @Nullable Long whole(String key) {
    return mapping.value(key) instanceof Scalar scalar && scalar.toJson().isIntegralNumber()
        ? Long.valueOf(scalar.toJson().asLong())
        : null;
  }

  /** Whether the value of that key is true or false, or null. */
  public @Nullable Boolean truth(String key) {
    if (mapping.value(key) instanceof Scalar scalar) {
      return scalar.toJson().isBoolean() ? scalar.toJson().asBoolean() : null;
    }
    return null;
  }

  /** The mapping under that key; an empty one when there is none. */
  public Fields at(String key) {
    YamlNode value = mapping.value(key);
    return new Fields(
        value == null ? new Mapping(mapping.place(), new LinkedHashMap<>()) : value, faults);
  }

  /** The mappings in the list of that key. */
  public List<Fields> each(String key) {
    return items(key).stream().map(item -> new Fields(item, faults)).toList();
  }

  /** The single values in the list of that key. */
  public List<Scalar> scalars(String key) {
    return items(key).stream().filter(Scalar.class::isInstance).map(Scalar.class::cast).toList();
  }

  /**
   * The value of that key as code reads it, or null.
   *
   * @param read gives nothing when the text cannot be read
   * @param code of the fault that is then added, with key and text
   */
  public <T> @Nullable T parsed(String key, Function<String, Optional<T>> read, String code) {
    return mapping.value(key) instanceof Scalar scalar && !scalar.toJson().isNull()
        ? parsed(key, scalar, read, code)
        : null;
  }

  /** One value of a list, in the same way. */
  public <T> @Nullable T parsed(
      String key, Scalar scalar, Function<String, Optional<T>> read, String code) {
    Optional<T> value = read.apply(scalar.text());
    if (value.isEmpty()) {
      fault(code, scalar.place(), key, scalar.text());
    }
    return value.orElse(null);
  }

  /** Adds a fault; moments are told as people write them. */
  public void fault(String code, Place place, Object... arguments) {
    var texts = new ArrayList<String>();
    for (Object argument : arguments) {
      texts.add(argument instanceof Instant at ? Moments.written(at) : String.valueOf(argument));
    }
    faults.add(new Fault(code, place, texts));
  }

  /** Adds a fault about a word that is none of the known ones, with the nearest of them. */
  public void unknown(String code, Place place, String word, String what, List<String> known) {
    NearestName.of(word, known)
        .ifPresentOrElse(
            near -> fault(code + ".near", place, word, what, near),
            () -> fault(code, place, word, what, String.join(", ", known)));
  }

  private List<YamlNode> items(String key) {
    return mapping.value(key) instanceof Sequence sequence ? sequence.items() : List.of();
  }
}
