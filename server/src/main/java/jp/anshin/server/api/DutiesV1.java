package jp.anshin.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Instant;
import jp.anshin.incident.Incident;
import jp.anshin.server.duties.DutyReports;
import jp.anshin.server.incidents.Incidents;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Other duties of an incident for programs: the same deeds and refusals as on the console. */
@RestController
@RequestMapping(
    path = "/api/v1/incidents/{incident}/duties/{key}",
    produces = MediaType.APPLICATION_JSON_VALUE)
class DutiesV1 {

  private final Incidents incidents;
  private final DutyReports reports;
  private final Answerable answerable;

  DutiesV1(Incidents incidents, DutyReports reports, Answerable answerable) {
    this.incidents = incidents;
    this.reports = reports;
    this.answerable = answerable;
  }

  @GetMapping
  DutyAnswer duty(@PathVariable String incident, @PathVariable String key) {
    return DutyAnswer.of(reports.of(incidents.required(incident), key));
  }

  /** Records that its report was made; 201, or 200 when that was recorded already. */
  @PostMapping(path = "/done", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<DutyAnswer> done(
      @PathVariable String incident, @PathVariable String key, InputStream sent, Principal who)
      throws IOException {
    Incident known = incidents.required(incident);
    Instant now = answerable.of(known).latest();
    Incident after = reports.record(known, key, who.getName(), read(sent).sent(now), now);
    boolean isNew = after.dutyReports().size() > known.dutyReports().size();
    return ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
        .body(DutyAnswer.of(reports.of(after, key)));
  }

  @PostMapping(path = "/withdraw", consumes = MediaType.APPLICATION_JSON_VALUE)
  DutyAnswer withdraw(
      @PathVariable String incident, @PathVariable String key, InputStream sent, Principal who)
      throws IOException {
    Incident known = incidents.required(incident);
    DutyBody body = read(sent);
    Incident after =
        reports.withdraw(known.id(), key, who.getName(), body.wrongNumber(), body.said().strip());
    return DutyAnswer.of(reports.of(after, key));
  }

  private static DutyBody read(InputStream sent) throws IOException {
    return SentJson.read(sent.readNBytes(SentJson.OCTETS_MAX + 1), DutyBody.class);
  }
}
