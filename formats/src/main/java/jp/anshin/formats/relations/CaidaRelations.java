package jp.anshin.formats.relations;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.anshin.formats.yaml.Fault;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.formats.yaml.Place;
import jp.anshin.operator.AsNumber;
import jp.anshin.route.relations.StatedRelations;

/**
 * AS relationships in the format of CAIDA (serial-1 and serial-2): {@code provider|customer|-1} or
 * {@code peer|peer|0}, a source may follow, lines that begin with # are comments.
 */
public final class CaidaRelations {

  /** The largest published list has some 700,000 lines. */
  public static final int LINES_MAX = 5_000_000;

  private static final int FIELDS_MIN = 3;
  private static final int SHOWN_MAX = 60;

  private CaidaRelations() {}

  /**
   * Reads a list.
   *
   * @param in uncompressed
   * @throws FaultyTextException with every line that is no relation
   * @throws IOException when it cannot be read on
   */
  public static StatedRelations read(InputStream in) throws FaultyTextException, IOException {
    var relations = new StatedRelations.Builder();
    var faults = new ArrayList<Fault>();
    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (number > LINES_MAX) {
        faults.add(new Fault("relations.too-many", at(number), List.of("" + LINES_MAX)));
        break;
      }
      if (!line.isBlank() && !line.startsWith("#") && !add(line, relations)) {
        String shown = line.substring(0, Math.min(SHOWN_MAX, line.length()));
        faults.add(new Fault("relations.line", at(number), List.of(shown)));
        if (faults.size() >= FaultyTextException.FAULTS_MAX) {
          break; // The wrong file, not a slip.
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new FaultyTextException(faults);
    }
    return relations.build();
  }

  private static boolean add(String line, StatedRelations.Builder relations) {
    String[] fields = line.strip().split("\\|", -1);
    if (fields.length < FIELDS_MIN) {
      return false;
    }
    Optional<AsNumber> one = AsNumber.tryParse(fields[0]);
    Optional<AsNumber> other = AsNumber.tryParse(fields[1]);
    if (one.isEmpty() || other.isEmpty()) {
      return false;
    }
    switch (fields[2]) {
      case "-1" -> relations.provider(one.get().value(), other.get().value());
      case "0" -> relations.peer(one.get().value(), other.get().value());
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Place at(int line) {
    return new Place(line, 1);
  }
}
