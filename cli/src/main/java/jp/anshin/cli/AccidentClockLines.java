package jp.anshin.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jp.anshin.core.Interval;
import jp.anshin.law.Bounds;
import jp.anshin.law.Citation;
import jp.anshin.law.Figures;
import jp.anshin.law.Question;
import jp.anshin.law.clock.ClockDuty;
import jp.anshin.law.clock.Crossing;
import jp.anshin.law.clock.Crossing.State;
import jp.anshin.law.words.LawWords;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The clock as JSON for programs and as lines for people. */
final class AccidentClockLines {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final AccidentClockReading read;
  private final Texts texts;
  private final LawWords words;
  private final Locale locale;

  private AccidentClockLines(AccidentClockReading read, Texts texts) {
    this.read = read;
    this.texts = texts;
    this.locale = texts.language().locale();
    this.words = LawWords.in(locale);
  }

  static String json(AccidentClockReading read, Texts texts) {
    return new AccidentClockLines(read, texts).json();
  }

  static List<String> story(AccidentClockReading read, Texts texts) {
    return new AccidentClockLines(read, texts).story();
  }

  private String json() {
    ObjectNode line = JSON.objectNode();
    line.put("now", read.now().toString());
    line.set("began", interval(read.outage().began()));
    line.set("ended", interval(read.outage().ended()));
    line.put("serious", read.judged().serious());
    line.put("periodic", read.judged().periodic());
    line.put("rulebook", read.judged().edition());
    line.set("durationSeconds", bounds(read.judged().read().durationSeconds()));
    line.set("users", bounds(read.judged().read().users()));
    line.put("countsStatedLater", read.later().size());
    ArrayNode crossings = line.putArray("crossings");
    read.crossings().forEach(each -> crossings.add(crossing(each)));
    read.facilities().forEach(each -> crossings.add(crossing(each).put("ofFacility", true)));
    ArrayNode duties = line.putArray("duties");
    read.duties().forEach(each -> duties.add(duty(each)));
    ArrayNode unknowns = line.putArray("unknowns");
    for (Question each : read.questions()) {
      ObjectNode unknown = unknowns.addObject();
      unknown.put("key", each.key());
      unknown.put("question", told(each));
    }
    ArrayNode caveats = line.putArray("caveats");
    caveats().forEach(caveats::add);
    return line.toString();
  }

  private static ObjectNode bounds(Bounds bounds) {
    ObjectNode node = JSON.objectNode();
    node.put("min", bounds.min());
    node.put("max", bounds.max());
    return node;
  }

  private static @Nullable ObjectNode interval(@Nullable Interval at) {
    if (at == null) {
      return null;
    }
    ObjectNode node = JSON.objectNode();
    node.put("earliest", at.earliest().toString());
    node.put("latest", at.latest().toString());
    return node;
  }

  private static ObjectNode crossing(Crossing crossing) {
    ObjectNode node = JSON.objectNode();
    node.put("duty", word(crossing.duty()));
    node.put("row", crossing.rule().isEmpty() ? null : crossing.rule());
    node.put("durationMinutes", crossing.durationMinutes());
    node.put("users", crossing.users());
    node.put("reading", word(crossing.reading()));
    node.put("state", word(crossing.state()));
    node.put("earliest", text(crossing.earliest()));
    node.put("estimate", text(crossing.estimate()));
    node.put("latest", text(crossing.latest()));
    Citation citation = crossing.citation();
    node.put("article", citation.article());
    node.put("verified", citation.verified());
    node.put("proposed", crossing.proposed());
    node.put("ofFacility", false);
    return node;
  }

  private ObjectNode duty(ClockDuty duty) {
    ObjectNode node = JSON.objectNode();
    node.put("key", duty.key());
    node.put("name", name(duty, texts));
    node.put("basis", word(duty.basis()));
    node.put("applies", AccidentJudgment.word(duty.applies()));
    node.put("dueAt", text(duty.dueAt()));
    LocalDate day = duty.dueOn();
    node.put("dueOn", day == null ? null : day.toString());
    Duration elapsed = elapsed(duty);
    node.put("elapsedSeconds", elapsed.toSeconds());
    Citation citation = duty.citation();
    node.put("article", citation == null ? null : citation.article());
    node.put("verified", duty.verified());
    return node;
  }

