package jp.anshin.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jp.anshin.law.Figures;

/** The lines by which a paper says what it is. */
final class StampWords {

  private StampWords() {}

  /** Status, version and, where there is one, who approved it and what it corrects. */
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
    if (by != null && at != null) {
      status += words.say("stamp.approved", by, Figures.time(at, locale));
    }
    DocumentStamp.Sent before = stamp.corrects();
    return before == null
        ? status
        : status
            + words.say(
                "stamp.corrects",
                Integer.toString(before.version()),
                Figures.time(before.at(), locale));
  }

  /** The same for a paper without pages: the mark of its state, then the state, a line each. */
  static List<String> lines(DocumentStamp stamp, Locale locale) {
    var lines = new ArrayList<>(stateMarks(stamp, locale));
    lines.add(status(stamp, locale));
    return lines;
  }

  /** What must stand at the head of every page. */
  static List<String> marks(boolean simulated, DocumentStamp stamp, Locale locale) {
    var marks = new ArrayList<String>();
    if (simulated || stamp.simulated()) {
      marks.add(DocumentMessages.in(locale).say("simulated"));
    }
    marks.addAll(stateMarks(stamp, locale));
    return marks;
  }

  private static List<String> stateMarks(DocumentStamp stamp, Locale locale) {
    DocumentMessages words = DocumentMessages.in(locale);
    var marks = new ArrayList<String>();
    if (stamp.corrects() != null) {
      marks.add(words.say("correction"));
    }
    switch (stamp.status()) {
      case DRAFT, REVIEWED -> marks.add(words.say("not-approved"));
      case APPROVED, SUBMITTED -> {}
      case WITHDRAWN -> marks.add(words.say("withdrawn"));
    }
    return marks;
  }
}
