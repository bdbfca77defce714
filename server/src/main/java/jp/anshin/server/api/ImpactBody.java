package jp.anshin.server.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.core.Interval;
import jp.anshin.incident.ReadState;
import jp.anshin.incident.impact.AnswerChecks;
import jp.anshin.incident.impact.AnswerFault;
import jp.anshin.incident.impact.AnswerableTime;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.ImpactField;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.RestingServices;
import jp.anshin.incident.impact.Said;
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
 * @param readState {@code state} of the incident that was read before; may be left out: then
 *     nothing counts as known that happened after that version
 * @param services what users of each service met; those left out stay unknown
 * @param answers what is said of the event as a whole, by key of {@link ImpactFields#ofEvent}; may
 *     be left out
 * @param remark may be left out
 */
record ImpactBody(
    @Nullable Integer readVersion,
    @Nullable String readState,
    @Nullable List<@Nullable ServicePart> services,
    @Nullable Map<String, @Nullable SaidPart> answers,
    @Nullable String remark) {

  private static final int WORDS_MAX = AnswerChecks.WORDS_MAX;

  /**
   * What users of one service met.
   *
   * @param service its id in the operator file
   * @param category as it is read back, and may be left out: that of the operator file counts, see
   *     {@link ImpactFields#CATEGORY} for another
   * @param kind a name of {@link Impact}
   * @param users how many, or left out when unknown
   * @param minutes how long, or left out when unknown
   * @param began since when, or left out when unknown
   * @param ongoing whether it goes on; so when left out
   * @param basis how users were counted
   * @param answers what else is said of it, by key of {@link ImpactFields#ofService}
   */
  record ServicePart(
      @Nullable String service,
      @Nullable String category,
      @Nullable String kind,
      @Nullable RangePart users,
      @Nullable RangePart minutes,
      @Nullable SpanPart began,
      @Nullable Boolean ongoing,
      @Nullable String basis,
      @Nullable Map<String, @Nullable SaidPart> answers) {}

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

  /** How far the incident had come when it was read; empty where that is not told. */
  Optional<ReadState> state() {
    return SentJson.state(readState);
  }

  /** The remark, empty when there is none. */
  String words() {
    return SentJson.words("remark", remark, WORDS_MAX);
  }

  /**
   * What it says, for the services we provided on that day.
   *
   * @param before the answer in force, if there is one: what it gave back is taken again
   * @param fields what can be answered
   * @param checks what an answer must be
   * @param open services of which the category is open: it can be said, and what any is asked
   * @throws Refusal with the first part that cannot be used
   */
  List<ServiceImpact> answers(
      Operator operator,
      Optional<ImpactAnswer> before,
      ImpactFields fields,
      AnswerChecks checks,
      Set<String> open) {
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
      ServiceImpact answer = answer(part, where, operator, fields, open);
      if (!open.contains(answer.service())) {
        checkCategory(part, where, answer, before);
      }
      if (answers.stream().anyMatch(each -> each.service().equals(answer.service()))) {
        throw SentJson.invalid(where + "service", "同じ役務が二度あります", "the service is there twice");
      }
      answers.add(answer);
    }
    check(answers, new RestingServices(operator, answers), fields, checks, open);
    return answers;
  }

  private static void check(
      List<ServiceImpact> answers,
      RestingServices resting,
      ImpactFields fields,
      AnswerChecks checks,
      Set<String> open) {
    for (int place = 0; place < answers.size(); place++) {
      ServiceImpact answer = answers.get(place);
      List<ImpactField> known = fields.ofService(code(answer, open));
      List<AnswerFault> faults = checks.of(answer, known, resting.failedUnder(answer.service()));
      if (!faults.isEmpty()) {
        throw refused(faults.getFirst(), "services[" + place + "].", known, checks);
      }
    }
  }

  /**
   * What it says of the event as a whole.
   *
   * @param began when the incident began
   * @throws Refusal with the first part that cannot be used
   */
  Map<String, Said> said(ImpactFields fields, AnswerChecks checks, Instant began) {
    List<ImpactField> known = fields.ofEvent();
    Map<String, Said> said = SaidPart.read(answers, "answers", known);
    List<AnswerFault> faults = checks.of(said, known, began);
    List<AnswerFault> contradictions =
        faults.stream().filter(each -> each.against() != null).toList();
    if (!contradictions.isEmpty()) {
      throw contradicting(contradictions);
    }
    if (!faults.isEmpty()) {
      throw refused(faults.getFirst(), "", known, checks);
    }
    return said;
  }

  /** Every pair that contradicts, so that it is mended at once. */
  private static Refusal contradicting(List<AnswerFault> faults) {
    String fields =
        faults.stream()
            .flatMap(fault -> Stream.of(fault.against(), fault.field()))
            .distinct()
            .map(field -> "answers." + field)
            .collect(Collectors.joining(", "));
    return SentJson.invalid(
        fields, "これらの答えが互いに食い違っています", "these parts of the answer contradict each other");
  }

  private static ServiceImpact answer(
      ServicePart part, String where, Operator operator, ImpactFields fields, Set<String> open) {
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
    Impact kind = SentJson.constant(Impact.class, part.kind(), where + "kind");
    return new ServiceImpact(
        id,
        service.category(),
        kind,
        bounds(part.users(), where + "users"),
        bounds(part.minutes(), where + "minutes"),
        interval(part.began(), where + "began"),
        kind != Impact.NONE && (part.ongoing() == null || part.ongoing()),
        SentJson.words(where + "basis", part.basis(), WORDS_MAX),
        SaidPart.read(
            part.answers(),
            where + "answers",
            fields.ofService(open.contains(id) ? null : service.category().name())));
  }

  /** The file of today may have another category than when it was answered: both were given. */
  private static void checkCategory(
      ServicePart part, String where, ServiceImpact answer, Optional<ImpactAnswer> before) {
    String sent = part.category();
    String now = code(answer, Set.of());
    String then =
        before
            .flatMap(read -> read.service(answer.service()))
            .map(given -> code(given, Set.of()))
            .orElse(now);
    if (sent != null && !sent.equals(now) && !sent.equals(then)) {
      throw SentJson.invalid(
          where + "category",
          "事業者ファイルの区分は" + now + "です。除くか、違う区分だと言うならanswers.categoryに書いてください",
          "the operator file says " + now + "; leave it out, or say another in answers.category");
    }
  }

  private static @Nullable String code(ServiceImpact answer, Set<String> open) {
    var category = answer.category();
    return category == null || open.contains(answer.service()) ? null : category.name();
  }

  /** A check's fault at its place, in the names of this interface. */
  private static Refusal refused(
      AnswerFault fault, String where, List<ImpactField> known, AnswerChecks checks) {
    boolean everyday = Set.of("users", "minutes", "began", "basis").contains(fault.field());
    String place = where + (everyday ? "" : "answers.") + fault.field();
    String now = checks.answerable().latest().toString();
    long days = AnswerableTime.BEFORE_MAX.toDays();
    return switch (fault.kind()) {
      case LONG_BEFORE ->
          SentJson.invalid(
              place,
              "検知より" + days + "日以上前です。年を確かめてください",
              "it is more than " + days + " days before the detection; check the year");
      case FUTURE ->
          SentJson.invalid(place, "いま（" + now + "）より後です", "it is later than now, " + now);
      case FUTURE_END ->
          SentJson.invalid(
              place,
              "終わりがいま（" + now + "）より後になります。続いているならongoingをtrueにしてください",
              "the end would be later than now, " + now + "; if it goes on, set ongoing to true");
      case TOO_MUCH -> SentJson.invalid(place, "大きすぎる数です", "the number is too large");
      case TOO_LONG ->
          SentJson.invalid(place, WORDS_MAX + "字までです", "at most " + WORDS_MAX + " characters");
      case BEGAN_MISSING -> SentJson.invalid(place, "beganも書いてください", "it needs began beside it");
      case BEFORE_BEGINNING -> SentJson.invalid(place, "beganより前です", "it is before began");
      case GOES_ON ->
          SentJson.invalid(place, "ongoingがtrueです", "it is restored, but ongoing is true");
      case CONTRADICTS ->
          SentJson.invalid(place, "ほかの答えと食い違っています", "it contradicts another part of the answer");
      case NOT_FALLING ->
          SentJson.invalid(
              place,
              "段階ごとに利用者は減り、分は増えるように並べてください",
              "with each step users must fall and minutes rise");
      case NOBODY_AFFECTED ->
          SentJson.invalid(
              place,
              "影響なし（NONE）なのに書かれています。影響があったならkindを直し、なかったならこの数を外してください",
              "it is stated although kind is NONE: if users were affected change kind, else leave"
                  + " this out");
      case LONGER_THAN_INCIDENT -> longer(place, String.valueOf(fault.at()), now);
      case BASIS_MISSING ->
          SentJson.invalid(
              place,
              "止まった役務の設備を使う役務です。影響がないと言える根拠を書いてください",
              "it rests on a service that failed; say on what evidence its users met nothing");
      case BOUND_MISSING ->
          SentJson.invalid(
              place,
              "終わりまで超えないという利用者数の上限（users.max）がありません",
              "it says that the upper bound of users holds, but users.max is not given");
      case UNKNOWN_CHOICE -> unknownChoice(place, fault.field(), known);
    };
  }

  private static Refusal unknownChoice(String place, String key, List<ImpactField> known) {
    String choices =
        known.stream()
            .filter(field -> field.key().equals(key))
            .flatMap(field -> field.choices().stream())
            .collect(Collectors.joining(", "));
    return SentJson.invalid(
        place, "選べない値です。使えるもの：" + choices, "it cannot be chosen; one of " + choices);
  }

  private static Refusal longer(String place, String began, String now) {
    return SentJson.invalid(
        place,
        "事案の始まり（"
            + began
            + "）からいま（"
            + now
            + "）までより長くなっています。それより前から止まっていたなら、影響を受けた役務のbeganを先に直してください",
        "it is longer than from the beginning of the incident, "
            + began
            + ", to now, "
            + now
            + "; if it had failed before, correct began of a service first");
  }

  static Bounds bounds(@Nullable RangePart part, String where) {
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

  static @Nullable Interval interval(@Nullable SpanPart part, String where) {
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
