package jp.anshin.server.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.anshin.core.Interval;
import jp.anshin.incident.impact.AnswerChecks;
import jp.anshin.law.Bounds;
import jp.anshin.law.CountMethod;
import jp.anshin.law.Counting;
import jp.anshin.law.Counting.Needs;
import jp.anshin.law.Rulebook;
import jp.anshin.law.UserCounts.Sample;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What is at hand to count users, as a program sends it. What the way of counting does not use is
 * refused: it would be left out silently.
 *
 * @param service its id in the operator file
 * @param method a way of counting of the rulebook that is for its category
 * @param all all under what failed
 * @param saved those actually saved by duplication or another route; none when left out. Not for
 *     {@code EMERGENCY_VOICE_ALL}, which leaves nobody out
 * @param downstream affected users of the operators served, for {@code RELAY_DOWNSTREAM}
 * @param operators how many operators are served, for {@code RELAY_OPERATORS}
 * @param series users over the week before, for {@code WEEK_BEFORE}
 * @param from when the accident began, for {@code WEEK_BEFORE}
 * @param until when it ended, or now while it goes on, for {@code WEEK_BEFORE}
 * @param day whose users they are; may be left out
 * @param range of which users; may be left out
 */
record CountingBody(
    @Nullable String service,
    @Nullable String method,
    ImpactBody.@Nullable RangePart all,
    ImpactBody.@Nullable RangePart saved,
    ImpactBody.@Nullable RangePart downstream,
    @Nullable Long operators,
    @Nullable List<@Nullable SamplePart> series,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable LocalDate day,
    @Nullable String range) {

  /** A sample a minute for the week before and the accident itself, and room beside. */
  static final int OCTETS_MAX = 1024 * 1024;

  /** How many users there were at a moment. */
  record SamplePart(@Nullable Instant at, @Nullable Long users) {}

  /** The service that is counted. */
  Service service(Operator operator) {
    String id = Optional.ofNullable(service).orElseThrow(() -> SentJson.missing("service"));
    return operator
        .service(id)
        .orElseThrow(() ->
            SentJson.invalid(
                "service",
                "その日の事業者ファイルにない役務です",
                "no such service in the operator file of that day"));
  }

  /**
   * What is to be counted, and how.
   *
   * @param hours when the hours of the outage can be
   * @throws Refusal with the first part that cannot be used
   */
  Counting read(Rulebook rulebook, Service counted, Interval hours) {
    String way = method(rulebook.countMethods(counted.category().name()));
    Needs needs = Counting.needs(way);
    boolean saves = needs == Needs.EVERYBODY || needs == Needs.SERIES;
    boolean ofAll = needs == Needs.EVERYBODY || needs == Needs.ALL_UNDER_FACILITY;
    unused("all", all, ofAll, way);
    unused("saved", saved, saves, way);
    unused("downstream", downstream, needs == Needs.DOWNSTREAM, way);
    unused("operators", operators, needs == Needs.OPERATORS, way);
    unused("series", series, needs == Needs.SERIES, way);
    unused("from", from, needs == Needs.SERIES, way);
    unused("until", until, needs == Needs.SERIES, way);
    unused("day", day, needs != Needs.SERIES, way);
    Bounds users =
        switch (needs) {
          case ALL_UNDER_FACILITY, EVERYBODY -> needed("all", all);
          case DOWNSTREAM -> needed("downstream", downstream);
          case OPERATORS -> Bounds.exactly(number("operators", operators));
          case SERIES -> Bounds.UNKNOWN;
        };
    var counting =
        new Counting(
            way,
            users,
            saved == null ? Bounds.exactly(0) : needed("saved", saved),
            needs == Needs.SERIES ? series(hours) : null,
            day,
            SentJson.words("range", range, AnswerChecks.WORDS_MAX));
    Long most = counting.savedMoreThan();
    if (most != null) {
      throw SentJson.invalid(
          "saved",
          "対象となる利用者の最大数（" + most + "）を超えています。どちらかを直してください",
          "more than the " + most + " users there are at most; correct one of the two");
    }
    return counting;
  }

  private String method(List<CountMethod> allowed) {
    String names = allowed.stream().map(CountMethod::id).collect(Collectors.joining(", "));
    return allowed.stream()
        .map(CountMethod::id)
        .filter(id -> id.equals(method))
        .findFirst()
        .orElseThrow(() -> SentJson.invalid("method", "使えるもの：" + names, "one of " + names));
  }

  private static void unused(String where, @Nullable Object part, boolean used, String method) {
    if (part != null && !used) {
      throw SentJson.invalid(
          where, method + "では使いません。除いてください", method + " does not use it; leave it out");
    }
  }

  private static Bounds needed(String where, ImpactBody.@Nullable RangePart part) {
    if (part == null) {
      throw SentJson.missing(where);
    }
    Bounds bounds = ImpactBody.bounds(part, where);
    Long most = bounds.max();
    limited(where, most == null ? bounds.min() : most);
    return bounds;
  }

  private static long number(String where, @Nullable Long number) {
    if (number == null) {
      throw SentJson.missing(where);
    }
    return limited(where, number);
  }

  private static long limited(String where, long number) {
    if (number < 0 || number > AnswerChecks.USERS_MAX) {
      String most = "0–" + AnswerChecks.USERS_MAX;
      throw SentJson.invalid(where, most, most);
    }
    return number;
  }

  private Counting.Series series(Interval hours) {
    List<@Nullable SamplePart> given =
        Optional.ofNullable(series).orElseThrow(() -> SentJson.missing("series"));
    Instant began = moment("from", from, hours);
    Instant ended = moment("until", until, hours);
    if (ended.isBefore(began)) {
      throw SentJson.invalid("until", "fromより前です", "it is before from");
    }
    var samples = new ArrayList<Sample>();
    for (SamplePart part : given) {
      String where = "series[" + samples.size() + "]";
      Instant at = part == null ? null : part.at();
      if (part == null || at == null) {
        throw SentJson.missing(where + ".at");
      }
      samples.add(new Sample(at, number(where + ".users", part.users())));
    }
    return new Counting.Series(samples, began, ended);
  }

  private static Instant moment(String where, @Nullable Instant at, Interval hours) {
    if (at == null) {
      throw SentJson.missing(where);
    }
    if (at.isBefore(hours.earliest()) || at.isAfter(hours.latest())) {
      String bounds = hours.earliest() + "–" + hours.latest();
      throw SentJson.invalid(
          where,
          "事故の時間帯ではありません。始まりの1日前から現在まで（" + bounds + "）にしてください",
          "not the hours of the accident; from a day before its beginning until now: " + bounds);
    }
    return at;
  }
}
