package jp.anshin.server.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.incident.impact.AnswerChecks;
import jp.anshin.incident.impact.AnswerFault;
import jp.anshin.incident.impact.AnswerableTime;
import jp.anshin.incident.impact.ImpactField;
import jp.anshin.incident.impact.RestingServices;

/**
 * Tells what {@link AnswerChecks} find at the fields of the impact form.
 *
 * @param checks what an answer must be
 * @param finer how the form is read
 */
record FormFaults(AnswerChecks checks, FinerForm finer) {

  /** Names of the everyday fields: the lower and the upper one. */
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "users", List.of("usersLow", "usersHigh"),
          "minutes", List.of("minutesLow", "minutesHigh"),
          "began", List.of("began", "beganLatest"),
          "basis", List.of("basis", "basis"));

  /** The part of a service with whatever is wrong with it. */
  ImpactForm.Part checked(ImpactForm.Part part, RestingServices resting) {
    List<ImpactField> asked = part.finer().stream().map(FinerField::field).toList();
    List<AnswerFault> found = checks.of(part.answer(), asked, resting.failedUnder(part.service()));
    var faults = new LinkedHashMap<String, String>();
    for (AnswerFault fault : found) {
      List<String> names = FIELDS.get(fault.field());
      if (names != null) {
        faults.putIfAbsent(names.get(fault.upper() ? 1 : 0), words(fault));
      }
    }
    return part.faulty(faults, faulty(part.finer(), found));
  }

  /**
   * The fields of the event with whatever is wrong with them.
   *
   * @param began when the incident began
   */
  List<FinerField> checked(List<FinerField> event, Instant began) {
    List<ImpactField> asked = event.stream().map(FinerField::field).toList();
    return faulty(event, checks.of(FinerForm.said(event), asked, began));
  }

  private List<FinerField> faulty(List<FinerField> given, List<AnswerFault> found) {
    var fields = new ArrayList<FinerField>();
    for (FinerField field : given) {
      var faults = new LinkedHashMap<>(field.faults());
      for (AnswerFault fault : found) {
        if (fault.field().equals(field.field().key())) {
          faults.putIfAbsent(fault.upper() ? FinerField.HIGH : FinerField.VALUE, words(fault));
        }
      }
      fields.add(field.faulty(faults));
    }
    return fields;
  }

  private String words(AnswerFault fault) {
    return words(fault, checks, finer.show());
  }

  /** What is wrong, in words. */
  static String words(AnswerFault fault, AnswerChecks checks, Show show) {
    String now = show.time(checks.answerable().latest());
    var end = fault.at();
    return switch (fault.kind()) {
      case LONG_BEFORE -> show.say("fault.long-before", AnswerableTime.BEFORE_MAX.toDays());
      case FUTURE -> show.say("fault.future", now);
      case FUTURE_END -> show.say("fault.future-end", end == null ? "" : show.time(end), now);
      case TOO_MUCH -> show.say("fault.number", show.number(AnswerChecks.USERS_MAX));
      case TOO_LONG -> show.say("fault.long", show.number(AnswerChecks.WORDS_MAX));
      case BEGAN_MISSING -> show.say("fault.no-beginning");
      case BEFORE_BEGINNING -> show.say("fault.before-beginning");
      case GOES_ON -> show.say("fault.goes-on");
      case CONTRADICTS -> show.say("fault.contradicts");
      case NOT_FALLING -> show.say("fault.not-falling");
      case NOBODY_AFFECTED -> show.say("fault.nobody-affected");
      case LONGER_THAN_INCIDENT ->
          show.say("fault.longer-than-incident", end == null ? "" : show.time(end), now);
      case BASIS_MISSING -> show.say("fault.basis-missing");
      case BOUND_MISSING -> show.say("fault.bound-missing");
      case UNKNOWN_CHOICE -> show.say("fault.kind");
    };
  }
}
