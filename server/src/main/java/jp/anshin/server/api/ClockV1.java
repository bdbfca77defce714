package jp.anshin.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.List;
import jp.anshin.incident.Incident;
import jp.anshin.incident.Notice;
import jp.anshin.incident.impact.CountedUsers;
import jp.anshin.operator.Operator;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.duties.Duties;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Live counts, notices to users, and the clock they drive, for programs. */
@RestController
@RequestMapping(path = "/api/v1/incidents/{incident}", produces = MediaType.APPLICATION_JSON_VALUE)
class ClockV1 {

  private final Incidents incidents;
  private final Determinations determinations;
  private final Duties duties;
  private final Answerable answerable;

  ClockV1(
      Incidents incidents, Determinations determinations, Duties duties, Answerable answerable) {
    this.incidents = incidents;
    this.determinations = determinations;
    this.duties = duties;
    this.answerable = answerable;
  }

  @GetMapping("/clock")
  ClockAnswer clock(@PathVariable String incident) {
    return ClockAnswer.of(duties.clock(incidents.required(incident)));
  }

  /** In the order they were stated. */
  @GetMapping("/user-counts")
  Answers.Page<ClockAnswer.Counted> counts(
      @PathVariable String incident,
      @RequestParam(defaultValue = "500") int limit,
      @RequestParam(defaultValue = "0") int offset) {
    return ApiV1.page(
        incidents.required(incident).counts().stream().map(ClockAnswer.Counted::of).toList(),
        limit,
        offset);
  }

  /** Keeps counts, all or none; 201 when any was new, 200 when all were known. */
  @PostMapping(path = "/counts", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<ClockAnswer.Kept> count(
      @PathVariable String incident, InputStream sent, Principal who) throws IOException {
    Incident known = incidents.required(incident);
    Operator operator =
        determinations.operator(known).orElseThrow(() -> new Refusal("operator-file.unknown", "1"));
    List<CountedUsers> counts =
        SentJson.read(sent.readNBytes(SentJson.OCTETS_MAX + 1), CountsBody.class)
            .read(operator, answerable.of(known));
    int kept = incidents.countUsers(known.id(), who.getName(), counts).size();
    return ResponseEntity.status(kept > 0 ? HttpStatus.CREATED : HttpStatus.OK)
        .body(new ClockAnswer.Kept(kept, counts.size() - kept));
  }

  @GetMapping("/notices")
  List<ClockAnswer.Told> notices(@PathVariable String incident) {
    return incidents.required(incident).notices().stream().map(ClockAnswer.Told::of).toList();
  }

  /** Records that users were told; 201 with all notices, 200 when it was recorded already. */
  @PostMapping(path = "/notices", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<List<ClockAnswer.Told>> notice(
      @PathVariable String incident, InputStream sent, Principal who) throws IOException {
    Incident known = incidents.required(incident);
    Notice notice =
        SentJson.read(sent.readNBytes(SentJson.OCTETS_MAX + 1), NoticeBody.class)
            .read(determinations.operator(known), answerable.of(known));
    Incident after = incidents.giveNotice(known.id(), who.getName(), notice);
    boolean isNew = after.notices().size() > known.notices().size();
    return ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
        .body(after.notices().stream().map(ClockAnswer.Told::of).toList());
  }
}
