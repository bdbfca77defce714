package jp.anshin.formats.rulebook;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import jp.anshin.law.Rulebook;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads rulebook files: JSON that meets {@code rulebook.schema.json}. */
public final class RulebookText {

  /** No law of accidents needs more characters; what is longer is not read. */
  public static final int CHARACTERS_MAX = 4_000_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The version of rulebook files that is read. */
  static final String VERSION = "anshin.rulebook/2";

  /** How the version of every rulebook file begins. */
  static final String VERSIONS = "anshin.rulebook/";

  private static final String SHIPPED = "accident-rulebook.json";
  private static final String SCHEMA = "rulebook.schema.json";

  /** Stands first in what some editors save. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private RulebookText() {}

  private static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
  }

  /** The rulebook that comes with the product. */
  public static Rulebook shipped() {
    try {
      return read(shippedText());
    } catch (RulebookException wrong) {
      throw new IllegalStateException("the rulebook that we ship", wrong);
    }
  }

  /** The same as it is written: a file to copy and edit. */
  public static String shippedText() {
    return resource(SHIPPED);
  }

  /** The JSON Schema (2020-12) of rulebook files. */
  public static String schema() {
    return resource(SCHEMA);
  }

  /**
   * Reads a rulebook.
   *
   * @throws RulebookException with every fault when it is no JSON, is of another version, breaks
   *     the schema, contradicts itself, leaves days or categories out, or does not cite
   */
  public static Rulebook read(String text) throws RulebookException {
    JsonNode root = parse(withoutMark(text));
    List<RulebookFault> missing = RulebookChecks.missingParts(root);
    if (!missing.isEmpty()) {
      throw new RulebookException(missing);
    }
    refuseBreaches(Holder.SCHEMA, root);
    List<RulebookFault> contradictions = new RulebookChecks(root).faults();
    if (!contradictions.isEmpty()) {
      throw new RulebookException(contradictions);
    }
    return new RulebookReading(root).rulebook();
  }

  /** Refuses what breaks the schema, each breach with its place. */
  static void refuseBreaches(Schema schema, JsonNode root) throws RulebookException {
    List<RulebookFault> breaches =
        schema.validate(root).stream()
            .map(error ->
                new RulebookFault(
                    error.getInstanceLocation().toString(),
                    "schema",
                    List.of(Objects.requireNonNullElse(error.getMessage(), ""))))
            .toList();
    if (!breaches.isEmpty()) {
      throw new RulebookException(breaches);
    }
  }

  static Schema schema(String json) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(MAPPER.readTree(json));
  }

  static JsonNode parse(String text) throws RulebookException {
    if (text.length() > CHARACTERS_MAX) {
      throw notJson("1:1", "more than " + CHARACTERS_MAX + " characters");
    }
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException wrong) {
      var at = wrong.getLocation();
      String place = at == null ? "1:1" : at.getLineNr() + ":" + at.getColumnNr();
      throw notJson(place, Objects.requireNonNullElse(wrong.getOriginalMessage(), ""));
    }
  }

  private static RulebookException notJson(String place, String why) {
    return new RulebookException(List.of(new RulebookFault(place, "not-json", List.of(why))));
  }

  static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(RulebookText.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema is made on first use: it takes longer than reading a file. */
  private static final class Holder {
    static final Schema SCHEMA = schema(RulebookText.schema());
  }
}
