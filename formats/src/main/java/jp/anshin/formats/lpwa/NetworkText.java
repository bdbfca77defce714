package jp.anshin.formats.lpwa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.formats.yaml.Fault;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.formats.yaml.Fields;
import jp.anshin.formats.yaml.YamlNode;
import jp.anshin.formats.yaml.YamlSchema;
import jp.anshin.formats.yaml.YamlText;
import jp.anshin.lpwa.network.Network;

/** The text of an LPWA network file, and the list of devices that it may name. */
public final class NetworkText {

  /** Where the list of devices is found. */
  public interface Beside {
    /** Opens the file of that name, as the network file writes it. */
    InputStream open(String name) throws IOException;
  }

  private NetworkText() {}

  private static final class Loaded {
    static final YamlSchema SCHEMA = YamlSchema.beside(NetworkText.class, "network.schema.json");
  }

  /** Finds the list of devices beside a network file, compressed or not. */
  public static Beside beside(Path networkFile) {
    return name -> Decompression.open(networkFile.toAbsolutePath().resolveSibling(name));
  }

  /**
   * Reads a text.
   *
   * @param beside where the list of devices is found
   * @throws FaultyTextException with everything that is wrong with text and list; nothing else is
   *     thrown, whatever they hold
   */
  public static Network read(String text, Beside beside) throws FaultyTextException {
    List<Fault> faults = new ArrayList<>();
    YamlNode root = YamlText.read(text, faults);
    faults.addAll(Loaded.SCHEMA.faults(root));
    var reading = new NetworkReading(new Fields(root, faults), beside);
    reading.read();
    if (!faults.isEmpty()) {
      throw new FaultyTextException(faults);
    }
    return reading.network();
  }

  /** The JSON Schema, for editors that help while one writes. */
  public static String schema() {
    return Loaded.SCHEMA.json();
  }
}
