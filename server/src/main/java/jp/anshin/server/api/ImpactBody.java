package jp.anshin.server.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.anshin.core.Interval;
import jp.anshin.incident.impact.AnswerableTime;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * An answer to the impact question as a program sends it. A key that is not known is refused: a
 * misspelt one would else leave something out silently.
 *
 * @param readVersion version of the answer that was read before, 0 when there was none
 * @param services what users of each service met; those left out stay unknown
 * @param remark may be left out
 */
record ImpactBody(
    @Nullable Integer readVersion,
    @Nullable List<@Nullable ServicePart> services,
    @Nullable String remark) {

  private static final int WORDS_MAX = 4000;

  /**
   * What users of one service met.
   *
   * @param service its id in the operator file
   * @param kind a name of {@link Impact}
   * @param users how many, or left out when unknown
   * @param minutes how long, or left out when unknown
   * @param began since when, or left out when unknown
   * @param ongoing whether it goes on; so when left out
   * @param basis how users were counted
   */
  record ServicePart(
      @Nullable String service,
      @Nullable String kind,
      @Nullable RangePart users,
      @Nullable RangePart minutes,
      @Nullable SpanPart began,
      @Nullable Boolean ongoing,
      @Nullable String basis) {}

  /** A figure within bounds; a bound left out is unknown. */
  record RangePart(@Nullable Long min, @Nullable Long max) {}

  /** A moment within bounds; {@code latest} may be left out when it is exact. */
  record SpanPart(@Nullable Instant earliest, @Nullable Instant latest) {}

  /**
   * Reads what was sent.
   *
   * @throws Refusal with the place where it cannot be read
   */
  static ImpactBody read(byte[] sent) {
    return SentJson.read(sent, ImpactBody.class);
  }

  /** Version that was read before. */
  int version() {
    return Optional.ofNullable(readVersion).orElseThrow(() -> SentJson.missing("readVersion"));
  }

  /** The remark, empty when there is none. */
  String words() {
    return SentJson.words("remark", remark, WORDS_MAX);
  }

  /**
   * What it says, for the services we provided on that day.
   *
   * @param answerable when it can have begun, see {@link AnswerableTime}; nothing ends after it
   * @throws Refusal with the first part that cannot be used
   */
  List<ServiceImpact> answers(Operator operator, Interval answerable) {
    if (services == null) {
      throw SentJson.missing("services");
    }
    var answers = new ArrayList<ServiceImpact>();
    for (int place = 0; place < services.size(); place++) {
      String where = "services[" + place + "].";
      ServicePart part = services.get(place);
      if (part == null) {
        throw SentJson.missing("services[" + place + "]");
      }
      ServiceImpact answer = answer(part, where, operator);
      checkNear(answer, where, answerable.earliest());
      checkPast(answer, where, answerable.latest());
      if (answers.stream().anyMatch(each -> each.service().equals(answer.service()))) {
        throw SentJson.invalid(where + "service", "同じ役務が二度あります", "the service is there twice");
      }
      answers.add(answer);
    }
    return answers;
  }

  private static ServiceImpact answer(ServicePart part, String where, Operator operator) {
    String id =
        Optional.ofNullable(part.service()).orElseThrow(() -> SentJson.missing(where + "service"));
    Service service =
        operator
            .service(id)
            .orElseThrow(() ->
                SentJson.invalid(
                    where + "service",
                    "その日の事業者ファイルにない役務です",
                    "no such service in the operator file of that day"));
    return new ServiceImpact(
        id,
        service.category(),
        SentJson.constant(Impact.class, part.kind(), where + "kind"),
        bounds(part.users(), where + "users"),
        bounds(part.minutes(), where + "minutes"),
        interval(part.began(), where + "began"),
        part.ongoing() == null || part.ongoing(),
        SentJson.words(where + "basis", part.basis(), WORDS_MAX));
  }

  /** A slip in the year would choose another edition of the law. */
  private static void checkNear(ServiceImpact answer, String where, Instant earliest) {
    Interval began = answer.began();
    if (began != null && began.earliest().isBefore(earliest)) {
      long days = AnswerableTime.BEFORE_MAX.toDays();
      throw SentJson.invalid(
          where + "began",
          "検知より" + days + "日以上前です。年を確かめてください",
          "it is more than " + days + " days before the detection; check the year");
    }
  }

  /** What has not happened yet is no fact: neither a beginning nor an end lies ahead. */
  private static void checkPast(ServiceImpact answer, String where, Instant now) {
    Interval began = answer.began();
    if (began == null) {
      return;
    }
    if (began.latest().isAfter(now)) {
      throw SentJson.invalid(
          where + "began", "いま（" + now + "）より後です", "it is later than now, " + now);
    }
    Long max = answer.minutes().max();
    long minutes = max == null ? answer.minutes().min() : max;
    boolean ended = !answer.ongoing() && answer.kind() != Impact.NONE;
    if (ended && minutes > Duration.between(began.earliest(), now).toMinutes()) {
      throw SentJson.invalid(
          where + "minutes",
          "終わりがいま（" + now + "）より後になります。続いているならongoingをtrueにしてください",
          "the end would be later than now, " + now + "; if it goes on, set ongoing to true");
    }
  }

  private static Bounds bounds(@Nullable RangePart part, String where) {
    if (part == null) {
      return Bounds.UNKNOWN;
    }
    Long min = part.min();
    Long max = part.max();
    long least = min == null ? 0 : min;
    if (least < 0 || (max != null && max < least)) {
      throw SentJson.invalid(where, "0以上で、minはmax以下にしてください", "0 or more, min not above max");
    }
    return new Bounds(least, max);
  }

  private static @Nullable Interval interval(@Nullable SpanPart part, String where) {
    if (part == null) {
      return null;
    }
    Instant earliest = part.earliest();
    if (earliest == null) {
      throw SentJson.missing(where + ".earliest");
    }
    Instant latest = part.latest() == null ? earliest : part.latest();
    if (latest.isBefore(earliest)) {
      throw SentJson.invalid(where, "latestがearliestより前です", "latest is before earliest");
    }
    return new Interval(earliest, latest);
  }
}
