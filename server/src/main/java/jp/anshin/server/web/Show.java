package jp.anshin.server.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import jp.anshin.core.Interval;
import jp.anshin.formats.accident.CaseFault;
import jp.anshin.formats.form.FormText;
import jp.anshin.incident.Incident;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.PersonStatement;
import jp.anshin.law.Bounds;
import jp.anshin.law.Figures;
import jp.anshin.law.clock.Crossing;
import jp.anshin.law.words.LawWords;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.UserRange;
import jp.anshin.server.feeds.NetworkName;
import jp.anshin.server.feeds.NotBmp;
import jp.anshin.server.routes.PrefixCount;
import org.jspecify.annotations.Nullable;

/** How one reader is shown figures, times and words. Pages call it as {@code show}. */
public final class Show {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(Figures.JAPAN);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(Figures.JAPAN);
  private static final DateTimeFormatter DAY_AND_MINUTE =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(Figures.JAPAN);
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter FIELD =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(Figures.JAPAN);
  private static final DateTimeFormatter JAPANESE_DAY =
      DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.JAPANESE);

  /** From how many days on nobody counts in hours. */
  private static final int SPAN_IN_DAYS = 3;

  private static final int PATH_RULE_WORDS = 3;

  private final Locale locale;
  private final Words words;

  Show(Locale locale, Words words) {
    this.locale = locale;
    this.words = words;
  }

  /** The reader's language. */
  public Locale locale() {
    return locale;
  }

  /** Whether the reader reads Japanese. */
  public boolean japanese() {
    return locale.getLanguage().equals(Locale.JAPANESE.getLanguage());
  }

  /** 4万1,000 or 41,000. */
  public String number(long value) {
    return Figures.number(value, locale);
  }

  /** A figure within bounds. */
  public String bounds(Bounds bounds) {
    return range(bounds.min(), bounds.max());
  }

  /** Users within bounds. */
  public String users(UserRange users) {
    return range(users.low(), users.high());
  }

  /** Seconds within bounds, as hours, minutes and seconds. */
  public String seconds(Bounds seconds) {
    Long max = seconds.max();
    String low = duration(Duration.ofSeconds(seconds.min()));
    if (max == null) {
      return seconds.min() == 0
          ? words.of(locale, "figure.unknown")
          : words.of(locale, "figure.at-least", low);
    }
    String high = duration(Duration.ofSeconds(max));
    return seconds.isExact() ? low : words.of(locale, "figure.between", low, high);
  }

  private String range(long low, @Nullable Long high) {
    if (high == null) {
      return low == 0
          ? words.of(locale, "figure.unknown")
          : words.of(locale, "figure.at-least", number(low));
    }
    if (high == low) {
      return number(low);
    }
    return low == 0 ? words.of(locale, "figure.at-most", number(high)) : between(low, high);
  }

  private String between(long low, long high) {
    Locale way = Figures.ofRange(low, high, locale);
    return words.of(locale, "figure.between", Figures.number(low, way), Figures.number(high, way));
  }

  /** The full time in Japan, marked JST. */
  public String time(Instant at) {
    return Figures.time(at, locale);
  }

  /** Month, day and time in Japan: for tables whose heading says JST. */
  public String clock(Instant at) {
    return CLOCK.format(at);
  }

  /** Time in Japan, with the day where it is another one than that of {@code now}. */
  public String near(Instant at, Instant now) {
    boolean sameDay =
        LocalDate.ofInstant(at, Figures.JAPAN).equals(LocalDate.ofInstant(now, Figures.JAPAN));
    return (sameDay ? MINUTE : DAY_AND_MINUTE).format(at);
  }

  /** What is due once it is reached; a proposal is named as one. */
  public String duty(Crossing crossing) {
    return Dial.duty(crossing, this);
  }

  /** A pair of thresholds, for instance "1 h × 30,000 users". */
  public String pair(Crossing crossing) {
    return Dial.pair(crossing, this);
  }

  /** When a pair is reached: at the earliest, probably, at the latest. */
  public String when(Crossing crossing, Instant now) {
    return Dial.when(crossing, now, this);
  }

  /** Users times seconds as users times hours; the bounds are rounded outwards. */
  public String userHours(Bounds userSeconds) {
    long hour = Duration.ofHours(1).toSeconds();
    Long most = userSeconds.max();
    return range(userSeconds.min() / hour, most == null ? null : Math.ceilDiv(most, hour));
  }

  /** For {@code datetime}. */
  public String iso(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** The same time in UTC. */
  public String utc(Instant at) {
    return UTC.format(at);
  }

  /** For a field in which a person writes a time in Japan. */
  public static String field(Instant at) {
    return FIELD.format(at);
  }

  /** A day in Japan. */
  public String day(LocalDate day) {
    return japanese() ? JAPANESE_DAY.format(day) : day.toString();
  }

  /** From one day to another; empty where neither is known. */
  public String days(@Nullable LocalDate from, @Nullable LocalDate to) {
    if (from == null) {
      return to == null ? "" : say("days.until", day(to));
    }
    return to == null ? say("days.from", day(from)) : say("days.between", day(from), day(to));
  }

  /** From the first possible instant to the last; one time when it is exact. */
  public String interval(Interval interval) {
    return interval.isExact()
        ? time(interval.earliest())
        : words.of(locale, "figure.between", time(interval.earliest()), clock(interval.latest()));
  }

  /**
   * How long an incident has lasted by now. Where the list it was taken from knows no more than the
   * day, how long at most: the hours of that day are not part of it.
   */
  public String lasted(Incident incident, Instant now) {
    if (incident.isEndUnknown()) {
      return say("lasted.unknown");
    }
    Interval began = incident.startedAt();
    Instant restored = incident.restoredAt().orElse(null);
    return restored != null && isListed(incident) && !began.isExact()
        ? say("lasted.day-known", span(began.latest(), restored))
        : span(began.earliest(), restored == null ? now : restored);
  }

  private static boolean isListed(Incident incident) {
    return PersonStatement.isListed(incident.detections().getFirst());
  }

  /** When it was, as exactly as it is known: a time, a day, or from a day to another. */
  public String when(Interval at) {
    LocalDate first = LocalDate.ofInstant(at.earliest(), Figures.JAPAN);
    LocalDate last = LocalDate.ofInstant(at.latest(), Figures.JAPAN);
    boolean days =
        at.earliest().equals(first.atStartOfDay(Figures.JAPAN).toInstant())
            && at.latest()
                .plusSeconds(1)
                .isAfter(last.plusDays(1).atStartOfDay(Figures.JAPAN).toInstant().minusNanos(1));
    if (!days) {
      return interval(at);
    }
    return first.equals(last)
        ? day(first)
        : words.of(locale, "figure.between", day(first), day(last));
  }

  /** What a class of facilities is called, or its code while the forms have no name for it. */
  public String facility(String code) {
    return FormText.shipped().facility(code).map(each -> name(each.label())).orElse(code);
  }

  /** How long, down to the second. */
  public String duration(Duration duration) {
    return Figures.duration(duration.isNegative() ? Duration.ZERO : duration, locale);
  }

  /** Minutes as hours and minutes. */
  public String hours(long minutes) {
    return duration(Duration.ofMinutes(minutes));
  }

  /** From one instant to the other; what has lasted for days in days and whole hours. */
  public String span(Instant from, Instant until) {
    return span(Duration.between(from, until));
  }

  /** How long, down to the second; what has lasted for days in days and whole hours. */
  public String span(Duration lasting) {
    if (lasting.toDays() >= SPAN_IN_DAYS) {
      return words.of(
          locale,
          "jump.days",
          Long.toString(lasting.toDays()),
          Integer.toString(lasting.toHoursPart()));
    }
    return duration(lasting.truncatedTo(ChronoUnit.SECONDS));
  }

  /** A sentence of an incident. */
  public String text(LocalizedText text) {
    return text.in(locale);
  }

  /** The subject of an alert without our own name before it: on our own pages that says nothing. */
  public String topic(LocalizedText subject) {
    return text(subject).replaceFirst("^\\[[^\\]]+\\] ", "");
  }

  /** A name of the operator file. */
  public String name(LocalizedName name) {
    return name.in(locale);
  }

  /** A name from the network, short enough for a page. */
  public String named(String name) {
    return NetworkName.shown(name);
  }

  /** The whole of a name from the network, for who asks for it. */
  public String plain(String name) {
    return NetworkName.plain(name);
  }

  /**
   * What came where BMP was to come, and what to do.
   *
   * @param detail of a blind interval or refusal
   * @return empty when it is not that
   */
  public String notBmp(String detail) {
    return NotBmp.of(detail)
        .map(what ->
            words.of(
                locale,
                "not-bmp." + what.key(),
                NotBmp.version(detail).map(String::valueOf).orElse("?")))
        .orElse("");
  }

  /** The word for a name that sensors may add to. */
  public String word(String group, String name) {
    return words.orName(locale, group, name);
  }

  /** What a sensor said of a detection, in words: see the facts of {@code RouteGuard}. */
  public List<String> fact(String name, List<String> values) {
    return switch (name) {
      case "suspects", "letThrough", "firstAses" -> values.stream().map(as -> "AS" + as).toList();
      case "call" -> values.stream().map(value -> word("fact.call", value)).toList();
      // Each holder has a name in Japanese and one in English.
      case "holder" -> everySecond(values, locale.getLanguage().equals("ja") ? 0 : 1);
      case "pathRule" ->
          values.size() == PATH_RULE_WORDS
              ? List.of(
                  say(
                      "path-rule." + values.getFirst() + "." + values.get(1),
                      "AS" + values.getLast()))
              : values;
      default -> values;
    };
  }

  private static List<String> everySecond(List<String> values, int first) {
    return IntStream.range(0, values.size())
        .filter(i -> i % 2 == first)
        .mapToObj(values::get)
        .toList();
  }

  /** A count of prefixes as a bar and in words. */
  public LimitBar limit(PrefixCount count) {
    return LimitBar.of(count, this);
  }

  /** What the law says, in words. */
  public LawWords law() {
    return LawWords.in(locale);
  }

  /** What is wrong with a line of a file. */
  String sentence(CaseFault fault) {
    return fault.sentence("", locale);
  }

  /** The console's sentence of that key. */
  public String say(String key, Object... arguments) {
    return words.of(locale, key, arguments);
  }
}
