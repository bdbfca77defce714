package jp.anshin.server.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.anshin.core.Interval;
import jp.anshin.incident.impact.AnswerChecks;
import jp.anshin.incident.impact.AnswerableTime;
import jp.anshin.incident.impact.CountedUsers;
import jp.anshin.operator.Operator;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Counts of affected users as a program sends them, one or many.
 *
 * @param counts in the order they were made; of two about one moment the later one counts
 */
record CountsBody(@Nullable List<@Nullable Part> counts) {

  private static final int BASIS_MAX = 400;

  /**
   * One count.
   *
   * @param service its id in the operator file
   * @param at the moment it speaks of
   * @param low at least so many
   * @param estimate most likely so many; left out, the middle of the bounds, without upper bound
   *     the lower one
   * @param high at most so many; left out when nobody knows
   * @param basis how they were counted; may be left out
   */
  record Part(
      @Nullable String service,
      @Nullable Instant at,
      @Nullable Long low,
      @Nullable Long estimate,
      @Nullable Long high,
      @Nullable String basis) {}

  /**
   * What it says, for the services we provided on that day.
   *
   * @param answerable of which moments something may be stated
   * @throws Refusal with the first part that cannot be used
   */
  List<CountedUsers> read(Operator operator, Interval answerable) {
    if (counts == null) {
      throw SentJson.missing("counts");
    }
    var read = new ArrayList<CountedUsers>();
    for (int place = 0; place < counts.size(); place++) {
      String where = "counts[" + place + "]";
      Part part = counts.get(place);
      if (part == null) {
        throw SentJson.missing(where);
      }
      read.add(read(part, where + ".", operator, answerable));
    }
    return read;
  }

  private static CountedUsers read(
      Part part, String where, Operator operator, Interval answerable) {
    String service =
        Optional.ofNullable(part.service()).orElseThrow(() -> SentJson.missing(where + "service"));
    if (operator.service(service).isEmpty()) {
      throw SentJson.invalid(
          where + "service",
          "その日の事業者ファイルにない役務です",
          "no such service in the operator file of that day");
    }
    Instant at = Optional.ofNullable(part.at()).orElseThrow(() -> SentJson.missing(where + "at"));
    checkTime(at, where + "at", answerable);
    long low = Optional.ofNullable(part.low()).orElseThrow(() -> SentJson.missing(where + "low"));
    Long high = part.high();
    long middle = high == null ? low : low + (high - low) / 2;
    long estimate = part.estimate() == null ? middle : part.estimate();
    if (low < 0 || estimate < low || (high != null && high < estimate)) {
      throw SentJson.invalid(
          where + "low",
          "0以上で、low、estimate、highの順に小さくないようにしてください",
          "0 or more, low not above estimate, estimate not above high");
    }
    if (estimate > AnswerChecks.USERS_MAX || (high != null && high > AnswerChecks.USERS_MAX)) {
      throw SentJson.invalid(
          where + "high", AnswerChecks.USERS_MAX + "までです", "at most " + AnswerChecks.USERS_MAX);
    }
    return new CountedUsers(
        service, at, low, estimate, high, SentJson.words(where + "basis", part.basis(), BASIS_MAX));
  }

  /** What lies ahead is no fact, and a slip in the year would count for another event. */
  static void checkTime(Instant at, String where, Interval answerable) {
    if (at.isAfter(answerable.latest())) {
      throw SentJson.invalid(
          where,
          "いま（" + answerable.latest() + "）より後です",
          "it is later than now, " + answerable.latest());
    }
    if (at.isBefore(answerable.earliest())) {
      long days = AnswerableTime.BEFORE_MAX.toDays();
      throw SentJson.invalid(
          where,
          "検知より" + days + "日以上前です。年を確かめてください",
          "it is more than " + days + " days before the detection; check the year");
    }
  }
}
