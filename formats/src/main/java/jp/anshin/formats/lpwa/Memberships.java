package jp.anshin.formats.lpwa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.anshin.formats.lpwa.NetworkReading.Term;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.formats.yaml.Fields;
import jp.anshin.formats.yaml.NearestName;
import jp.anshin.formats.yaml.Place;
import jp.anshin.lpwa.network.Membership;
import org.jspecify.annotations.Nullable;

/**
 * Which device is of which contract, from the network file and from the list that it names. A
 * device in two contracts at once is told with both lines.
 */
final class Memberships {

  /** Of more names than these nobody waits for the nearest. */
  private static final int NEAREST_AMONG_MAX = 10_000;

  private static final List<String> COLUMNS = List.of("device", "contract", "from", "until");
  private static final String LIST = "devices-file";

  /**
   * A membership and where it stands: in the list of that name, or in the network file if empty.
   */
  private record Put(Membership membership, String list, long line) {}

  private final Fields root;
  private final Set<String> contracts;
  private final List<Membership> all = new ArrayList<>();
  private final Map<String, List<Put>> byDevice = new HashMap<>();
  private int faults;

  /**
   * @param contracts the ids there are; filled before anything is added
   */
  Memberships(Fields root, Set<String> contracts) {
    this.root = root;
    this.contracts = contracts;
  }

  /** The known name that was probably meant. */
  static Optional<String> nearest(String named, Set<String> known) {
    return known.size() > NEAREST_AMONG_MAX ? Optional.empty() : NearestName.of(named, known);
  }

  List<Membership> all() {
    return all;
  }

  /**
   * Adds one.
   *
   * @param place where faults are told
   * @param list name of the list it stands in, or empty
   * @param line of that list or of the network file
   */
  void add(
      String device, @Nullable String contract, Term term, Place place, String list, long line) {
    var membership = new Membership(device, contract, term.from(), term.until());
    List<Put> same = byDevice.computeIfAbsent(device, first -> new ArrayList<>(1));
    for (Put earlier : same) {
      if (earlier.membership().overlaps(membership)) {
        fault(
            "lpwa.device-twice",
            place,
            Identity.shown(device),
            where(list, line),
            where(earlier.list(), earlier.line()));
        return;
      }
    }
    same.add(new Put(membership, list, line));
    all.add(membership);
  }

  private static String where(String list, long line) {
    return list.isEmpty() ? String.valueOf(line) : list + ":" + line;
  }

  /** Reads the list of that name. */
  void readList(String name, NetworkText.Beside beside) {
    Place place = root.place(LIST);
    try (InputStream in = beside.open(name)) {
      var lines = new LogLines(in);
      List<String> columns = null;
      while (lines.next() && faults < FaultyTextException.FAULTS_MAX) {
        String text = lines.isTooLong() ? "" : decoded(lines);
        if (text == null || lines.isTooLong()) {
          fault("lpwa.list-line", place, name, lines.number());
        } else if (columns == null) {
          columns = columns(text, name, place);
          if (columns == null) {
            return;
          }
        } else if (!text.isBlank()) {
          row(text, columns, name, lines.number(), place);
        }
      }
      if (columns == null) {
        fault("lpwa.list-columns", place, name, String.join(", ", COLUMNS));
      }
    } catch (IOException | InvalidPathException e) {
      fault("lpwa.list-unreadable", place, name);
    }
  }

  private static @Nullable String decoded(LogLines lines) {
    try {
      return LineReading.decoded(lines.octets(), lines.length());
    } catch (Unusable unreadable) {
      return null;
    }
  }

  private @Nullable List<String> columns(String header, String name, Place place) {
    try {
      List<String> columns =
          CsvColumns.fields(header).stream()
              .map(column -> column.strip().toLowerCase(Locale.ROOT))
              .toList();
      if (columns.contains("device")) {
        return columns;
      }
    } catch (Unusable none) {
      // told below
    }
    fault("lpwa.list-columns", place, name, String.join(", ", COLUMNS));
    return null;
  }

  private void row(String text, List<String> columns, String name, long line, Place place) {
    List<String> fields;
    try {
      fields = CsvColumns.fields(text);
    } catch (Unusable none) {
      fault("lpwa.list-line", place, name, line);
      return;
    }
    String device = Identity.of(value(fields, columns, "device"));
    if (fields.size() != columns.size()
        || device.isEmpty()
        || device.length() > Identity.LENGTH_MAX) {
      fault("lpwa.list-line", place, name, line);
      return;
    }
    String contract = Identity.of(value(fields, columns, "contract"));
    if (!contract.isEmpty() && !contracts.contains(contract)) {
      String near = nearest(contract, contracts).orElse("");
      String code = near.isEmpty() ? "lpwa.list-contract" : "lpwa.list-contract.near";
      fault(code, place, name, line, contract, near);
      return;
    }
    Term term = term(fields, columns, name, line, place);
    if (term != null) {
      add(device, contract.isEmpty() ? null : contract, term, place, name, line);
    }
  }

  private @Nullable Term term(
      List<String> fields, List<String> columns, String name, long line, Place place) {
    String from = value(fields, columns, "from");
    String until = value(fields, columns, "until");
    Optional<Instant> begin = Term.begin(from);
    Optional<Instant> end = Term.end(until);
    if ((begin.isEmpty() && !from.isEmpty()) || (end.isEmpty() && !until.isEmpty())) {
      fault(
          "lpwa.list-moment", place, name, line, begin.isEmpty() && !from.isEmpty() ? from : until);
      return null;
    }
    if (begin.isPresent() && end.isPresent() && !begin.get().isBefore(end.get())) {
      fault("lpwa.list-term", place, name, line, from, until);
      return null;
    }
    return new Term(begin.orElse(null), end.orElse(null));
  }

  private static String value(List<String> fields, List<String> columns, String name) {
    int column = columns.indexOf(name);
    return column < 0 || column >= fields.size() ? "" : fields.get(column).strip();
  }

  private void fault(String code, Place place, Object... arguments) {
    faults++;
    root.fault(code, place, arguments);
  }
}
