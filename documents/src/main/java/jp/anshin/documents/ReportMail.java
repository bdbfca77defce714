package jp.anshin.documents;

import java.util.Locale;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftText;

/** A report as text for mail, with its state and version at the head. */
public final class ReportMail {

  private ReportMail() {}

  /**
   * The text; lines end with a line feed. The first line of a simulated one says so.
   *
   * @param draft already reduced to what its reader may read
   */
  public static String of(Draft draft, Locale reader, DocumentStamp stamp) {
    DocumentLimits.check(draft);
    Locale locale = DocumentMessages.in(reader).locale();
    return DraftText.of(draft, locale, StampWords.lines(stamp, locale));
  }
}
