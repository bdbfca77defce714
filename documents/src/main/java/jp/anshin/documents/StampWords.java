package jp.anshin.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jp.anshin.law.Figures;

/** The lines by which a paper says what it is. */
final class StampWords {

  private StampWords() {}

  /** Status, version and, where there is one, who approved it. */
  static String status(DocumentStamp stamp, Locale locale) {
    DocumentMessages words = DocumentMessages.in(locale);
    String status =
        words.say(
            "stamp.line",
            words.say("status." + stamp.status()),
            Integer.toString(stamp.version()),
            Figures.time(stamp.madeAt(), locale));
    String by = stamp.approvedBy();
    var at = stamp.approvedAt();
    return by == null || at == null
        ? status
        : status + words.say("stamp.approved", by, Figures.time(at, locale));
  }

  /** What must stand at the head of every page. */
  static List<String> marks(boolean simulated, DocumentStamp stamp, Locale locale) {
    DocumentMessages words = DocumentMessages.in(locale);
    var marks = new ArrayList<String>();
    if (simulated || stamp.simulated()) {
      marks.add(words.say("simulated"));
    }
    if (stamp.status() == DocumentStatus.DRAFT || stamp.status() == DocumentStatus.REVIEWED) {
      marks.add(words.say("not-approved"));
    }
    return marks;
  }
}
