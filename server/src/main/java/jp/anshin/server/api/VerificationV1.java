package jp.anshin.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.verification.Measure;
import jp.anshin.incident.verification.Verification;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.verifications.Verifications;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lessons and measures for programs: the same deeds and refusals as on the console. */
@RestController
@RequestMapping(
    path = "/api/v1/incidents/{incident}/verification",
    produces = MediaType.APPLICATION_JSON_VALUE)
class VerificationV1 {

  private final Incidents incidents;
  private final Verifications verifications;

  VerificationV1(Incidents incidents, Verifications verifications) {
    this.incidents = incidents;
    this.verifications = verifications;
  }

  /** A verification as a program reads it. */
  record Answer(
      String incident,
      int revision,
      String lessons,
      List<MeasureAnswer> measures,
      List<Deed> history) {
    static Answer of(Verification verification) {
      return new Answer(
          verification.incident().value(),
          verification.revision(),
          verification.lessons(),
          verification.measures().stream().map(MeasureAnswer::of).toList(),
          verification.events().stream()
              .map(each -> new Deed(each.getClass().getSimpleName(), each.at(), each.by()))
              .toList());
    }
  }

  /** A measure; {@code doneAt}, {@code doneBy} and {@code effect} are null while it is open. */
  record MeasureAnswer(
      int number,
      String what,
      String owner,
      LocalDate due,
      List<String> standards,
      @Nullable Instant doneAt,
      @Nullable String doneBy,
      @Nullable String effect) {
    static MeasureAnswer of(Measure measure) {
      Measure.Done done = measure.done();
      return new MeasureAnswer(
          measure.number(),
          measure.what(),
          measure.owner(),
          measure.due(),
          measure.standards(),
          done == null ? null : done.at(),
          done == null ? null : done.by(),
          done == null ? null : done.effect());
    }
  }

  /** One thing that happened to it. */
  record Deed(String what, Instant at, String by) {}

  /**
   * What a program wants done. What a deed does not need is left out.
   *
   * @param revision as it was read; always needed
   * @param number of a measure; left out for a new one
   * @param words lessons, what is done, effect or reason
   * @param owner of a measure
   * @param due of a measure
   * @param standards of a measure
   */
  record Body(
      @Nullable Integer revision,
      @Nullable Integer number,
      @Nullable String words,
      @Nullable String owner,
      @Nullable LocalDate due,
      @Nullable List<@Nullable String> standards) {

    int read() {
      return Optional.ofNullable(revision).orElseThrow(() -> SentJson.missing("revision"));
    }

    int which() {
      return Optional.ofNullable(number).orElseThrow(() -> SentJson.missing("number"));
    }

    LocalDate by() {
      return Optional.ofNullable(due).orElseThrow(() -> SentJson.missing("due"));
    }

    String said() {
      return words == null ? "" : words;
    }

    List<String> items() {
      return standards == null
          ? List.of()
          : standards.stream().filter(Objects::nonNull).map(String::strip).toList();
    }
  }

  @GetMapping
  Answer read(@PathVariable String incident) {
    return Answer.of(verifications.of(incidents.required(incident).id()));
  }

  @PostMapping(path = "/{deed}", consumes = MediaType.APPLICATION_JSON_VALUE)
  Answer act(
      @PathVariable String incident,
      @PathVariable String deed,
      InputStream sent,
      Principal principal)
      throws IOException {
    IncidentId id = incidents.required(incident).id();
    String who = principal.getName();
    Body body = SentJson.read(sent.readNBytes(SentJson.OCTETS_MAX + 1), Body.class);
    return Answer.of(
        switch (deed) {
          case "lessons" -> verifications.writeLessons(id, body.read(), who, body.said());
          case "measure" -> measure(id, body, who);
          case "done" -> verifications.done(id, body.read(), who, body.which(), body.said());
          case "reopen" -> verifications.reopen(id, body.read(), who, body.which(), body.said());
          default -> throw new Refusal("path.unknown", deed);
        });
  }

  private Verification measure(IncidentId id, Body body, String who) {
    return verifications.setMeasure(
        id,
        body.read(),
        who,
        body.number() == null ? 0 : body.number(),
        body.said(),
        body.owner() == null ? "" : body.owner(),
        body.by(),
        body.items());
  }
}
