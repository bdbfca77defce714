package jp.anshin.documents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;
import jp.anshin.incident.draft.DraftWriter;

/**
 * A first report to be read aloud to a desk: who, what, when, how many, then what is not known yet,
 * that more follows, and whom to call back.
 */
public final class TelephoneScript {

  private static final Set<String> TOLD_ELSEWHERE =
      Set.of("sender", DraftWriter.AS_OF, "contact", "voluntary");

  /** A time to the minute is enough for the ear, and nobody says the zone. */
  private static final Pattern JAPANESE_TIME = Pattern.compile("(時[0-9]{2}分)[0-9]{2}秒 JST");

  private static final Pattern ENGLISH_TIME = Pattern.compile("([0-9]{2}:[0-9]{2}):[0-9]{2} JST");

  /** Behind a label, not behind a word that qualifies what follows: an estimate stays one. */
  private static final String LABEL_COLON = "(?<!推定|概算|[Ee]stimate|[Ee]stimated): ";

  private static final Pattern MAIL_LINE = Pattern.compile("(?m)^.*@.*$\n?");

  private TelephoneScript() {}

  /**
   * The words, lines end with a line feed. The first line of a simulated one says so.
   *
   * @param draft a first report, already reduced to what its reader may read
   * @param stamp its state and version, for whoever reads it aloud
   * @param recipients whom to call
   * @param at when the call is made: it decides which number of a desk is answered
   */
  public static String of(
      Draft draft, Locale reader, DocumentStamp stamp, Recipients recipients, Instant at) {
    DocumentLimits.check(draft);
    DocumentMessages words = DocumentMessages.in(reader);
    Locale locale = words.locale();
    var lines = new ArrayList<String>();
    StampWords.lines(stamp, locale)
        .forEach(line -> lines.add(words.say("script.state", spoken(line, words))));
    lines.add(words.say("script.call"));
    recipients
        .callLines(locale, at)
        .forEach(desk -> lines.add(words.say("script.desk", spoken(desk, words))));
    if (!recipients.everyHourKnown()) {
      lines.add(words.say("script.hours", recipients.hours().in(locale)));
    }
    lines.add("");
    if (draft.simulated()) {
      lines.add(words.say("simulated"));
    }
    lines.add(words.say("script.who", textOf(draft, "sender", locale), title(draft, locale)));
    draft.item("voluntary").ifPresent(item -> lines.add(sentence(item.text().in(locale), words)));
    lines.add(words.say("script.as-of", spoken(textOf(draft, DraftWriter.AS_OF, locale), words)));
    told(draft)
        .forEach(item ->
            lines.add(
                words.say(
                    "script.item",
                    item.label().in(locale),
                    sentence(item.text().in(locale), words))));
    String open = open(draft, words);
    if (!open.isEmpty()) {
      lines.add(words.say("script.unknown", open));
    }
    lines.add(words.say("script.follow"));
    lines.add(words.say("script.contact", contact(draft, words)));
    return String.join("\n", lines) + "\n";
  }

  private static List<DraftItem> told(Draft draft) {
    return draft.items().stream()
        .filter(item -> item.known() && !TOLD_ELSEWHERE.contains(item.key()))
        .toList();
  }

  private static String open(Draft draft, DocumentMessages words) {
    return draft.items().stream()
        .filter(item -> !item.known() && !TOLD_ELSEWHERE.contains(item.key()))
        .map(item -> item.label().in(words.locale()))
        .collect(Collectors.joining(words.say("separator")));
  }

  /** A mail address is not read aloud. */
  private static String contact(Draft draft, DocumentMessages words) {
    String said = MAIL_LINE.matcher(textOf(draft, "contact", words.locale()) + "\n").replaceAll("");
    return said.isBlank()
        ? words.say("unverified")
        : spoken(said.strip(), words).replace("\n", words.say("separator"));
  }

  private static String title(Draft draft, Locale locale) {
    return draft.title().in(locale).replace("【模擬】", "").replace("[SIMULATED] ", "");
  }

  private static String textOf(Draft draft, String key, Locale locale) {
    return draft.item(key).map(item -> item.text().in(locale)).orElse("");
  }

  /** Each line a sentence. */
  private static String sentence(String text, DocumentMessages words) {
    return spoken(text, words)
        .lines()
        .map(line -> line.strip().replaceAll("[。.]$", ""))
        .filter(line -> !line.isEmpty())
        .map(line -> words.say("script.sentence", line))
        .collect(Collectors.joining(words.say("script.between")));
  }

  private static String spoken(String text, DocumentMessages words) {
    String times = JAPANESE_TIME.matcher(text).replaceAll("$1");
    String minutes = ENGLISH_TIME.matcher(times).replaceAll("$1");
    return minutes
        .replace("「", "")
        .replace("」", "")
        .replaceAll(LABEL_COLON, Matcher.quoteReplacement(words.say("script.colon")))
        .replaceAll("AS([0-9]+)", words.say("script.as"));
  }
}
