package jp.anshin.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.ReportedKind;
import jp.anshin.incident.impact.AnswerChecks;
import jp.anshin.incident.impact.AnswerableTime;
import jp.anshin.law.Figures;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.duties.Duties;
import jp.anshin.server.duties.Duty;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.incidents.Incidents.Reported;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Incidents that no sensor saw, for programs of the operator: opened, corrected, over. */
@RestController
@RequestMapping(
    path = "/api/v1/incidents",
    produces = MediaType.APPLICATION_JSON_VALUE,
    consumes = MediaType.APPLICATION_JSON_VALUE)
class StatementsV1 {

  private final Incidents incidents;
  private final Determinations determinations;
  private final Duties duties;
  private final Answerable answerable;

  StatementsV1(
      Incidents incidents, Determinations determinations, Duties duties, Answerable answerable) {
    this.incidents = incidents;
    this.determinations = determinations;
    this.duties = duties;
    this.answerable = answerable;
  }

  /** From when to when; {@code latest} left out, the moment is known exactly. */
  record Moment(@Nullable Instant earliest, @Nullable Instant latest) {}

  /**
   * What happened.
   *
   * @param title one line
   * @param kind a code of {@link ReportedKind}
   * @param startedAt when it began
   * @param noticedAt when it was noticed; left out, now
   * @param confirmedDay the day in Japan on which it began, once more, where that is long ago: a
   *     slip in the year would choose another edition of the law
   */
  record Body(
      @Nullable String title,
      @Nullable String kind,
      @Nullable Moment startedAt,
      @Nullable Instant noticedAt,
      @Nullable LocalDate confirmedDay) {}

  /**
   * What is said instead.
   *
   * @param readRevision revision of the statement that was read
   * @param words why
   */
  record Correction(
      @Nullable Integer readRevision,
      @Nullable String title,
      @Nullable String kind,
      @Nullable Moment startedAt,
      @Nullable LocalDate confirmedDay,
      @Nullable String words) {}

  /** That it was over at {@code endedAt}. */
  record End(@Nullable Integer readRevision, @Nullable Instant endedAt, @Nullable String words) {}

  /** That it goes on after all. */
  record Resumption(@Nullable Integer readRevision, @Nullable String words) {}

  /**
   * Why an incident is closed.
   *
   * @param leaving true by whoever knows that duties remain which are not done
   */
  record Closing(@Nullable String words, @Nullable Boolean leaving) {}

  /** Why a closed incident is opened again. */
  record Reopening(@Nullable String words) {}

  static ResponseEntity<Answers.Whole> answer(Reported reported) {
    Answers.Whole whole = Answers.Whole.of(reported.incident());
    return reported.opened()
        ? ResponseEntity.created(URI.create("/api/v1/incidents/" + whole.id())).body(whole)
        : ResponseEntity.ok(whole);
  }

  /** Opens an incident; 201, or 200 when the same beginning and title were sent before. */
  @PostMapping
  ResponseEntity<Answers.Whole> open(InputStream sent, Principal who) throws IOException {
    Body body = read(sent, Body.class);
    Instant now = answerable.now();
    PersonStatement said = statement(body.title(), body.kind(), body.startedAt(), now);
    checkDay(said.startedAt(), body.confirmedDay(), now);
    Instant noticed = body.noticedAt() == null ? now : body.noticedAt();
    checkTime(noticed, "noticedAt", new Interval(said.startedAt().earliest(), now));
    return answer(incidents.report(said.first(who.getName(), noticed, now), who.getName()));
  }

  @PostMapping("/{id}/restored")
  Answers.Whole restored(@PathVariable String id, InputStream sent, Principal who)
      throws IOException {
    Incident incident = incidents.required(id);
    End body = read(sent, End.class);
    Instant end =
        Optional.ofNullable(body.endedAt()).orElseThrow(() -> SentJson.missing("endedAt"));
    checkTime(
        end,
        "endedAt",
        new Interval(incident.startedAt().earliest(), answerable.of(incident).latest()));
    return Answers.Whole.of(
        incidents.restored(
            incident.id(), revision(body.readRevision()), end, who.getName(), why(body.words())));
  }

  @PostMapping("/{id}/resumed")
  Answers.Whole resumed(@PathVariable String id, InputStream sent, Principal who)
      throws IOException {
    Resumption body = read(sent, Resumption.class);
    return Answers.Whole.of(
        incidents.resumed(
            incidents.required(id).id(),
            revision(body.readRevision()),
            who.getName(),
            needed(body.words())));
  }

  @PostMapping("/{id}/corrected")
  Answers.Whole corrected(@PathVariable String id, InputStream sent, Principal who)
      throws IOException {
    Incident incident = incidents.required(id);
    Correction body = read(sent, Correction.class);
    Instant now = answerable.of(incident).latest();
    PersonStatement said = statement(body.title(), body.kind(), body.startedAt(), now);
    if (!day(said.startedAt()).equals(day(incident.startedAt()))) {
      checkDay(said.startedAt(), body.confirmedDay(), now);
    }
    return Answers.Whole.of(
        incidents.correct(
            incident.id(),
            revision(body.readRevision()),
            said,
            who.getName(),
            needed(body.words())));
  }

