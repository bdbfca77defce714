package jp.anshin.incident.draft;

import static jp.anshin.incident.draft.DraftMessages.say;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import jp.anshin.core.Interval;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.impact.CountedImpact;
import jp.anshin.incident.impact.CountedUsers;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.incident.impact.StatedCount;
import jp.anshin.law.Bounds;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.Truth;
import jp.anshin.law.words.LawWords;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Contact;
import jp.anshin.operator.ContactRole;
import jp.anshin.operator.Prefecture;
import jp.anshin.operator.ServiceCategory;

/**
 * An account of an accident in words.
 *
 * @param account what is known
 */
record AccountWords(AccidentAccount account) {

  private static final long SECONDS_PER_HOUR = 3600;
  private static final long SECONDS_PER_DAY = 86_400;

  String title(Locale locale, DraftKind kind) {
    String title =
        say(
            locale,
            "title." + kind,
            LawWords.in(locale).day(account.day()),
            account.what().in(locale));
    return account.simulated() ? say(locale, "simulated.title", title) : title;
  }

  String serviceName(String id, Locale locale) {
    return account.serviceName(id, locale);
  }

  /** When the first of those that count began, when somebody has said. */
  Optional<Interval> began() {
    return account.countedOrOpen().stream()
        .flatMap(impact -> Optional.ofNullable(impact.began()).stream())
        .min(Comparator.comparing(Interval::earliest));
  }

  /**
   * When the last of those that count was restored; empty while one goes on or when it cannot be
   * told of one.
   */
  Optional<Interval> restored() {
    List<ServiceImpact> counted = account.counted();
    List<Interval> ends = counted.stream().flatMap(each -> restored(each).stream()).toList();
    return ends.isEmpty() || ends.size() < counted.size()
        ? Optional.empty()
        : ends.stream()
            .reduce((one, other) ->
                new Interval(
                    later(one.earliest(), other.earliest()), later(one.latest(), other.latest())));
  }

