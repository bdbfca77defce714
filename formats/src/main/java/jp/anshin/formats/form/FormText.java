package jp.anshin.formats.form;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads files of forms: JSON that meets {@code forms.schema.json}. */
public final class FormText {

  /** No list of forms needs more characters; what is longer is not read. */
  public static final int CHARACTERS_MAX = 1_000_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private FormText() {}

  /** The forms that come with the product; read once. */
  public static FormBook shipped() {
    return Shipped.BOOK;
  }

  /** The JSON Schema (2020-12) of these files. */
  public static String schema() {
    return resource("forms.schema.json");
  }

  /**
   * Reads a file of forms.
   *
   * @throws IllegalArgumentException with one line for everything that is wrong: no JSON, breaks of
   *     the schema, contradictions
   */
  public static FormBook read(String text) {
    if (text.length() > CHARACTERS_MAX) {
      throw new IllegalArgumentException("more than " + CHARACTERS_MAX + " characters");
    }
    JsonNode root = parse(text);
    var faults = new ArrayList<String>();
    Schemas.FORMS
        .validate(root)
        .forEach(error -> faults.add(error.getInstanceLocation() + ": " + error.getMessage()));
    throwIfPresent(faults);
    FormBook book = new FormReading(root).book();
    throwIfPresent(FormChecks.faults(book));
    return book;
  }

  private static void throwIfPresent(List<String> faults) {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }

  private static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException wrong) {
      throw new IllegalArgumentException("no JSON: " + wrong.getOriginalMessage(), wrong);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(FormText.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Made on first use. */
  private static final class Schemas {
    static final Schema FORMS =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(MAPPER.readTree(schema()));
  }

  /** What is shipped was checked by the tests of its build: here it is only read. */
  private static final class Shipped {
    static final FormBook BOOK = new FormReading(parse(resource("forms.json"))).book();
  }
}