  private Duration elapsed(ClockDuty duty) {
    return Duration.between(duty.since().earliest(), read.now());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  private List<String> story() {
    var lines = new ArrayList<String>();
    lines.add(
        texts.sentence(
            "clock.heading",
            Figures.time(read.now(), locale),
            words.duration(read.judged().read().durationSeconds()),
            words.users(read.judged().read().users())));
    lines.add(words.verdict(read.judged().said().verdict()));
    lines.add("");
    lines.add(texts.sentence("clock.crossings"));
    read.crossings().forEach(each -> lines.add("  - " + told(each, duty(each))));
    read.facilities().forEach(each -> lines.add("  - " + told(each, "FACILITY")));
    if (read.crossings().isEmpty()) {
      lines.add("  - " + texts.sentence("clock.no-crossing"));
    }
    lines.add("");
    lines.add(texts.sentence("clock.duties"));
    read.duties().forEach(each -> lines.add("  - " + told(each)));
    if (!read.questions().isEmpty()) {
      lines.add("");
      lines.add(texts.sentence("accident.questions"));
      read.questions().forEach(each -> lines.add("  - " + told(each)));
    }
    lines.add("");
    lines.add(texts.sentence("accident.caveats"));
    caveats().forEach(caveat -> lines.add("  - " + caveat));
    return lines;
  }

  private String told(Question question) {
    return words.question(question, id -> read.judged().categoryName(texts));
  }

  private List<String> caveats() {
    var lines = new ArrayList<String>();
    lines.add(texts.sentence("clock.caveat.nothing-changes"));
    lines.add(texts.sentence("clock.caveat.users"));
    if (!read.later().isEmpty()) {
      lines.add(
          texts.sentence(
              "clock.caveat.later",
              Integer.toString(read.later().size()),
              Integer.toString(read.later().getFirst().line())));
    }
    read.judged()
        .said()
        .caveats()
        .forEach(
            caveat -> lines.add(words.caveat(caveat, id -> read.judged().categoryName(texts))));
    read.judged().assumed().forEach(each -> lines.add(each.sentence(locale)));
    return lines;
  }

  private static String duty(Crossing crossing) {
    return crossing.proposed() ? "PROPOSED" : crossing.duty().name();
  }

  private String told(Crossing crossing, String duty) {
    String pair =
        crossing.users() == 0
            ? words.duration(Bounds.exactly(crossing.durationMinutes() * 60))
            : crossing.durationMinutes() == 0
                ? texts.sentence("clock.users-only", words.users(Bounds.exactly(crossing.users())))
                : texts.sentence(
                    "clock.pair",
                    words.duration(Bounds.exactly(crossing.durationMinutes() * 60)),
                    words.users(Bounds.exactly(crossing.users())));
    String reading =
        crossing.users() == 0 ? "" : texts.sentence("clock.reading." + crossing.reading());
    String article = crossing.citation().article();
    String line =
        texts.sentence(
            "clock.crossing",
            texts.sentence("clock.duty." + duty),
            pair,
            reading,
            when(crossing),
            article == null ? crossing.rule() : article);
    return crossing.citation().verified()
        ? line
        : line + " " + texts.sentence("clock.mark", words.unverified());
  }

  private String when(Crossing crossing) {
    State state = crossing.state();
    return texts.sentence(
        "clock.state." + state,
        time(crossing.earliest(), "clock.no-estimate"),
        time(crossing.estimate(), "clock.no-estimate"),
        time(crossing.latest(), "clock.no-certain"));
  }

  private String time(@Nullable Instant at, String otherwise) {
    return at == null ? texts.sentence(otherwise) : Figures.time(at, locale);
  }

  /** What the duty is called. */
  static String name(ClockDuty duty, Texts texts) {
    return duty.name().isEmpty() ? texts.sentence("clock.name." + duty.key()) : duty.name();
  }

  private String told(ClockDuty duty) {
    String due;
    LocalDate day = duty.dueOn();
    Instant at = duty.dueAt();
    if (day != null) {
      due = texts.sentence("clock.due.day", words.day(day));
    } else if (at != null) {
      due =
          texts.sentence(
              at.isBefore(read.now()) ? "clock.due.passed" : "clock.due.at",
              Figures.time(at, locale));
    } else {
      due = texts.sentence("clock.due.elapsed", Figures.duration(elapsed(duty), locale));
    }
    Citation citation = duty.citation();
    String article = citation == null ? null : citation.article();
    String line =
        texts.sentence(
            "clock.duty-line",
            texts.sentence("clock.basis." + duty.basis()),
            name(duty, texts),
            due,
            texts.sentence("clock.applies." + duty.applies()),
            article == null ? "" : texts.sentence("clock.article", article));
    return duty.verified() ? line : line + " " + texts.sentence("clock.mark", words.unverified());
  }
}
