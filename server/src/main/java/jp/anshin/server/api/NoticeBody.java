package jp.anshin.server.api;

import java.time.Instant;
import java.util.Optional;
import jp.anshin.core.Interval;
import jp.anshin.incident.Notice;
import jp.anshin.incident.NoticeChannel;
import jp.anshin.incident.impact.AnswerChecks;
import jp.anshin.operator.Operator;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * That users were told, as a program sends it.
 *
 * @param givenAt when
 * @param channel a name of {@link NoticeChannel}
 * @param place address, or who was told; may be left out
 * @param words what was said; may be left out
 * @param rule id of the own rule of the operator file that was followed; left out for a notice to
 *     users
 */
record NoticeBody(
    @Nullable Instant givenAt,
    @Nullable String channel,
    @Nullable String place,
    @Nullable String words,
    @Nullable String rule) {

  private static final int PLACE_MAX = 400;

  /**
   * What it says.
   *
   * @param operator who we were on that day, for its own rules
   * @param answerable of which moments something may be stated
   * @throws Refusal with the first part that cannot be used
   */
  Notice read(Optional<Operator> operator, Interval answerable) {
    Instant at = Optional.ofNullable(givenAt).orElseThrow(() -> SentJson.missing("givenAt"));
    CountsBody.checkTime(at, "givenAt", answerable);
    String followed = rule == null ? "" : rule;
    boolean known =
        followed.isEmpty()
            || operator.stream()
                .flatMap(who -> who.ownRules().stream())
                .anyMatch(own -> own.id().equals(followed));
    if (!known) {
      throw SentJson.invalid(
          "rule", "その日の事業者ファイルにない自社規則です", "no such own rule in the operator file of that day");
    }
    return new Notice(
        at,
        SentJson.constant(NoticeChannel.class, channel, "channel"),
        SentJson.words("place", place, PLACE_MAX).strip(),
        SentJson.words("words", words, AnswerChecks.WORDS_MAX).strip(),
        followed);
  }
}
