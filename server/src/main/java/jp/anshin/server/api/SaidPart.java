package jp.anshin.server.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.anshin.incident.impact.AnswerChecks;
import jp.anshin.incident.impact.ImpactField;
import jp.anshin.incident.impact.ImpactField.Kind;
import jp.anshin.incident.impact.Said;
import jp.anshin.law.Truth;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one finer fact, as programs send and read it: the part that its kind asks for,
 * and if wished words on what that rests.
 *
 * @param truth YES, NO or UNDETERMINED
 * @param number within bounds
 * @param at a moment within bounds
 * @param day in Japanese time
 * @param codes what was chosen
 * @param words what is said in words, or else the evidence
 * @param steps how many were still affected for how many minutes, the first step first
 */
record SaidPart(
    @Nullable String truth,
    ImpactBody.@Nullable RangePart number,
    ImpactBody.@Nullable SpanPart at,
    @Nullable LocalDate day,
    @Nullable List<String> codes,
    @Nullable String words,
    @Nullable List<@Nullable StepPart> steps) {

  /** How many were affected until then, and for how many minutes. */
  record StepPart(ImpactBody.@Nullable RangePart users, ImpactBody.@Nullable RangePart minutes) {}

  /**
   * Reads what was sent.
   *
   * @param where it stands, for refusals
   * @param fields what can be said there
   * @throws Refusal where a key is not known or its kind asks for something else
   */
  static Map<String, Said> read(
      @Nullable Map<String, @Nullable SaidPart> sent, String where, List<ImpactField> fields) {
    var said = new TreeMap<String, Said>();
    if (sent != null) {
      sent.forEach((key, part) -> {
        String place = where + "." + key;
        ImpactField field =
            fields.stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> unknown(place, fields));
        said.put(
            key,
            Optional.ofNullable(part)
                .orElseThrow(() -> SentJson.missing(place))
                .said(field.kind(), place));
      });
    }
    return said;
  }

  /** What was said, as it is sent. */
  static SaidPart of(Said said) {
    var truth = said.truth();
    var at = said.at();
    var number = said.number();
    return new SaidPart(
        truth == null ? null : truth.name(),
        number.isUnknown() ? null : new ImpactBody.RangePart(number.min(), number.max()),
        at == null ? null : new ImpactBody.SpanPart(at.earliest(), at.latest()),
        said.day(),
        said.codes().isEmpty() ? null : said.codes(),
        said.words().isEmpty() ? null : said.words(),
        stepsOf(said));
  }

  private static @Nullable List<@Nullable StepPart> stepsOf(Said said) {
    var parts = new ArrayList<@Nullable StepPart>();
    for (Said.Step step : said.steps()) {
      parts.add(
          new StepPart(
              new ImpactBody.RangePart(step.users().min(), step.users().max()),
              new ImpactBody.RangePart(step.minutes().min(), step.minutes().max())));
    }
    return parts.isEmpty() ? null : parts;
  }

  private Said said(Kind kind, String place) {
    Kind sent = sent();
    boolean chosen = sent == Kind.CHOICE && kind == Kind.CHOICES;
    if (sent != kind && !chosen) {
      throw other(kind, place);
    }
    String evidence = SentJson.words(place + ".words", words, AnswerChecks.WORDS_MAX);
    Said said =
        switch (kind) {
          case TRUTH -> Said.of(SentJson.constant(Truth.class, truth, place + ".truth"));
          case NUMBER -> Said.of(ImpactBody.bounds(number, place + ".number"));
          case MOMENT ->
              Said.at(
                  Optional.ofNullable(ImpactBody.interval(at, place + ".at"))
                      .orElseThrow(() -> other(kind, place)));
          case DAY -> Said.on(Optional.ofNullable(day).orElseThrow(() -> other(kind, place)));
          case CHOICE, CHOICES ->
              Said.choosing(Optional.ofNullable(codes).orElseThrow(() -> other(kind, place)));
          case WORDS -> Said.inWords(evidence);
          case STEPS -> Said.inSteps(steps(place + ".steps"));
        };
    return said.because(evidence);
  }

  private List<Said.Step> steps(String place) {
    var read = new ArrayList<Said.Step>();
    for (StepPart part : Objects.requireNonNull(steps)) {
      String where = place + "[" + read.size() + "]";
      if (part == null || part.users() == null || part.minutes() == null) {
        throw SentJson.missing(where + ".users, " + where + ".minutes");
      }
      read.add(
          new Said.Step(
              ImpactBody.bounds(part.users(), where + ".users"),
              ImpactBody.bounds(part.minutes(), where + ".minutes")));
    }
    return read;
  }

  /** Everything that was said, by key. */
  static SortedMap<String, SaidPart> of(Map<String, Said> said) {
    var parts = new TreeMap<String, SaidPart>();
    said.forEach((key, one) -> parts.put(key, of(one)));
    return parts;
  }

  /** The kind of what is there, or null when that is nothing, or more than one. */
  private @Nullable Kind sent() {
    Kind found = null;
    int count = 0;
    if (truth != null) {
      found = Kind.TRUTH;
      count++;
    }
    if (number != null) {
      found = Kind.NUMBER;
      count++;
    }
    if (at != null) {
      found = Kind.MOMENT;
      count++;
    }
    if (day != null) {
      found = Kind.DAY;
      count++;
    }
    if (codes != null) {
      found = codes.size() == 1 ? Kind.CHOICE : Kind.CHOICES;
      count++;
    }
    if (steps != null) {
      found = Kind.STEPS;
      count++;
    }
    if (count == 0 && words != null && !words.isBlank()) {
      return Kind.WORDS;
    }
    return count == 1 ? found : null;
  }

  private static Refusal unknown(String place, List<ImpactField> fields) {
    String known = String.join(", ", fields.stream().map(ImpactField::key).toList());
    return SentJson.invalid(
        place, "知らない項目です。使えるもの：" + known, "there is no such key; known are " + known);
  }

  private static Refusal other(Kind kind, String place) {
    String part =
        switch (kind) {
          case TRUTH -> "truth";
          case NUMBER -> "number";
          case MOMENT -> "at";
          case DAY -> "day";
          case CHOICE, CHOICES -> "codes";
          case WORDS -> "words";
          case STEPS -> "steps";
        };
    boolean one = kind == Kind.CHOICE;
    return SentJson.invalid(
        place,
        part + (one ? "を一つ書いてください" : "を書いてください"),
        "give " + part + (one ? ", one of them" : ""));
  }
}
