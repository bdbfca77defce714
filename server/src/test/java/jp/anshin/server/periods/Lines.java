package jp.anshin.server.periods;

import java.time.LocalDate;
import java.util.List;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.periodic.PeriodLine;
import jp.anshin.incident.periodic.PeriodLine.Cell;
import jp.anshin.law.Filing;
import jp.anshin.law.Truth;

/** Lines as a source of imported accidents has them. */
final class Lines {

  private Lines() {}

  /** A failure of a base station: certainly a line of the simple form. */
  static PeriodLine imported(int number, LocalDate day) {
    return new PeriodLine(
        "imports/1/" + number,
        new LocalizedText("基地局障害 " + number, "Base station failure " + number),
        day,
        Truth.YES,
        Filing.SIMPLE,
        List.of(),
        null,
        List.of(
            new Cell("occurred-at", LocalizedText.asWritten(day + " 10:00 JST"), true),
            new Cell("duration-minutes", LocalizedText.asWritten("130"), true),
            new Cell("users", LocalizedText.asWritten(Integer.toString(100 + number)), true),
            new Cell("facility", LocalizedText.asWritten("F-RAN"), true),
            new Cell("cause-code", new LocalizedText("確認中（未確認）", "unverified"), false)));
  }
}
