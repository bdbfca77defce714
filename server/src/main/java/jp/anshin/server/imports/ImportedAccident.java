package jp.anshin.server.imports;

import java.time.Instant;
import java.util.List;
import jp.anshin.formats.accident.AccidentCase;
import jp.anshin.incident.IncidentId;
import jp.anshin.law.Determination;
import jp.anshin.law.Edition;
import jp.anshin.law.Filing;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A good row of an uploaded list, and what the law said of it. A line of the periodic report is
 * made from it by {@code CaseAccounts.line(accident, filing)}.
 *
 * @param importNumber of which list
 * @param accident what the row says; its line is that of the file
 * @param standing whether it counts, once its list does
 * @param verdict whether it is serious
 * @param required whether it goes into the periodic report
 * @param filing in which way
 * @param editions ids of the editions that were applied
 * @param row id of the rule that decides or of the row that came nearest, or null: {@link
 *     Determination#decidingRule}
 * @param incident the one that was opened from it and stands for it, or null
 * @param settled how a person settled that it does not count, or null
 */
public record ImportedAccident(
    int importNumber,
    AccidentCase accident,
    RowStanding standing,
    Verdict verdict,
    Truth required,
    Filing filing,
    List<String> editions,
    @Nullable String row,
    @Nullable IncidentId incident,
    @Nullable Settled settled) {

  /**
   * What a person said of a row that does not count.
   *
   * @param at when
   * @param by whom
   * @param why reason
   */
  public record Settled(Instant at, String by, String why) {}

  public ImportedAccident {
    editions = List.copyOf(editions);
  }

  static ImportedAccident judged(
      int importNumber, AccidentCase accident, Determination said, Rulebook rulebook) {
    return new ImportedAccident(
        importNumber,
        accident,
        RowStanding.GOOD,
        said.verdict(),
        said.periodic().required(),
        said.periodic().filing(),
        inForce(said, rulebook),
        said.decidingRule(),
        null,
        null);
  }

  /** A proposal is looked at, but does not decide. */
  private static List<String> inForce(Determination said, Rulebook rulebook) {
    List<String> inForce =
        said.editions().stream()
            .filter(id -> rulebook.edition(id).filter(Edition::inForce).isPresent())
            .toList();
    return inForce.isEmpty() ? said.editions() : inForce;
  }

  /** The key of its line in the report of a period: where it stands on the console. */
  public String lineKey() {
    return "reports/imports/" + importNumber + "#line-" + accident.line();
  }

  /** Whether a person must look at it, and no incident stands for it yet. */
  public boolean waits() {
    return incident == null && kind().needsPerson();
  }

  /** What it is judged as. */
  public ImportedKind kind() {
    return ImportedKind.of(verdict, required, filing);
  }
}
