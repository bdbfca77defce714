package jp.anshin.documents.facts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Objects;
import jp.anshin.formats.accident.CaseScope;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.yaml.Fault;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.formats.yaml.Fields;
import jp.anshin.formats.yaml.YamlNode;
import jp.anshin.formats.yaml.YamlSchema;
import jp.anshin.formats.yaml.YamlText;
import jp.anshin.operator.OperatorRegister;
import org.jspecify.annotations.Nullable;

/** Reads a file of facts of one accident: YAML, or JSON, which is YAML too. */
public final class AccidentText {

  private AccidentText() {}

  private static final class Loaded {
    static final YamlSchema SCHEMA =
        YamlSchema.beside(AccidentText.class, "accident-facts.schema.json");
  }

  /**
   * Reads a text.
   *
   * @param register who we are over time, or null
   * @param scope what can be judged: of other days no paper is written
   * @throws FaultyTextException with everything that is wrong with it
   */
  public static StatedAccident read(
      String text, FormBook book, @Nullable OperatorRegister register, CaseScope scope)
      throws FaultyTextException {
    var faults = new ArrayList<Fault>();
    YamlNode root = YamlText.read(text, faults);
    faults.addAll(Loaded.SCHEMA.faults(root));
    StatedAccident read =
        new AccidentReading(new Fields(root, faults), book, register, scope).accident();
    if (read == null || !faults.isEmpty()) {
      throw new FaultyTextException(faults);
    }
    return read;
  }

  /** The JSON Schema, for editors that help while one writes. */
  public static String schema() {
    return Loaded.SCHEMA.json();
  }

  /** A made-up accident of the fictitious operator, to begin with. */
  public static String example() {
    String name = "example-accident.yaml";
    try (InputStream in =
        Objects.requireNonNull(AccidentText.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
