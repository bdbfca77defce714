package jp.anshin.server.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.anshin.core.Interval;
import jp.anshin.incident.impact.AnswerChecks;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.ImpactField;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.Said.Step;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Determination;
import jp.anshin.law.Question;
import jp.anshin.law.Truth;
import org.jspecify.annotations.Nullable;

/**
 * Makes the finer questions of an impact form: what was said as it would be typed, and back.
 *
 * @param fields what can be answered
 * @param words what it is called
 * @param asked ids of the inputs that the determination's questions lead to
 */
public record FinerForm(ImpactFields fields, FieldWords words, Set<String> asked) {

  /** Before the fields of the event; no service's id begins so. */
  static final String EVENT = "_event";

  private static final String CHOSEN = ".";
  private static final List<String> STEP =
      List.of(FinerField.USERS, FinerField.USERS_HIGH, FinerField.MINUTES, FinerField.MINUTES_HIGH);

  /** How the reader is shown words. */
  Show show() {
    return words.show();
  }

  /** Ids of the inputs in which the questions of a determination are answered. */
  static Set<String> asked(Determination judged) {
    return judged.everyQuestion().stream().map(FinerForm::idOf).collect(Collectors.toSet());
  }

  /** Ids of the inputs of a group about the event. */
  static List<String> idsOf(ImpactFields fields, String group) {
    return fields.ofEvent().stream()
        .filter(field -> field.group().equals(group))
        .map(field -> EVENT + "." + field.key())
        .toList();
  }

  /** Name of the input in which a question is answered. */
  static String idOf(Question question) {
    String place = ImpactFields.placeOf(question);
    boolean lowest = place.equals("users") || place.equals("minutes");
    String owner = question.service().isEmpty() ? EVENT : question.service();
    return owner + "." + place + (lowest ? "Low" : "");
  }

  /** What else was said of a service. */
  public List<FieldWords.Line> linesOf(ServiceImpact impact) {
    var category = impact.category();
    boolean open = impact.said(ImpactFields.CATEGORY).isPresent();
    return words.lines(impact.said(), fieldsOf(category == null ? null : category.name(), open));
  }

  /** What was said of the event. */
  public List<FieldWords.Line> linesOf(ImpactAnswer answer) {
    return words.lines(answer.said(), fields.ofEvent());
  }

  /** The fields of a service, with what was said of them. */
  List<FinerField> ofService(String service, String category, Map<String, Said> said) {
    boolean open = isCategoryAsked(service) || said.containsKey(ImpactFields.CATEGORY);
    return fieldsOf(category, open).stream()
        .map(field -> field(service, field, typed(field, said)))
        .toList();
  }

  /** With the category, and what any of them is asked, where it may be another than the file's. */
  private List<ImpactField> fieldsOf(@Nullable String category, boolean open) {
    List<ImpactField> known = fields.ofService(category);
    boolean there = known.stream().anyMatch(each -> each.key().equals(ImpactFields.CATEGORY));
    return open && !there ? fields.ofService(null) : known;
  }

  private boolean isCategoryAsked(String service) {
    return asked.contains(categoryOf(service));
  }

  private static String categoryOf(String service) {
    return service + "." + ImpactFields.CATEGORY;
  }

  /** The fields of the event, with what was said of them. */
  List<FinerField> ofEvent(Map<String, Said> said) {
    return fields.ofEvent().stream().map(field -> field(EVENT, field, typed(field, said))).toList();
  }

  /** The fields of a service with what somebody sent, read. */
  List<FinerField> sentOfService(String service, String category, Map<String, String> sent) {
    boolean open =
        isCategoryAsked(service) || !sent.getOrDefault(categoryOf(service), "").isBlank();
    return fieldsOf(category, open).stream().map(field -> sent(service, field, sent)).toList();
  }

  /** The fields of the event with what somebody sent, read. */
  List<FinerField> sentOfEvent(Map<String, String> sent) {
    return fields.ofEvent().stream().map(field -> sent(EVENT, field, sent)).toList();
  }

