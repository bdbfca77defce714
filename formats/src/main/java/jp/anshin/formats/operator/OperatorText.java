package jp.anshin.formats.operator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jp.anshin.formats.yaml.Fault;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.formats.yaml.Fields;
import jp.anshin.formats.yaml.YamlNode;
import jp.anshin.formats.yaml.YamlSchema;
import jp.anshin.formats.yaml.YamlText;
import jp.anshin.operator.OperatorRegister;

/**
 * The operator file's text. It is only ever read here: what a person wrote, comments and all, is
 * kept as it is.
 */
public final class OperatorText {

  private static final String EXAMPLE = "example-operator.yaml";

  private OperatorText() {}

  private static final class Loaded {
    static final YamlSchema SCHEMA = YamlSchema.beside(OperatorText.class, "operator.schema.json");
  }

  /**
   * Reads a text.
   *
   * @throws FaultyTextException with everything that is wrong with it; nothing else is thrown,
   *     whatever the text
   */
  public static OperatorRegister read(String text) throws FaultyTextException {
    List<Fault> faults = new ArrayList<>();
    YamlNode root = YamlText.read(text, faults);
    faults.addAll(Loaded.SCHEMA.faults(root));
    var reading = new OperatorReading(new Fields(root, faults));
    OperatorRegister register = reading.register();
    if (register == null || !faults.isEmpty()) {
      throw new FaultyTextException(faults);
    }
    return register;
  }

  /** The JSON Schema, for editors that help while one writes. */
  public static String schema() {
    return Loaded.SCHEMA.json();
  }

  /** A fictitious operator's file, to begin with and for the demo. */
  public static String example() {
    try (InputStream resource =
        Objects.requireNonNull(OperatorText.class.getResourceAsStream(EXAMPLE), EXAMPLE)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
