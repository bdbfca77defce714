package jp.anshin.server.web;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.formats.accident.AccidentCase;
import jp.anshin.formats.accident.CaseDetails;
import jp.anshin.formats.accident.CaseImpact;
import jp.anshin.formats.form.FormText;
import jp.anshin.law.Truth;
import jp.anshin.server.imports.ImportConflict;
import jp.anshin.server.imports.ImportedAccident;
import jp.anshin.server.imports.Settlement;
import org.jspecify.annotations.Nullable;

/**
 * A row that says something else than what was there, as it is shown.
 *
 * @param conflict the row and what it stands against
 * @param against each of these, and how the row differs from it
 */
record ConflictRow(ImportConflict conflict, List<Against> against) {

  /** Lines of one file that are told beside each other. */
  private static final int AGAINST_MAX = 20;

  /**
   * What was there, or stands beside it.
   *
   * @param was the other row
   * @param cells what differs; empty when both say the same
   */
  record Against(ImportedAccident was, List<Cell> cells) {}

  /**
   * One column.
   *
   * @param column its name in the file
   * @param was what the other row says
   * @param now what this row says
   */
  record Cell(String column, String was, String now) {}

  static ConflictRow of(ImportConflict conflict, Show show) {
    AccidentCase now = conflict.row().accident();
    return new ConflictRow(
        conflict,
        conflict.against().stream()
            .limit(AGAINST_MAX)
            .map(other -> new Against(other, cells(other.accident(), now, show)))
            .toList());
  }

  /** Key of the words of the button that settles it so. */
  public String deed(Settlement as) {
    if (against.isEmpty()) {
      return "import.conflict.take";
    }
    return (conflict.counting().isEmpty() ? "import.pair." : "import.conflict.as.") + as;
  }

  private static List<Cell> cells(AccidentCase was, AccidentCase now, Show show) {
    return was.differsIn(now).stream()
        .map(column -> new Cell(column, value(was, column, show), value(now, column, show)))
        .toList();
  }

  /** What differs, in words: {@code affected_users: 300 → 30,000}. */
  static String told(Against against) {
    return against.cells().stream()
        .map(cell -> cell.column() + ": " + cell.was() + " → " + cell.now())
        .collect(Collectors.joining("; "));
  }

  private static String value(AccidentCase read, String column, Show show) {
    CaseDetails details = read.details();
    String value =
        switch (column) {
          case "date" -> show.when(read.occurredAt());
          case "service_category" -> {
            String category = read.category();
            yield category == null ? "" : show.word("category", category);
          }
          case "duration_minutes" -> show.seconds(read.durationSeconds());
          case "affected_users" -> show.bounds(read.users());
          case "impact" -> impact(read.impact(), show);
          case "facility" -> {
            String facility = details.facility();
            yield facility == null ? "" : show.facility(facility);
          }
          case "facility_down" -> truth(details.facilityDown(), show);
          case "same_premises" -> truth(details.samePremises(), show);
          case "cause" -> cause(details, show);
          case "area" ->
              details.area().stream()
                  .map(each -> show.name(each.localizedName()))
                  .collect(Collectors.joining(show.say("import.and")));
          case "place" -> details.place();
          case "summary" -> details.summary();
          case "owner" -> details.owner();
          default -> show.say(details.simulated() ? "yes" : "no");
        };
    return value.isBlank() ? show.say("figure.unknown") : value;
  }

  private static String truth(Truth said, Show show) {
    return switch (said) {
      case YES -> show.say("yes");
      case NO -> show.say("no");
      case UNDETERMINED -> "";
    };
  }

  private static String impact(@Nullable CaseImpact impact, Show show) {
    return impact == null
        ? show.say("import.conflict.no-impact")
        : show.say("impact.kind." + impact.impact());
  }

  private static String cause(CaseDetails details, Show show) {
    String code = details.cause();
    String name =
        code == null
            ? ""
            : FormText.shipped().cause(code).map(each -> show.name(each.label())).orElse(code);
    return Stream.of(name, details.causeWords())
        .filter(each -> !each.isBlank())
        .collect(Collectors.joining(" "));
  }
}