  /** What was said; of a field that is faulty or empty, nothing. */
  static Map<String, Said> said(List<FinerField> given) {
    var said = new TreeMap<String, Said>();
    for (FinerField each : given) {
      if (each.faults().isEmpty()) {
        read(each).ifPresent(one -> said.put(each.field().key(), one));
      }
    }
    return said;
  }

  private FinerField field(String owner, ImpactField field, Map<String, String> typed) {
    String id = owner + "." + field.key();
    var citation = field.citation();
    return new FinerField(
        field,
        id,
        words.label(field),
        citation == null ? "" : show().law().citation(citation),
        words.choices(field),
        asked.contains(id),
        typed,
        Map.of());
  }

  private FinerField sent(String owner, ImpactField field, Map<String, String> sent) {
    String id = owner + "." + field.key();
    var typed = new LinkedHashMap<String, String>();
    for (String part : List.of(FinerField.VALUE, FinerField.HIGH, FinerField.WORDS)) {
      typed.put(part, sent.getOrDefault(id + part, "").strip());
    }
    if (field.kind() == ImpactField.Kind.CHOICES) {
      for (String code : field.choices()) {
        typed.put(CHOSEN + code, sent.getOrDefault(id + CHOSEN + code, ""));
      }
    }
    FinerField asked = field(owner, field, typed);
    for (String row : asked.rows()) {
      for (String part : STEP) {
        typed.put(row + part, sent.getOrDefault(id + row + part, "").strip());
      }
    }
    FinerField given = field(owner, field, typed);
    return given.faulty(faults(given));
  }

  private static Map<String, String> typed(ImpactField field, Map<String, Said> said) {
    var typed = new LinkedHashMap<String, String>();
    Said one = said.get(field.key());
    if (one != null) {
      put(field, one, typed);
    }
    return typed;
  }

  private static void put(ImpactField field, Said said, Map<String, String> typed) {
    var at = said.at();
    var day = said.day();
    typed.put(FinerField.WORDS, said.words());
    switch (field.kind()) {
      case TRUTH -> typed.put(FinerField.VALUE, said.claimed().name());
      case NUMBER -> ImpactForm.put(typed, FinerField.VALUE, FinerField.HIGH, said.number());
      case MOMENT -> {
        if (at != null) {
          typed.put(FinerField.VALUE, Show.field(at.earliest()));
          typed.put(FinerField.HIGH, at.isExact() ? "" : Show.field(at.latest()));
        }
      }
      case DAY -> typed.put(FinerField.VALUE, day == null ? "" : day.toString());
      case CHOICE -> typed.put(FinerField.VALUE, String.join("", said.codes()));
      case CHOICES -> said.codes().forEach(code -> typed.put(CHOSEN + code, "on"));
      case WORDS -> typed.put(FinerField.VALUE, said.words());
      case STEPS -> {
        for (int i = 0; i < said.steps().size(); i++) {
          Step step = said.steps().get(i);
          String row = "." + (i + 1);
          ImpactForm.put(typed, row + FinerField.USERS, row + FinerField.USERS_HIGH, step.users());
          ImpactForm.put(
              typed, row + FinerField.MINUTES, row + FinerField.MINUTES_HIGH, step.minutes());
        }
      }
    }
  }

  /** What is wrong with it as it is written; whether it can be so is for {@link AnswerChecks}. */
  private Map<String, String> faults(FinerField given) {
    var faults = new LinkedHashMap<String, String>();
    String low = given.value(FinerField.VALUE);
    String high = given.value(FinerField.HIGH);
    switch (given.field().kind()) {
      case TRUTH -> {
        if (!low.isEmpty() && truth(low).isEmpty()) {
          faults.put(FinerField.VALUE, show().say("fault.kind"));
        }
      }
      case NUMBER ->
          ImpactForm.checkRange(
              low, high, AnswerChecks.USERS_MAX, FinerField.VALUE, FinerField.HIGH, faults, show());
      case MOMENT ->
          ImpactForm.checkMoments(low, high, FinerField.VALUE, FinerField.HIGH, faults, show());
      case DAY -> {
        if (!low.isEmpty() && day(low).isEmpty()) {
          faults.put(FinerField.VALUE, show().say("fault.day"));
        }
      }
      case STEPS -> given.rows().forEach(row -> checkStep(given, row, faults));
      case CHOICE, CHOICES, WORDS -> {}
    }
    boolean alone = given.hasEvidence() && low.isEmpty() && high.isEmpty();
    if (alone && !given.value(FinerField.WORDS).isEmpty()) {
      faults.put(FinerField.VALUE, show().say("fault.evidence-alone"));
    }
    return faults;
  }

