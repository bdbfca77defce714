package jp.anshin.server.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.anshin.core.Interval;
import jp.anshin.formats.accident.CaseFault;
import jp.anshin.formats.accident.FaultyCaseException;
import jp.anshin.formats.accident.UserCountsText;
import jp.anshin.incident.impact.AnswerChecks;
import jp.anshin.law.Bounds;
import jp.anshin.law.Counting;
import jp.anshin.law.Counting.Needs;
import jp.anshin.law.UserCounts.Sample;
import org.jspecify.annotations.Nullable;

/**
 * How users are to be counted, as a form: what a person typed stays, whatever is wrong with it.
 *
 * @param method id of the way of counting
 * @param typed what is in each field
 * @param faults what is wrong, by field
 * @param lines what is wrong in the series, line by line
 * @param samples the series, as far as it was read
 */
public record CountingForm(
    String method,
    Map<String, String> typed,
    Map<String, String> faults,
    List<String> lines,
    List<Sample> samples) {

  /** A sample a minute for the seven days before and the accident itself, and as much again. */
  static final int SAMPLES_MAX = 20_000;

  /** So many samples with room for their moments. */
  static final int SERIES_OCTETS_MAX = 1024 * 1024;

  static final String ALL_LOW = "allLow";
  static final String ALL_HIGH = "allHigh";
  static final String SAVED_LOW = "savedLow";
  static final String SAVED_HIGH = "savedHigh";
  static final String OPERATORS = "operators";
  static final String FROM = "from";
  static final String UNTIL = "until";
  static final String SERIES = "series";
  static final String DAY = "day";
  static final String RANGE = "range";
  static final String BASIS = "basis";

  private static final String FILE = "file";
  private static final String HEAD = "at,users\n";

  private static final List<String> FIELDS =
      List.of(
          ALL_LOW,
          ALL_HIGH,
          SAVED_LOW,
          SAVED_HIGH,
          OPERATORS,
          FROM,
          UNTIL,
          SERIES,
          DAY,
          RANGE,
          BASIS);

  public CountingForm {
    lines = List.copyOf(lines);
    samples = List.copyOf(samples);
  }

  /** The form as it is opened. */
  static CountingForm opened(String method, Map<String, String> filled) {
    return new CountingForm(method, filled, Map.of(), List.of(), List.of());
  }

  /**
   * What a person sent, checked.
   *
   * @param file a series as a file, or null
   * @param hours when the hours of the outage can be
   */
  static CountingForm typed(
      String method, Map<String, String> sent, byte @Nullable [] file, Show show, Interval hours) {
    var typed = new LinkedHashMap<String, String>();
    FIELDS.forEach(field -> typed.put(field, Words.typed(sent.getOrDefault(field, "")).strip()));
    var faults = new LinkedHashMap<String, String>();
    var lines = new ArrayList<String>();
    var samples = new ArrayList<Sample>();
    switch (Counting.needs(method)) {
      case ALL_UNDER_FACILITY, EVERYBODY, DOWNSTREAM ->
          checkUsers(typed, ALL_LOW, ALL_HIGH, true, faults, show);
      case OPERATORS -> checkUsers(typed, OPERATORS, OPERATORS, true, faults, show);
      case SERIES -> {
        checkHours(typed, faults, show, hours);
        byte[] series =
            file != null && file.length > 0
                ? file
                : typed.getOrDefault(SERIES, "").getBytes(StandardCharsets.UTF_8);
        read(series, file != null && file.length > 0 ? FILE : SERIES, samples, faults, lines, show);
        if (!samples.isEmpty()) {
          typed.put(SERIES, text(samples));
        }
      }
    }
    checkUsers(typed, SAVED_LOW, SAVED_HIGH, false, faults, show);
    if (!typed.getOrDefault(DAY, "").isEmpty() && day(typed).isEmpty()) {
      faults.put(DAY, show.say("fault.day"));
    }
    for (String field : List.of(RANGE, BASIS)) {
      if (typed.getOrDefault(field, "").length() > AnswerChecks.WORDS_MAX) {
        faults.put(field, show.say("fault.long", show.number(AnswerChecks.WORDS_MAX)));
      }
    }
    var form = new CountingForm(method, typed, faults, lines, samples);
    if (faults.isEmpty()) {
      form.checkSaved(show);
    }
    return form;
  }

  /** More saved than there are would make nobody affected. */
  private void checkSaved(Show show) {
    Counting read = counting();
    Long most = read.savedMoreThan();
    if (most != null) {
      String field = read.saved().min() > most ? SAVED_LOW : SAVED_HIGH;
      faults.put(field, show.say("counting.saved.more", show.number(most)));
    }
  }

  private static void checkUsers(
      Map<String, String> typed,
      String low,
      String high,
      boolean needed,
      Map<String, String> faults,
      Show show) {
    String least = typed.getOrDefault(low, "");
    String most = typed.getOrDefault(high, "");
    ImpactForm.checkRange(least, most, AnswerChecks.USERS_MAX, low, high, faults, show);
    if (needed && least.isEmpty() && most.isEmpty()) {
      faults.put(low, show.say("fault.empty"));
    }
  }

  private static void checkHours(
      Map<String, String> typed, Map<String, String> faults, Show show, Interval hours) {
    for (String field : List.of(FROM, UNTIL)) {
      String text = typed.getOrDefault(field, "");
      Optional<Instant> at = ImpactForm.instant(text);
      if (at.isPresent() && at.get().isBefore(hours.earliest())) {
        faults.put(field, show.say("counting.hours", show.time(hours.earliest())));
      } else {
        CountForm.timeFault(text, show, hours).ifPresent(fault -> faults.put(field, fault));
      }
    }
    if (faults.isEmpty() && moment(typed, UNTIL).isBefore(moment(typed, FROM))) {
      faults.put(UNTIL, show.say("fault.order"));
    }
  }

  private static void read(
      byte[] series,
      String field,
      List<Sample> samples,
      Map<String, String> faults,
      List<String> lines,
      Show show) {
    if (series.length == 0) {
      faults.put(SERIES, show.say("fault.empty"));
    } else if (series.length > SERIES_OCTETS_MAX) {
      faults.put(field, show.say("counting.large", Integer.toString(SERIES_OCTETS_MAX / 1024)));
    } else {
      try {
        samples.addAll(UserCountsText.series(new ByteArrayInputStream(series), SAMPLES_MAX));
      } catch (FaultyCaseException faulty) {
        List<CaseFault> found = faulty.faults();
        faults.put(field, show.say("counting.lines", Integer.toString(found.size())));
        found.forEach(each -> lines.add(show.sentence(each)));
      } catch (IOException memory) {
        throw new UncheckedIOException(memory);
      }
    }
  }

  /** The series as it is sent again: what was read, whatever file it came from. */
  private static String text(List<Sample> samples) {
    var text = new StringBuilder(HEAD);
    for (Sample each : samples) {
      text.append(Show.field(each.at())).append(',').append(each.users()).append('\n');
    }
    return text.toString();
  }

  /** What is at hand for counting; only when nothing is faulty. */
  Counting counting() {
    Needs needs = Counting.needs(method);
    Bounds saved =
        value(SAVED_LOW).isEmpty() && value(SAVED_HIGH).isEmpty()
            ? Bounds.exactly(0)
            : bounds(SAVED_LOW, SAVED_HIGH);
    Bounds users =
        switch (needs) {
          case ALL_UNDER_FACILITY, EVERYBODY, DOWNSTREAM -> bounds(ALL_LOW, ALL_HIGH);
          case OPERATORS -> bounds(OPERATORS, OPERATORS);
          case SERIES -> Bounds.UNKNOWN;
        };
    var series =
        needs == Needs.SERIES
            ? new Counting.Series(samples, moment(typed, FROM), moment(typed, UNTIL))
            : null;
    return new Counting(method, users, saved, series, day(typed).orElse(null), value(RANGE));
  }

  /** The same with words in a field. */
  CountingForm with(String field, String words) {
    var more = new LinkedHashMap<>(typed);
    more.put(field, words);
    return new CountingForm(method, more, faults, lines, samples);
  }

  /** What the way of counting needs. */
  public Needs needs() {
    return Counting.needs(method);
  }

  /** What is in a field; empty when nothing. */
  public String value(String field) {
    return typed.getOrDefault(field, "");
  }

  /** What is wrong with a field; empty when nothing. */
  public String fault(String field) {
    return faults.getOrDefault(field, "");
  }

  /** Whether that is the first field that is wrong. */
  public boolean isFirst(String field) {
    return faults.keySet().stream().findFirst().filter(field::equals).isPresent();
  }

  /** Whether something is wrong. */
  public boolean faulty() {
    return !faults.isEmpty();
  }

  private Bounds bounds(String low, String high) {
    return new Bounds(
        ImpactForm.number(value(low)).orElse(0L), ImpactForm.number(value(high)).orElse(null));
  }

  private static Instant moment(Map<String, String> typed, String field) {
    return ImpactForm.instant(typed.getOrDefault(field, "")).orElseThrow();
  }

  private static Optional<LocalDate> day(Map<String, String> typed) {
    try {
      String day = typed.getOrDefault(DAY, "");
      return day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day));
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }
}
