package jp.anshin.server.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import jp.anshin.core.Interval;
import jp.anshin.incident.impact.AnswerableTime;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

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

  /** Room for every service of an operator with a page of words each. */
  static final int OCTETS_MAX = 256 * 1024;

  private static final int WORDS_MAX = 4000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

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
    if (sent.length > OCTETS_MAX) {
      throw new Refusal("input.too-large", Integer.toString(OCTETS_MAX));
    }
    try {
      return MAPPER.readValue(sent, ImpactBody.class);
    } catch (JacksonException unreadable) {
      throw unreadable(unreadable);
    }
  }

  /** Where and what, in our words: the library's name our types, which are nobody's concern. */
  private static Refusal unreadable(JacksonException why) {
    var place = new StringBuilder();
    for (JacksonException.Reference step : why.getPath()) {
      if (step.getPropertyName() != null) {
        place.append(place.isEmpty() ? "" : ".").append(step.getPropertyName());
      } else if (step.getIndex() >= 0) {
        place.append('[').append(step.getIndex()).append(']');
      }
    }
    boolean unknownKey = why instanceof UnrecognizedPropertyException;
    boolean mistyped = why instanceof DatabindException;
    var location = why.getLocation();
    String line = location == null ? "?" : Integer.toString(location.getLineNr());
    String column = location == null ? "?" : Integer.toString(location.getColumnNr());
    Function<Locale, List<String>> places =
        locale -> {
          boolean japanese = locale.getLanguage().equals(Locale.JAPANESE.getLanguage());
          String where =
              japanese
                  ? line + "行目 " + column + "桁目 " + place
                  : "line " + line + ", column " + column + " " + place;
          String what;
          if (unknownKey) {
            what = japanese ? "知らない項目です" : "there is no such key";
          } else if (mistyped) {
            what = japanese ? "値の型か形式が違います" : "the value is of the wrong type or form";
          } else {
            what = japanese ? "JSONの書き方が違います" : "this is not well-formed JSON";
          }
          return List.of(where.strip() + (japanese ? "：" : ": ") + what);
        };
    return Refusal.told(why, "input.unreadable", places);
  }

  /** Version that was read before. */
  int version() {
    return Optional.ofNullable(readVersion).orElseThrow(() -> missing("readVersion"));
  }

  /** The remark, empty when there is none. */
  String words() {
    return checkedWords("remark", remark);
  }

  /**
   * What it says, for the services we provided on that day.
   *
   * @param answerable when it can have begun, see {@link AnswerableTime}; nothing ends after it
   * @throws Refusal with the first part that cannot be used
   */
  List<ServiceImpact> answers(Operator operator, Interval answerable) {
    if (services == null) {
      throw missing("services");
    }
    var answers = new ArrayList<ServiceImpact>();
    for (int place = 0; place < services.size(); place++) {
      String where = "services[" + place + "].";
      ServicePart part = services.get(place);
      if (part == null) {
        throw missing("services[" + place + "]");
      }
      ServiceImpact answer = answer(part, where, operator);
      checkNear(answer, where, answerable.earliest());
      checkPast(answer, where, answerable.latest());
      if (answers.stream().anyMatch(each -> each.service().equals(answer.service()))) {
        throw invalid(where + "service", "同じ役務が二度あります", "the service is there twice");
      }
      answers.add(answer);
    }
    return answers;
  }

  private static ServiceImpact answer(ServicePart part, String where, Operator operator) {
    String id = Optional.ofNullable(part.service()).orElseThrow(() -> missing(where + "service"));
    Service service =
        operator
            .service(id)
            .orElseThrow(() ->
                invalid(
                    where + "service",
                    "その日の事業者ファイルにない役務です",
                    "no such service in the operator file of that day"));
    return new ServiceImpact(
        id,
        service.category(),
        kind(part.kind(), where + "kind"),
        bounds(part.users(), where + "users"),
        bounds(part.minutes(), where + "minutes"),
        interval(part.began(), where + "began"),
        part.ongoing() == null || part.ongoing(),
        checkedWords(where + "basis", part.basis()));
  }

  /** A slip in the year would choose another edition of the law. */
  private static void checkNear(ServiceImpact answer, String where, Instant earliest) {
    Interval began = answer.began();
    if (began != null && began.earliest().isBefore(earliest)) {
      long days = AnswerableTime.BEFORE_MAX.toDays();
      throw invalid(
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
      throw invalid(where + "began", "いま（" + now + "）より後です", "it is later than now, " + now);
    }
    Long max = answer.minutes().max();
    long minutes = max == null ? answer.minutes().min() : max;
    boolean ended = !answer.ongoing() && answer.kind() != Impact.NONE;
    if (ended && minutes > Duration.between(began.earliest(), now).toMinutes()) {
      throw invalid(
          where + "minutes",
          "終わりがいま（" + now + "）より後になります。続いているならongoingをtrueにしてください",
          "the end would be later than now, " + now + "; if it goes on, set ongoing to true");
    }
  }

  private static Impact kind(@Nullable String name, String where) {
    for (Impact kind : Impact.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    String known = String.join(", ", List.of(Impact.values()).stream().map(Enum::name).toList());
    throw invalid(where, "使えるもの：" + known, "one of " + known);
  }

  private static Bounds bounds(@Nullable RangePart part, String where) {
    if (part == null) {
      return Bounds.UNKNOWN;
    }
    Long min = part.min();
    Long max = part.max();
    long least = min == null ? 0 : min;
    if (least < 0 || (max != null && max < least)) {
      throw invalid(where, "0以上で、minはmax以下にしてください", "0 or more, min not above max");
    }
    return new Bounds(least, max);
  }

  private static @Nullable Interval interval(@Nullable SpanPart part, String where) {
    if (part == null) {
      return null;
    }
    Instant earliest = part.earliest();
    if (earliest == null) {
      throw missing(where + ".earliest");
    }
    Instant latest = part.latest() == null ? earliest : part.latest();
    if (latest.isBefore(earliest)) {
      throw invalid(where, "latestがearliestより前です", "latest is before earliest");
    }
    return new Interval(earliest, latest);
  }

  private static String checkedWords(String where, @Nullable String words) {
    String text = words == null ? "" : words;
    if (text.length() > WORDS_MAX) {
      throw invalid(where, WORDS_MAX + "字までです", "at most " + WORDS_MAX + " characters");
    }
    return text;
  }

  private static Refusal missing(String where) {
    return invalid(where, "ありません。書き加えてください", "it is missing; add it");
  }

  private static Refusal invalid(String where, String japanese, String english) {
    Function<Locale, List<String>> places =
        locale -> {
          boolean inJapanese = locale.getLanguage().equals(Locale.JAPANESE.getLanguage());
          return List.of(where, inJapanese ? japanese : english);
        };
    return Refusal.told(new IllegalArgumentException(where), "input.invalid", places);
  }
}