  private void checkStep(FinerField given, String row, Map<String, String> faults) {
    ImpactForm.checkRange(
        given.value(row + FinerField.USERS),
        given.value(row + FinerField.USERS_HIGH),
        AnswerChecks.USERS_MAX,
        row + FinerField.USERS,
        row + FinerField.USERS_HIGH,
        faults,
        show());
    ImpactForm.checkRange(
        given.value(row + FinerField.MINUTES),
        given.value(row + FinerField.MINUTES_HIGH),
        AnswerChecks.MINUTES_MAX,
        row + FinerField.MINUTES,
        row + FinerField.MINUTES_HIGH,
        faults,
        show());
    boolean users = isFilled(given, row, FinerField.USERS, FinerField.USERS_HIGH);
    boolean minutes = isFilled(given, row, FinerField.MINUTES, FinerField.MINUTES_HIGH);
    if (users != minutes) {
      faults.putIfAbsent(
          row + (users ? FinerField.MINUTES : FinerField.USERS), show().say("fault.half-step"));
    }
  }

  private static boolean isFilled(FinerField given, String row, String... parts) {
    return Arrays.stream(parts).anyMatch(part -> !given.value(row + part).isEmpty());
  }

  private static Optional<List<Step>> steps(FinerField given) {
    var steps = new ArrayList<Step>();
    for (String row : given.rows()) {
      Optional<Bounds> users =
          number(given.value(row + FinerField.USERS), given.value(row + FinerField.USERS_HIGH));
      Optional<Bounds> minutes =
          number(given.value(row + FinerField.MINUTES), given.value(row + FinerField.MINUTES_HIGH));
      if (users.isPresent() && minutes.isPresent()) {
        steps.add(new Step(users.get(), minutes.get()));
      }
    }
    return Optional.of(List.copyOf(steps)).filter(each -> !each.isEmpty());
  }

  private static Optional<Said> read(FinerField given) {
    String low = given.value(FinerField.VALUE);
    Optional<Said> said =
        switch (given.field().kind()) {
          case TRUTH -> truth(low).map(Said::of);
          case NUMBER -> number(low, given.value(FinerField.HIGH)).map(Said::of);
          case MOMENT -> moment(low, given.value(FinerField.HIGH)).map(Said::at);
          case DAY -> day(low).map(Said::on);
          case CHOICE -> filled(low).map(code -> Said.choosing(List.of(code)));
          case CHOICES -> chosen(given).map(Said::choosing);
          case WORDS -> filled(low).map(Said::inWords);
          case STEPS -> steps(given).map(Said::inSteps);
        };
    return given.hasEvidence() ? said.map(one -> one.because(given.value(FinerField.WORDS))) : said;
  }

  private static Optional<String> filled(String text) {
    return Optional.of(text).filter(each -> !each.isEmpty());
  }

  private static Optional<List<String>> chosen(FinerField given) {
    List<String> codes =
        given.field().choices().stream()
            .filter(code -> !given.value(CHOSEN + code).isEmpty())
            .toList();
    return Optional.of(codes).filter(each -> !each.isEmpty());
  }

  private static Optional<Truth> truth(String text) {
    for (Truth each : Truth.values()) {
      if (each.name().equals(text)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static Optional<Bounds> number(String low, String high) {
    return low.isEmpty() && high.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Bounds(ImpactForm.number(low).orElse(0L), ImpactForm.number(high).orElse(null)));
  }

  private static Optional<Interval> moment(String low, String high) {
    return ImpactForm.instant(low)
        .map(earliest -> new Interval(earliest, ImpactForm.instant(high).orElse(earliest)));
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }
}
