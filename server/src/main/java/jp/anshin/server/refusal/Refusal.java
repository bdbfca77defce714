package jp.anshin.server.refusal;

import java.io.Serial;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Function;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Something we do not do, with a stable code and a sentence in both languages that names the place
 * and what to do. Nothing half-done remains.
 */
public final class Refusal extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String code;
  private final transient Function<Locale, List<String>> places;

  /**
   * @param code key of the sentence in {@code messages/refusals}, stable over versions
   * @param places what the sentence names: a file, an address, a field
   */
  public Refusal(String code, String... places) {
    this(code, always(List.of(places)));
  }

  private Refusal(String code, Function<Locale, List<String>> places) {
    super(sentence(code, places.apply(Locale.ENGLISH), Locale.ENGLISH));
    this.code = code;
    this.places = places;
  }

  /** The same, because of an exception. */
  public static Refusal because(Throwable cause, String code, String... places) {
    var refusal = new Refusal(code, places);
    refusal.initCause(cause);
    return refusal;
  }

  /**
   * The same, because of an exception that has sentences of its own.
   *
   * @param places what the sentence names, for a reader of that locale
   */
  public static Refusal told(Throwable cause, String code, Function<Locale, List<String>> places) {
    var refusal = new Refusal(code, places);
    refusal.initCause(cause);
    return refusal;
  }

  /**
   * What names its places in the reader's language.
   *
   * @param places what the sentence names, for a reader of that locale
   */
  public static Refusal of(String code, Function<Locale, List<String>> places) {
    return new Refusal(code, places);
  }

  private static Function<Locale, List<String>> always(List<String> places) {
    return locale -> places;
  }

  /** Stable code, for instance {@code start.port-in-use}. */
  public String code() {
    return code;
  }

  /** The status of HTTP that goes with it. */
  public int status() {
    return switch (code.substring(code.indexOf('.') + 1)) {
      case "unknown" -> 404;
      case "not-yours" -> 403;
      case "gone" -> 410;
      case "answer-stale",
          "interruption-told",
          "statement-stale",
          "not-by-person",
          "needs-nobody",
          "counts-full",
          "notices-full",
          "reports-full",
          "own-way",
          "closed",
          "not-closed",
          "duties-left",
          "name-taken",
          "last-administrator",
          "done",
          "stale",
          "role-same",
          "connected",
          "own-work",
          "not-in-draft",
          "not-reviewed",
          "not-approved",
          "not-under-review",
          "withdrawn",
          "not-sent",
          "not-done",
          "is-done",
          "already-signed",
          "open-questions",
          "version-open",
          "law-decides",
          "must-go-in",
          "same-file",
          "unseen",
          "conflicts-unseen",
          "conflict-settled",
          "conflict-stale",
          "conflict-nothing-there",
          "conflict-incident",
          "conflicts-none-so",
          "settled-elsewhere",
          "decided",
          "not-imported",
          "not-restored" ->
          409;
      case "busy", "not-watching", "past-damaged" -> 503;
      case "too-large" -> 413;
      case "password-paused" -> 429;
      case "disk-full" -> 507;
      default -> 400;
    };
  }

  /** The sentence for a reader of that locale: Japanese, else English. */
  public String sentence(Locale locale) {
    return sentence(code, places.apply(locale), locale);
  }

  /**
   * The refusal as a problem of RFC 9457: its code, the sentence for that reader, and both
   * languages beside it.
   */
  public String problem(int status, Locale locale) {
    return "{\"type\":\"about:blank\",\"status\":"
        + status
        + ",\"code\":"
        + quoted(code)
        + ",\"title\":"
        + quoted(sentence(locale))
        + ",\"ja\":"
        + quoted(sentence(Locale.JAPANESE))
        + ",\"en\":"
        + quoted(sentence(Locale.ENGLISH))
        + "}";
  }

  private static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + "\"";
  }

  private static String sentence(String code, List<String> places, Locale locale) {
    Locale known =
        locale.getLanguage().equals(Locale.JAPANESE.getLanguage())
            ? Locale.JAPANESE
            : Locale.ENGLISH;
    String pattern = ResourceBundle.getBundle("messages.refusals", known).getString(code);
    Object[] words = Arrays.copyOf(places.toArray(), places.size(), Object[].class);
    return new MessageFormat(pattern, known).format(words);
  }
}
