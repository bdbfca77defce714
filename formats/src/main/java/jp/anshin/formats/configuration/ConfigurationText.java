package jp.anshin.formats.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.formats.yaml.Fault;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.formats.yaml.Fields;
import jp.anshin.formats.yaml.YamlNode;
import jp.anshin.formats.yaml.YamlSchema;
import jp.anshin.formats.yaml.YamlText;

/** The configuration file's text. */
public final class ConfigurationText {

  /** Where the console listens when the file does not say. */
  public static final int PORT_DEFAULT = 8421;

  /** Where routers send BMP when the file does not say: the port that FRR's manual uses. */
  public static final int BMP_PORT_DEFAULT = 11_019;

  /** As the journal's own default: room for the tables of many routers. */
  public static final long JOURNAL_OCTETS_MAX_DEFAULT = 8L << 30;

  private ConfigurationText() {}

  private static final class Loaded {
    static final YamlSchema SCHEMA =
        YamlSchema.beside(ConfigurationText.class, "configuration.schema.json");
  }

  /**
   * Reads a text. An empty one is a configuration too: everything has a default.
   *
   * @param directory what relative paths are relative to: that of the file
   * @throws FaultyTextException with everything that is wrong with it; nothing else is thrown,
   *     whatever the text
   */
  public static ServerConfiguration read(String text, Path directory) throws FaultyTextException {
    List<Fault> faults = new ArrayList<>();
    YamlNode root = YamlText.read(text, faults);
    faults.addAll(Loaded.SCHEMA.faults(root));
    var reading = new ConfigurationReading(new Fields(root, faults), directory);
    ServerConfiguration configuration = reading.configuration();
    if (!faults.isEmpty()) {
      throw new FaultyTextException(faults);
    }
    return configuration;
  }

  /** The JSON Schema, for editors that help while one writes. */
  public static String schema() {
    return Loaded.SCHEMA.json();
  }
}