  /** Of a day of which nobody has said the hour, minutes tell no moment. */
  private static Optional<Interval> restored(ServiceImpact impact) {
    Interval began = impact.began();
    boolean said = impact.said(ImpactFields.RESTORED_AT).isPresent();
    return !said && began != null && isWholeDay(began) ? Optional.empty() : impact.restored();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  boolean goesOn() {
    return account.counted().stream().anyMatch(ServiceImpact::ongoing);
  }

  /** A moment within its bounds; of a whole day only the day, for nobody has said the hour. */
  static String moment(Interval at, Locale locale) {
    LawWords words = LawWords.in(locale);
    return isWholeDay(at)
        ? say(locale, "text.day-only", words.day(at.earliest().atZone(Figures.JAPAN).toLocalDate()))
        : words.moment(at);
  }

  private static boolean isWholeDay(Interval at) {
    var day = at.earliest().atZone(Figures.JAPAN).toLocalDate();
    return at.earliest().equals(day.atStartOfDay(Figures.JAPAN).toInstant())
        && at.latest().equals(at.earliest().plusSeconds(SECONDS_PER_DAY - 1));
  }

  String service(ServiceImpact impact, Locale locale) {
    return say(
        locale,
        "text.service",
        serviceName(impact.service(), locale),
        category(impact, locale),
        say(locale, "impact." + impact.kind()));
  }

  static String category(ServiceImpact impact, Locale locale) {
    ServiceCategory category = impact.category();
    return say(locale, category == null ? "category.unknown" : "category." + category);
  }

  String duration(ServiceImpact impact, Locale locale) {
    return LawWords.in(locale).duration(impact.lastedSeconds());
  }

  /** Users of those services whose users met something, a line each. */
  String users(Locale locale) {
    return users(locale, "text.users");
  }

  /** The same without the word that details are being confirmed. */
  String settledUsers(Locale locale) {
    return users(locale, "text.of-service");
  }

  private String users(Locale locale, String ended) {
    return eachOf(affected(), impact -> users(impact, locale, ended));
  }

  private List<ServiceImpact> affected() {
    return account.everyService().stream()
        .filter(impact ->
            impact.kind().stopOrDegradation() == Truth.YES
                || impact.kind() == Impact.HARD_TO_CONNECT
                || (impact.kind() == Impact.UNKNOWN
                    && account.byCounts().containsKey(impact.service())))
        .toList();
  }

  private String users(ServiceImpact impact, Locale locale, String ended) {
    String service = serviceName(impact.service(), locale);
    if (impact.affected().isUnknown()) {
      return say(locale, "text.users-unknown", service);
    }
    String users = LawWords.in(locale).users(impact.affected());
    return say(locale, impact.ongoing() ? "text.users-growing" : ended, service, users);
  }

  /**
   * How the users of those services whose users met something were counted, where that was said;
   * where counts say something else than the answer, both.
   */
  String basis(Locale locale) {
    return eachOf(
        affected().stream().filter(impact -> !basis(impact, locale).isEmpty()).toList(),
        impact ->
            say(
                locale,
                "text.of-service",
                serviceName(impact.service(), locale),
                basis(impact, locale)));
  }

  private String basis(ServiceImpact impact, Locale locale) {
    CountedImpact counted = account.byCounts().get(impact.service());
    if (counted == null) {
      return way(impact, locale);
    }
    var said = new ArrayList<String>();
    ServiceImpact answered = counted.answered();
    if (answered != null) {
      said.add(say(locale, "text.users-answered", usersOf(answered, locale)));
      said.add(way(answered, locale));
    }
    for (StatedCount count : counted.counts()) {
      said.add(counted(count.said(), locale));
      said.add(count.said().basis().strip());
    }
    return said.stream()
        .filter(each -> !each.isEmpty())
        .reduce((one, other) -> say(locale, "text.counted-by", one, other))
        .orElse("");
  }

  private static String usersOf(ServiceImpact answered, Locale locale) {
    return answered.kind() == Impact.NONE
        ? say(locale, "impact.NONE")
        : LawWords.in(locale).users(answered.affected());
  }

  private static String counted(CountedUsers count, Locale locale) {
    LawWords words = LawWords.in(locale);
    var bounds = new Bounds(count.low(), count.high());
    return say(
        locale,
        bounds.isExact() ? "text.users-counted" : "text.users-counted-about",
        Figures.time(count.at(), locale),
        words.users(bounds),
        words.users(Bounds.exactly(count.estimate())));
  }

  /** The way by its name, then the words of whoever counted. */
  private String way(ServiceImpact impact, Locale locale) {
    String way = impact.count().map(LawWords.in(locale)::countedBy).orElse("");
    String words =
        account
            .told(Told.basisOf(impact.service()))
            .map(told -> told.text().in(locale))
            .orElse(impact.basis())
            .strip();
    return way.isEmpty() || words.isEmpty()
        ? way + words
        : say(locale, "text.counted-by", way, words);
  }

  String prefectures(Collection<Prefecture> prefectures, Locale locale) {
    return prefectures.size() == Prefecture.values().length
        ? say(locale, "text.whole-country")
        : prefectures.stream()
            .map(prefecture -> prefecture.localizedName().in(DraftMessages.spoken(locale)))
            .collect(Collectors.joining(say(locale, "list-separator")));
  }

  /**
   * User-hours lost, a line for each service that counts; empty when there is none. Users times
   * duration, from the least of both to the most of both, by every reading of what was said.
   */
  String userHours(Locale locale) {
    return eachOf(
        account.counted(),
        impact ->
            say(
                locale,
                "text.of-service",
                serviceName(impact.service(), locale),
                userHours(impact, locale)));
  }

  private String userHours(ServiceImpact impact, Locale locale) {
    Bounds lost = account.userSeconds(impact);
    Long most = lost.max();
    String least = Figures.number(lost.min() / SECONDS_PER_HOUR, locale);
    if (most == null || impact.ongoing()) {
      return lost.min() == 0
          ? say(locale, "unknown")
          : say(locale, "text.user-hours-at-least", least);
    }
    // Whole hours, down for the least and up for the most, so that the truth lies between.
    long downTo = lost.min() / SECONDS_PER_HOUR;
    long upTo = Math.ceilDiv(most, SECONDS_PER_HOUR);
    Locale way = Figures.ofRange(downTo, upTo, locale);
    return downTo == upTo
        ? say(locale, "text.user-hours", least)
        : say(
            locale,
            "text.user-hours-between",
            Figures.number(downTo, way),
            Figures.number(upTo, way));
  }

  /** Plain digits with their bounds: what a column of numbers holds. */
  static String digits(Bounds value, Locale locale) {
    LongFunction<String> digits = number -> String.format(Locale.ROOT, "%,d", number);
    Long max = value.max();
    if (max == null) {
      return say(locale, "text.digits-at-least", digits.apply(value.min()));
    }
    return value.isExact()
        ? digits.apply(max)
        : say(locale, "text.digits-between", digits.apply(value.min()), digits.apply(max));
  }

  /** The first of our desks of one of these roles, those named first before others. */
  Optional<Contact> contact(Audience audience, List<ContactRole> roles) {
    return Optional.ofNullable(account.operator()).stream()
        .flatMap(known -> known.recipients(audience).stream())
        .filter(contact -> contact.neighbour() == null && roles.contains(contact.role()))
        .min(Comparator.comparingInt(contact -> roles.indexOf(contact.role())));
  }

  static String contact(Contact contact, Locale locale) {
    var lines = new ArrayList<String>();
    lines.add(contact.name().in(DraftMessages.spoken(locale)));
    String mail = contact.mail();
    String phone = contact.phone();
    String fax = contact.fax();
    if (mail != null) {
      lines.add(say(locale, "text.mail", mail));
    }
    if (phone != null) {
      lines.add(say(locale, "text.phone", phone));
    }
    if (fax != null) {
      lines.add(say(locale, "text.fax", fax));
    }
    return String.join("\n", lines);
  }

  /** A line for each. */
  String eachOf(List<ServiceImpact> impacts, Function<ServiceImpact, String> line) {
    return impacts.stream().map(line).collect(Collectors.joining("\n"));
  }

  static LocalizedText both(Function<Locale, String> sentence) {
    return DraftMessages.both(sentence);
  }
}
