package jp.anshin.server.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.anshin.core.Interval;
import jp.anshin.incident.Notice;
import jp.anshin.incident.NoticeChannel;
import jp.anshin.operator.HouseRule;

/**
 * A notice to users, or an own rule that was followed, as a form: what a person typed stays.
 *
 * @param typed what is in each field
 * @param faults what is wrong, by field
 */
public record NoticeForm(Map<String, String> typed, Map<String, String> faults) {

  private static final int PLACE_MAX = 400;

  private static final List<String> FIELDS =
      List.of("rule", "givenAt", "channel", "place", "words");

  /** The form as it is opened. */
  static NoticeForm empty(Instant now) {
    return new NoticeForm(
        Map.of("givenAt", Show.field(now), "channel", NoticeChannel.WEBSITE.name()), Map.of());
  }

  /**
   * What a person sent, checked.
   *
   * @param rules the own rules of that day
   * @param answerable of which moments something may be stated
   */
  static NoticeForm typed(
      Map<String, String> sent, List<HouseRule> rules, Show show, Interval answerable) {
    var typed = new LinkedHashMap<String, String>();
    FIELDS.forEach(field -> typed.put(field, sent.getOrDefault(field, "").strip()));
    var faults = new LinkedHashMap<String, String>();
    String rule = typed.getOrDefault("rule", "");
    if (!rule.isEmpty() && rules.stream().map(HouseRule::id).noneMatch(rule::equals)) {
      faults.put("rule", show.say("notice.fault.rule"));
    }
    CountForm.timeFault(typed.getOrDefault("givenAt", ""), show, answerable)
        .ifPresent(fault -> faults.put("givenAt", fault));
    if (channel(typed.getOrDefault("channel", "")).isEmpty()) {
      faults.put("channel", show.say("notice.fault.channel"));
    }
    if (typed.getOrDefault("place", "").length() > PLACE_MAX) {
      faults.put("place", show.say("fault.long", show.number(PLACE_MAX)));
    }
    if (typed.getOrDefault("words", "").length() > ImpactForm.WORDS_MAX) {
      faults.put("words", show.say("fault.long", show.number(ImpactForm.WORDS_MAX)));
    }
    return new NoticeForm(typed, faults);
  }

  /** Channels in the order they are offered. */
  public List<NoticeChannel> channels() {
    return List.of(NoticeChannel.values());
  }

  /** What is in a field; empty when nothing. */
  public String value(String field) {
    return typed.getOrDefault(field, "");
  }

  /** What is wrong with a field; empty when nothing. */
  public String fault(String field) {
    return faults.getOrDefault(field, "");
  }

  /** Whether something is wrong. */
  public boolean faulty() {
    return !faults.isEmpty();
  }

  /** The notice; only when nothing is faulty. */
  Notice notice() {
    return new Notice(
        ImpactForm.instant(value("givenAt")).orElseThrow(),
        channel(value("channel")).orElseThrow(),
        Words.typed(value("place")).strip(),
        Words.typed(value("words")).strip(),
        value("rule"));
  }

  private static Optional<NoticeChannel> channel(String name) {
    return Arrays.stream(NoticeChannel.values())
        .filter(each -> each.name().equals(name))
        .findFirst();
  }
}
