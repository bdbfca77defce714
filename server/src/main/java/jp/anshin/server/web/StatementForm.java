package jp.anshin.server.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jp.anshin.core.Detection;
import jp.anshin.core.Interval;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.ReportedKind;
import jp.anshin.incident.impact.AnswerableTime;
import jp.anshin.law.Figures;
import org.jspecify.annotations.Nullable;

/**
 * What a person says happened, as a form: what was typed stays, whatever is wrong with it.
 *
 * @param typed what is in each field
 * @param faults what is wrong, by field
 * @param kinds those that may be chosen
 * @param toConfirm day in Japan that is to be confirmed before it is taken, or null
 */
public record StatementForm(
    Map<String, String> typed,
    Map<String, String> faults,
    List<ReportedKind> kinds,
    @Nullable LocalDate toConfirm) {

  private static final List<String> FIELDS =
      List.of(
          "title",
          "kind",
          "began",
          "beganLatest",
          "noticedAt",
          "confirmedDay",
          "endedAt",
          "words",
          "revision");

  /** What can be done with a statement that was made. */
  enum Deed {
    RESTORED,
    RESUMED,
    CORRECTED;

    /** Under which name its form stands on the page. */
    String form() {
      return name().toLowerCase(Locale.ROOT) + "Form";
    }
  }

  public StatementForm {
    kinds = List.copyOf(kinds);
  }

  /** The form by which an incident is opened. */
  static StatementForm empty(Instant now) {
    return new StatementForm(
        Map.of("noticedAt", Show.field(now)), Map.of(), ReportedKind.offered(), null);
  }

  /** What stands there now, to be corrected, or to be over. */
  static StatementForm of(Detection stated, Instant now) {
    PersonStatement said = PersonStatement.of(stated);
    Interval start = said.startedAt();
    return new StatementForm(
        Map.of(
            "title", said.title(),
            "kind", said.kind().code(),
            "began", Show.field(start.earliest()),
            "beganLatest", start.isExact() ? "" : Show.field(start.latest()),
            "endedAt", Show.field(now),
            "revision", Integer.toString(stated.revision())),
        Map.of(),
        kinds(said.kind()),
        null);
  }

  /** One that nobody may choose stays where it is. */
  private static List<ReportedKind> kinds(ReportedKind present) {
    var kinds = new ArrayList<>(ReportedKind.offered());
    if (!kinds.contains(present)) {
      kinds.addFirst(present);
    }
    return kinds;
  }

  /** What a person sent, as it was sent. */
  private static LinkedHashMap<String, String> sent(Map<String, String> sent) {
    var typed = new LinkedHashMap<String, String>();
    FIELDS.forEach(field -> typed.put(field, sent.getOrDefault(field, "").strip()));
    return typed;
  }

  /** What a person sent to open an incident, checked. */
  static StatementForm opening(Map<String, String> sent, Show show, Instant now) {
    var form = new StatementForm(sent(sent), new LinkedHashMap<>(), ReportedKind.offered(), null);
    form.checkStatement(show, now);
    form.checkTime("noticedAt", show, form.start().map(Interval::earliest), now);
    return form.asked(form.start(), now);
  }

  /** What a person sent to correct what was stated, checked. */
  static StatementForm correcting(
      Map<String, String> sent, Detection stated, Show show, Instant now) {
    var form =
        new StatementForm(
            sent(sent), new LinkedHashMap<>(), kinds(PersonStatement.of(stated).kind()), null);
    form.checkStatement(show, now);
    form.checkWords(true, show);
    Optional<Interval> moved =
        form.start().filter(start -> !day(start).equals(day(stated.startedAt())));
    return form.asked(moved, now);
  }

  /** What a person sent to say that it is over, checked. */
  static StatementForm ending(Map<String, String> sent, Detection stated, Show show, Instant now) {
    var form = new StatementForm(sent(sent), new LinkedHashMap<>(), List.of(), null);
    form.checkTime("endedAt", show, Optional.of(stated.startedAt().earliest()), now);
    form.checkWords(false, show);
    return form;
  }

  /** What a person sent to say that it goes on after all, checked. */
  static StatementForm resuming(Map<String, String> sent, Show show) {
    var form = new StatementForm(sent(sent), new LinkedHashMap<>(), List.of(), null);
    form.checkWords(true, show);
    return form;
  }

  private void checkStatement(Show show, Instant now) {
    if (!PersonStatement.isTitle(value("title"))) {
      faults.put(
          "title",
          value("title").isEmpty()
              ? show.say("fault.empty")
              : show.say("report-new.fault.title", PersonStatement.TITLE_CHARACTERS_MAX));
    }
    if (kind().isEmpty()) {
      faults.put("kind", show.say("fault.kind"));
    }
    checkTime("began", show, Optional.empty(), now);
    if (!value("beganLatest").isEmpty()) {
      checkTime("beganLatest", show, instant("began"), now);
    }
  }

  private void checkTime(String field, Show show, Optional<Instant> notBefore, Instant now) {
    Optional<Instant> at = instant(field);
    if (at.isEmpty()) {
      faults.put(field, show.say("fault.time"));
    } else if (at.get().isAfter(now)) {
      faults.put(field, show.say("fault.future", show.time(now)));
    } else if (notBefore.filter(at.get()::isBefore).isPresent()) {
      faults.put(field, show.say("fault.before-beginning"));
    }
  }

  private void checkWords(boolean needed, Show show) {
    String words = value("words");
    if (needed && words.isEmpty()) {
      faults.put("words", show.say("fault.empty"));
    } else if (words.length() > ImpactForm.WORDS_MAX) {
      faults.put("words", show.say("fault.long", show.number(ImpactForm.WORDS_MAX)));
    }
  }

  /** The same, asking for a day that lies long ago and that this person has not confirmed. */
  private StatementForm asked(Optional<Interval> start, Instant now) {
    return start
        .filter(each -> AnswerableTime.isLongAgo(each.earliest(), now))
        .map(StatementForm::day)
        .map(day -> new StatementForm(typed, faults, kinds, day))
        .orElse(this);
  }

  /** The same, with what is wrong with its day. */
  StatementForm faulty(String field, String words) {
    var more = new LinkedHashMap<>(faults);
    more.putIfAbsent(field, words);
    return new StatementForm(typed, more, kinds, toConfirm);
  }

  static LocalDate day(Interval start) {
    return LocalDate.ofInstant(start.earliest(), Figures.JAPAN);
  }

  /** Whether there is a day to confirm, and it was not. */
  boolean unconfirmed() {
    LocalDate asked = toConfirm;
    return asked != null && !asked.toString().equals(value("confirmedDay"));
  }

  /** How many days before that moment it began. */
  public long daysBefore(Instant now) {
    return start().map(each -> Duration.between(each.earliest(), now).toDays()).orElse(0L);
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

  /** Whether that is the first field with something wrong: the one that has the focus. */
  public boolean isFirst(String field) {
    return faulty()
        && FIELDS.stream().filter(faults::containsKey).findFirst().orElse("").equals(field);
  }

  /** When it began, as far as that can be read. */
  Optional<Interval> start() {
    return instant("began")
        .map(from -> {
          Instant to = instant("beganLatest").orElse(from);
          return new Interval(from, to.isBefore(from) ? from : to);
        });
  }

  /** What it says; only when nothing is faulty. */
  PersonStatement statement() {
    return new PersonStatement(kind().orElseThrow(), value("title"), start().orElseThrow());
  }

  /** The same instead of what was stated: what was not touched stays as exact as it was. */
  PersonStatement statementInsteadOf(Detection before) {
    Interval was = before.startedAt();
    PersonStatement said = statement();
    boolean touched = !toTheSecond(was).equals(said.startedAt());
    return touched ? said : new PersonStatement(said.kind(), said.title(), was);
  }

  private static Interval toTheSecond(Interval at) {
    return new Interval(
        at.earliest().truncatedTo(ChronoUnit.SECONDS), at.latest().truncatedTo(ChronoUnit.SECONDS));
  }

  /** The moment in that field; only when nothing is faulty. */
  Instant at(String field) {
    return instant(field).orElseThrow();
  }

  /** Revision that this person saw; 0, which none has, where it cannot be read. */
  int revision() {
    return ImpactForm.number(value("revision")).map(Long::intValue).orElse(0);
  }

  /** Why, with the line ends it was typed with. */
  String words() {
    return Words.typed(value("words"));
  }

  private Optional<ReportedKind> kind() {
    return kinds.stream().filter(each -> each.code().equals(value("kind"))).findFirst();
  }

  private Optional<Instant> instant(String field) {
    return ImpactForm.instant(value(field));
  }
}
