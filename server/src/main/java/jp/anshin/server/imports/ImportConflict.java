package jp.anshin.server.imports;

import java.util.List;
import java.util.stream.Collectors;
import jp.anshin.incident.IncidentId;
import org.jspecify.annotations.Nullable;

/**
 * A row that says something else than others of the same id.
 *
 * @param row what it says
 * @param against what counts under its id, and lines of its own file that are open too; empty once
 *     what was there has been taken back
 */
public record ImportConflict(ImportedAccident row, List<ImportedAccident> against) {

  public ImportConflict {
    against = List.copyOf(against);
  }

  /** Those that count. */
  public List<ImportedAccident> counting() {
    return against.stream().filter(each -> each.standing() == RowStanding.GOOD).toList();
  }

  /** Open lines of its own file: of two that differ none is the first. */
  public List<ImportedAccident> beside() {
    return against.stream().filter(each -> each.standing() == RowStanding.CONFLICT).toList();
  }

  /** The incident that stands for what was there, or null: such a row is never replaced. */
  public @Nullable IncidentId incident() {
    for (ImportedAccident each : counting()) {
      if (each.incident() != null) {
        return each.incident();
      }
    }
    return null;
  }

  /**
   * Whether a person may settle it so. The last one of an id is never set aside: the accident would
   * count nowhere.
   */
  public boolean maySettle(Settlement as) {
    return as == Settlement.KEEP ? !against.isEmpty() : incident() == null;
  }

  /** What a person who settles it has seen it stand against: list and line of each. */
  public String seen() {
    return against.stream()
        .map(each -> each.importNumber() + "." + each.accident().line())
        .collect(Collectors.joining(","));
  }
}
