package jp.anshin.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jp.anshin.incident.Incident;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.runbook.Runbook;
import jp.anshin.incident.runbook.RunbookEvent.StepTicked;
import jp.anshin.incident.runbook.RunbookProgress;
import jp.anshin.incident.runbook.WorkedRunbook;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.runbooks.Runbooks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Runbooks of an incident for programs: the same deeds and refusals as on the console. */
@RestController
@RequestMapping(
    path = "/api/v1/incidents/{incident}/runbook",
    produces = MediaType.APPLICATION_JSON_VALUE)
class RunbookV1 {

  private final Incidents incidents;
  private final Runbooks runbooks;

  RunbookV1(Incidents incidents, Runbooks runbooks) {
    this.incidents = incidents;
    this.runbooks = runbooks;
  }

  /** All runbooks of an incident, and every tick that stands. */
  record Answer(String incident, List<Book> runbooks, List<Tick> ticks) {
    static Answer of(Incident incident, List<WorkedRunbook> runbooks, RunbookProgress progress) {
      return new Answer(
          incident.id().value(),
          runbooks.stream().map(Book::of).toList(),
          progress.ticks().values().stream().map(Tick::of).toList());
    }
  }

  /**
   * One runbook, as the incident is worked by it.
   *
   * @param version 0 as shipped
   * @param newer the version in force, when that says something else; else null
   */
  record Book(
      String kind,
      int version,
      @Nullable Integer newer,
      List<Sentence> avoid,
      List<Step> check,
      List<Step> act) {
    static Book of(WorkedRunbook worked) {
      Runbook book = worked.runbook();
      Runbook newer = worked.newer();
      return new Book(
          book.kind(),
          book.version(),
          newer == null ? null : newer.version(),
          book.avoid().stream().map(Sentence::of).toList(),
          book.check().stream().map(Step::of).toList(),
          book.act().stream().map(Step::of).toList());
    }
  }

  /** A sentence in both languages. */
  record Sentence(String ja, String en) {
    static Sentence of(LocalizedText text) {
      return new Sentence(text.japanese(), text.english());
    }
  }

  /** A step; {@code step} is what a tick names. */
  record Step(String step, String ja, String en) {
    static Step of(Runbook.Step step) {
      return new Step(step.id(), step.words().japanese(), step.words().english());
    }
  }

  /** A tick that stands, with the words of its step. */
  record Tick(String step, String ja, String en, Instant at, String by, String note) {
    static Tick of(StepTicked ticked) {
      return new Tick(
          ticked.step(),
          ticked.words().japanese(),
          ticked.words().english(),
          ticked.at(),
          ticked.by(),
          ticked.note());
    }
  }

  /**
   * What a program wants done.
   *
   * @param step which; needed to tick and untick
   * @param note what was found; may be left out
   * @param kind of which runbook; needed to take over
   * @param version the one to take over; needed for that
   */
  record Body(
      @Nullable String step,
      @Nullable String note,
      @Nullable String kind,
      @Nullable Integer version) {}

  @GetMapping
  Answer read(@PathVariable String incident) {
    Incident known = incidents.required(incident);
    return answer(known, runbooks.of(known.id()));
  }

  @PostMapping(path = "/{deed}", consumes = MediaType.APPLICATION_JSON_VALUE)
  Answer act(
      @PathVariable String incident,
      @PathVariable String deed,
      InputStream sent,
      Principal principal)
      throws IOException {
    Incident known = incidents.required(incident);
    String who = principal.getName();
    Body body = SentJson.read(sent.readNBytes(SentJson.OCTETS_MAX + 1), Body.class);
    return answer(
        known,
        switch (deed) {
          case "tick" ->
              runbooks.tick(
                  known.id(),
                  who,
                  needed(body.step(), "step"),
                  Objects.requireNonNullElse(body.note(), ""));
          case "untick" -> runbooks.untick(known.id(), who, needed(body.step(), "step"));
          case "take-over" ->
              runbooks.takeOver(
                  known.id(), who, needed(body.kind(), "kind"), needed(body.version(), "version"));
          default -> throw new Refusal("path.unknown", deed);
        });
  }

  private Answer answer(Incident incident, RunbookProgress progress) {
    return Answer.of(incident, runbooks.runbooks(incident, progress), progress);
  }

  private static <T> T needed(@Nullable T sent, String field) {
    return Optional.ofNullable(sent).orElseThrow(() -> SentJson.missing(field));
  }
}