  /** Closes an incident; duties that are not done remain, so whoever leaves some says so. */
  @PostMapping("/{id}/closed")
  Answers.Whole closed(@PathVariable String id, InputStream sent, Principal who)
      throws IOException {
    Closing body = read(sent, Closing.class);
    String why = needed(body.words());
    Incident incident = incidents.required(id);
    List<Duty> left = duties.clock(incident).leftOpen();
    boolean known =
        incident.status() == IncidentStatus.CLOSED || Boolean.TRUE.equals(body.leaving());
    if (!known && !left.isEmpty()) {
      throw Refusal.of(
          "incident.duties-left",
          locale ->
              List.of(
                  left.stream()
                      .map(duty -> duty.title().in(locale))
                      .collect(Collectors.joining(", "))));
    }
    return Answers.Whole.of(incidents.close(incident.id(), who.getName(), why));
  }

  /** Opens a closed incident again, whoever brought it in. */
  @PostMapping("/{id}/reopened")
  Answers.Whole reopened(@PathVariable String id, InputStream sent, Principal who)
      throws IOException {
    Reopening body = read(sent, Reopening.class);
    return Answers.Whole.of(
        incidents.reopen(incidents.required(id).id(), who.getName(), needed(body.words())));
  }

  private static <T> T read(InputStream sent, Class<T> type) throws IOException {
    return SentJson.read(sent.readNBytes(SentJson.OCTETS_MAX + 1), type);
  }

  private static PersonStatement statement(
      @Nullable String title, @Nullable String kind, @Nullable Moment startedAt, Instant now) {
    String line = Optional.ofNullable(title).orElseThrow(() -> SentJson.missing("title")).strip();
    if (!PersonStatement.isTitle(line)) {
      int most = PersonStatement.TITLE_CHARACTERS_MAX;
      throw SentJson.invalid(
          "title", "改行のない1～" + most + "字で書いてください", "one line of 1 to " + most + " characters");
    }
    return new PersonStatement(kind(kind), line, interval(startedAt, now));
  }

  private static ReportedKind kind(@Nullable String code) {
    return ReportedKind.offered().stream()
        .filter(each -> each.code().equals(code))
        .findFirst()
        .orElseThrow(() -> {
          String codes =
              ReportedKind.offered().stream()
                  .map(ReportedKind::code)
                  .collect(Collectors.joining(", "));
          return SentJson.invalid("kind", "使えるもの：" + codes, "one of " + codes);
        });
  }

  private static Interval interval(@Nullable Moment moment, Instant now) {
    Instant from = moment == null ? null : moment.earliest();
    if (moment == null || from == null) {
      throw SentJson.missing("startedAt.earliest");
    }
    Instant to = moment.latest() == null ? from : moment.latest();
    if (to.isBefore(from)) {
      throw SentJson.invalid("startedAt", "latestがearliestより前です", "latest is before earliest");
    }
    checkTime(to, "startedAt", new Interval(Instant.MIN, now));
    return new Interval(from, to);
  }

  private static void checkTime(Instant at, String where, Interval possible) {
    if (at.isAfter(possible.latest())) {
      throw SentJson.invalid(
          where,
          "いま（" + possible.latest() + "）より後です",
          "it is later than now, " + possible.latest());
    }
    if (at.isBefore(possible.earliest())) {
      throw SentJson.invalid(
          where,
          "発生（" + possible.earliest() + "）より前です",
          "it is before the beginning, " + possible.earliest());
    }
  }

  private void checkDay(Interval start, @Nullable LocalDate confirmed, Instant now) {
    LocalDate day = day(start);
    String edition =
        determinations
            .editionOn(day)
            .orElseThrow(() -> new Refusal("incident.before-law", day.toString()));
    if (AnswerableTime.isLongAgo(start.earliest(), now) && !day.equals(confirmed)) {
      throw new Refusal(
          "incident.day-unconfirmed",
          day.toString(),
          Long.toString(Duration.between(start.earliest(), now).toDays()),
          edition);
    }
  }

  private static LocalDate day(Interval start) {
    return LocalDate.ofInstant(start.earliest(), Figures.JAPAN);
  }

  private static int revision(@Nullable Integer read) {
    return Optional.ofNullable(read).orElseThrow(() -> SentJson.missing("readRevision"));
  }

  private static String why(@Nullable String words) {
    return SentJson.words("words", words, AnswerChecks.WORDS_MAX).strip();
  }

  private static String needed(@Nullable String words) {
    String why = why(words);
    if (why.isEmpty()) {
      throw SentJson.missing("words");
    }
    return why;
  }
}
