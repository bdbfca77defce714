package jp.anshin.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import jp.anshin.law.Category;
import jp.anshin.law.Edition;
import jp.anshin.law.Row;
import jp.anshin.law.Rulebook;

/** The rows of the table of serious accidents that hold for a category on a day. */
record CriteriaRows(Rulebook accidents) {

  /** The row of the edition in force: its own, or that of the broader category. */
  Optional<Row> inForce(String category, LocalDate day) {
    return accidents.editionOn(day).flatMap(each -> row(each, category));
  }

  /** Rows of proposals that may be in force and have other thresholds. */
  List<Row> proposed(String category, LocalDate day) {
    return accidents.editions().stream()
        .filter(each -> each.mayBeInForceOn(day))
        .flatMap(each -> row(each, category).stream())
        .filter(
            each -> inForce(category, day).map(Row::cells).filter(each.cells()::equals).isEmpty())
        .toList();
  }

  private Optional<Row> row(Edition edition, String category) {
    Optional<Row> own = edition.row(category);
    if (own.isPresent()) {
      return own;
    }
    String broader = accidents.category(category).map(Category::broader).orElse(null);
    return broader == null ? Optional.empty() : row(edition, broader);
  }
}
