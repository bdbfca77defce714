package jp.anshin.server.web;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.anshin.core.Interval;
import jp.anshin.incident.impact.AnswerChecks;
import jp.anshin.incident.impact.AnswerableTime;
import jp.anshin.incident.impact.CountedUsers;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;

/**
 * A count of affected users as a form: what a person typed stays, whatever is wrong with it.
 *
 * @param typed what is in each field
 * @param faults what is wrong, by field
 */
public record CountForm(Map<String, String> typed, Map<String, String> faults) {

  /** Longest word on how users were counted. */
  static final int BASIS_MAX = 400;

  private static final List<String> FIELDS =
      List.of("service", "at", "low", "estimate", "high", "basis");

  /** The form as it is opened. */
  static CountForm empty(Instant now) {
    return new CountForm(Map.of("at", Show.field(now)), Map.of());
  }

  /**
   * What a person sent, checked.
   *
   * @param answerable of which moments something may be stated
   */
  static CountForm typed(
      Map<String, String> sent, Operator operator, Show show, Interval answerable) {
    var typed = new LinkedHashMap<String, String>();
    FIELDS.forEach(field -> typed.put(field, sent.getOrDefault(field, "").strip()));
    var faults = new LinkedHashMap<String, String>();
    String service = typed.getOrDefault("service", "");
    if (operator.services().stream().map(Service::id).noneMatch(service::equals)) {
      faults.put("service", show.say("count.fault.service"));
    }
    timeFault(typed.getOrDefault("at", ""), show, answerable)
        .ifPresent(fault -> faults.put("at", fault));
    for (String field : List.of("low", "estimate", "high")) {
      String text = typed.getOrDefault(field, "");
      boolean mayBeEmpty = !field.equals("low");
      boolean good =
          text.isEmpty()
              ? mayBeEmpty
              : ImpactForm.number(text).filter(n -> n <= AnswerChecks.USERS_MAX).isPresent();
      if (!good) {
        String fault =
            text.isEmpty()
                ? show.say("count.named.needed")
                : show.say("fault.number", show.number(AnswerChecks.USERS_MAX));
        faults.put(field, show.say("count.named", show.say("count." + field), fault));
      }
    }
    if (typed.getOrDefault("basis", "").length() > BASIS_MAX) {
      faults.put("basis", show.say("fault.long", show.number(BASIS_MAX)));
    }
    var form = new CountForm(typed, faults);
    if (faults.isEmpty() && !form.inOrder()) {
      faults.put("high", show.say("count.fault.order"));
    }
    return form;
  }

  /** What is wrong with a moment, or nothing. */
  static Optional<String> timeFault(String text, Show show, Interval answerable) {
    Optional<Instant> at = ImpactForm.instant(text);
    if (at.isEmpty()) {
      return Optional.of(show.say("fault.time"));
    }
    if (at.get().isAfter(answerable.latest())) {
      return Optional.of(show.say("fault.future", show.time(answerable.latest())));
    }
    return at.get().isBefore(answerable.earliest())
        ? Optional.of(show.say("fault.long-before", AnswerableTime.BEFORE_MAX.toDays()))
        : Optional.empty();
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

  /** The count; only when nothing is faulty. */
  CountedUsers count() {
    long low = low();
    return new CountedUsers(
        value("service"),
        ImpactForm.instant(value("at")).orElseThrow(),
        low,
        estimate(),
        ImpactForm.number(value("high")).orElse(null),
        Words.typed(value("basis")).strip());
  }

  private boolean inOrder() {
    long estimate = estimate();
    return low() <= estimate
        && ImpactForm.number(value("high")).filter(high -> high < estimate).isEmpty();
  }

  private long low() {
    return ImpactForm.number(value("low")).orElse(0L);
  }

  /** Left out: the middle of the bounds, without upper bound the lower one. */
  private long estimate() {
    long low = low();
    long high = ImpactForm.number(value("high")).orElse(low);
    return ImpactForm.number(value("estimate")).orElse(low + Math.max(0, high - low) / 2);
  }
}
