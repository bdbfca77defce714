package jp.anshin.server.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.server.incidents.IncidentSummary;
import jp.anshin.server.incidents.Incidents;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What has happened? */
@Controller
class IncidentsPage {

  /** The list looks back over so many incidents; more is read through the interface, by time. */
  static final int LATEST_MAX = 2000;

  /** In place of a status: whatever nobody has closed, however long ago it began. */
  static final String NOT_CLOSED = "NOT_CLOSED";

  private static final int PAGE_LENGTH = 25;

  /** What can be chosen, as the form names it. */
  private static final List<String> STATUSES =
      Stream.concat(Stream.of(NOT_CLOSED), Arrays.stream(IncidentStatus.values()).map(Enum::name))
          .toList();

  private final Incidents incidents;
  private final Words words;

  IncidentsPage(Incidents incidents, Words words) {
    this.incidents = incidents;
    this.words = words;
  }

  @GetMapping("/incidents")
  String list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String status,
      @RequestParam(defaultValue = "1") int page,
      Locale locale,
      Model model) {
    List<IncidentSummary> found = found(q, status);
    int pages = Math.max(1, (found.size() + PAGE_LENGTH - 1) / PAGE_LENGTH);
    int shown = Math.clamp(page, 1, pages);
    model.addAttribute("q", q);
    model.addAttribute(
        "status", status.equals(NOT_CLOSED) ? status : status(status).map(Enum::name).orElse(""));
    model.addAttribute("statuses", STATUSES);
    model.addAttribute("page", shown);
    model.addAttribute("pages", pages);
    model.addAttribute("total", found.size());
    model.addAttribute(
        "incidents", found.stream().skip((shown - 1L) * PAGE_LENGTH).limit(PAGE_LENGTH).toList());
    return "incidents";
  }

  @GetMapping("/incidents.csv")
  ResponseEntity<byte[]> csv(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String status,
      Locale locale) {
    var show = new Show(locale, words);
    var table =
        new Csv(
            "id", "status", "started_at", "restored_at", "route_count", "headline", "simulated");
    for (IncidentSummary each : found(q, status)) {
      table.row(
          each.id().value(),
          each.status().name(),
          each.startedAt().toString(),
          each.restoredAt() == null ? "" : each.restoredAt().toString(),
          // None counted is not none hit: what a person reported has no routes.
          each.routeCount() == 0 ? "" : Long.toString(each.routeCount()),
          show.text(each.headline()),
          Boolean.toString(each.simulated()));
    }
    return file("incidents.csv", table);
  }

  static ResponseEntity<byte[]> file(String name, Csv table) {
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(table.bytes());
  }

  private List<IncidentSummary> found(String q, String status) {
    String wanted = q.strip().toLowerCase(Locale.ROOT);
    Optional<IncidentStatus> only = status(status);
    List<IncidentSummary> looked =
        status.equals(NOT_CLOSED) ? incidents.notClosed() : incidents.latest(LATEST_MAX);
    return looked.stream()
        .filter(each -> only.isEmpty() || each.status() == only.get())
        .filter(each -> wanted.isEmpty() || text(each).contains(wanted))
        .toList();
  }

  private static String text(IncidentSummary each) {
    return (each.id() + " " + each.headline().japanese() + " " + each.headline().english())
        .toLowerCase(Locale.ROOT);
  }

  private static Optional<IncidentStatus> status(@Nullable String name) {
    for (IncidentStatus status : IncidentStatus.values()) {
      if (status.name().equals(name)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
