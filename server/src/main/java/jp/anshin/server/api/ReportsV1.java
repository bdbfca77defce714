package jp.anshin.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportId;
import jp.anshin.operator.Audience;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.reports.Reports;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports for programs: the same deeds and the same refusals as on the console. */
@RestController
@RequestMapping(
    path = "/api/v1/incidents/{incident}/reports",
    produces = MediaType.APPLICATION_JSON_VALUE)
class ReportsV1 {

  private final Incidents incidents;
  private final Reports reports;

  ReportsV1(Incidents incidents, Reports reports) {
    this.incidents = incidents;
    this.reports = reports;
  }

  /** What a body asks to be done. */
  private interface Deed {
    Report on(ReportId id, ReportBody body, String who);
  }

  @GetMapping
  List<ReportAnswer> all(
      @PathVariable String incident, @RequestParam(defaultValue = "STAFF") Audience audience) {
    return reports.of(incidents.required(incident).id()).stream()
        .map(each -> ReportAnswer.of(each, audience))
        .toList();
  }

  @GetMapping("/{kind}")
  ReportAnswer one(
      @PathVariable String incident,
      @PathVariable DraftKind kind,
      @RequestParam(defaultValue = "STAFF") Audience audience) {
    return ReportAnswer.of(
        reports.required(new ReportId(incidents.required(incident).id(), kind)), audience);
  }

  /** Begins a report with the latest draft. Only JSON is taken, as with every deed here. */
  @PostMapping(path = "/{kind}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<ReportAnswer> begin(
      @PathVariable String incident, @PathVariable DraftKind kind, Principal who) {
    Report begun =
        reports.begin(new ReportId(incidents.required(incident).id(), kind), who.getName());
    return ResponseEntity.created(
            URI.create("/api/v1/incidents/" + begun.id().incident() + "/reports/" + kind))
        .body(ReportAnswer.of(begun, Audience.STAFF));
  }

  @PostMapping(path = "/{kind}/{deed}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ReportAnswer act(
      @PathVariable String incident,
      @PathVariable DraftKind kind,
      @PathVariable String deed,
      InputStream sent,
      Principal who)
      throws IOException {
    var id = new ReportId(incidents.required(incident).id(), kind);
    Deed meant = deed(deed);
    ReportBody body = SentJson.read(sent.readNBytes(SentJson.OCTETS_MAX + 1), ReportBody.class);
    return ReportAnswer.of(meant.on(id, body, who.getName()), Audience.STAFF);
  }

  private Deed deed(String name) {
    return switch (name) {
      case "edit" ->
          (id, body, who) ->
              reports.edit(
                  id, body.readRevision(), who, body.edits(), body.draftVersion(), body.said());
      case "review" -> (id, body, who) -> reports.review(id, body.readRevision(), who, body.said());
      case "send-back" ->
          (id, body, who) -> reports.sendBack(id, body.readRevision(), who, body.said());
      case "approve" ->
          (id, body, who) -> reports.approve(id, body.readRevision(), who, body.said());
      case "submit" ->
          (id, body, who) -> {
            body.checkVersion(reports.required(id).latest().number());
            return reports.submit(id, body.readRevision(), who, body.sent(reports.present(id)));
          };
      case "countersign" ->
          (id, body, who) ->
              reports.countersign(id, body.readRevision(), who, body.readVersion(), body.said());
      case "withdraw" ->
          (id, body, who) -> reports.withdraw(id, body.readRevision(), who, body.said());
      default -> throw new Refusal("path.unknown", name);
    };
  }
}
