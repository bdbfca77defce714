package jp.anshin.formats.classification;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.anshin.formats.yaml.Fault;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.formats.yaml.YamlNode;
import jp.anshin.formats.yaml.YamlSchema;
import jp.anshin.formats.yaml.YamlText;
import jp.anshin.law.lpwa.LpwaRulebook;

/** The text of the facts of an LPWA service (YAML or JSON). */
public final class ClassificationText {

  private static final String DAY = "2026-11-28";

  private ClassificationText() {}

  private static final class Loaded {
    static final YamlSchema SCHEMA =
        YamlSchema.beside(ClassificationText.class, "classification.schema.json");
  }

  /**
   * Reads a text.
   *
   * @param book the rulebook whose facts, parties and duties it names
   * @param today the day as of which a service is classified where the text names none
   * @throws FaultyTextException with everything that is wrong with it; nothing else is thrown,
   *     whatever the text
   */
  public static StatedService read(String text, LpwaRulebook book, LocalDate today)
      throws FaultyTextException {
    List<Fault> faults = new ArrayList<>();
    YamlNode root = YamlText.read(text, faults);
    faults.addAll(Loaded.SCHEMA.faults(root));
    StatedService read = new ClassificationReading(root, book, faults).service(today);
    if (!faults.isEmpty()) {
      throw new FaultyTextException(faults);
    }
    return read;
  }

  /** A day written as 2026-11-28; nothing when it is none, or its year has not four digits. */
  public static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(text).filter(each -> each.length() == DAY.length()).map(LocalDate::parse);
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }

  /** The JSON Schema, for editors that help while one writes. */
  public static String schema() {
    return Loaded.SCHEMA.json();
  }
}
