package jp.anshin.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jp.anshin.core.Detection;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.law.Determination;
import jp.anshin.law.NearestMiss;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import jp.anshin.route.simulation.SimulationSize;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.determinations.Determined;
import jp.anshin.server.incidents.IncidentSummary;
import jp.anshin.server.reports.Drafts;
import jp.anshin.server.reports.KeptDraft;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What came of the demo, as the server has it.
 *
 * @param incidentCount how many incidents there are
 * @param incident the first of them, or null
 * @param determination what the law says of it, or null
 * @param drafts the latest of each kind that still apply
 * @param size of the event
 * @param timings how long it took
 */
record DemoSummary(
    int incidentCount,
    @Nullable Incident incident,
    @Nullable Determination determination,
    List<KeptDraft> drafts,
    SimulationSize size,
    DemoTimings timings) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** More than one is already wrong; a few are enough to say how many. */
  private static final int INCIDENTS_MAX = 100;

  private static final double ROUTE_COUNT_TOLERANCE = 0.01;
  private static final Duration DETECTED_WITHIN = Duration.ofSeconds(20);
  private static final long LEAKER = 15_169;
  private static final long LET_THROUGH = 701;

  DemoSummary {
    drafts = List.copyOf(drafts);
  }

  static DemoSummary of(AnshinServer server, SimulationSize size, DemoTimings timings) {
    List<IncidentSummary> all = server.incidents().latest(INCIDENTS_MAX);
    if (all.isEmpty()) {
      return new DemoSummary(0, null, null, List.of(), size, timings);
    }
    Incident incident = server.incidents().required(all.getLast().id());
    Optional<Determined> determined = server.part(Determinations.class).latest(incident.id());
    List<KeptDraft> drafts =
        server.part(Drafts.class).latest(incident.id()).stream()
            .filter(draft -> !draft.withdrawn())
            .toList();
    return new DemoSummary(
        all.size(),
        incident,
        determined.map(Determined::determination).orElse(null),
        drafts,
        size,
        timings);
  }

  /** Keys of what is not as the published accounts and the law want it; empty when all is well. */
  List<String> missed() {
    var missed = new ArrayList<String>();
    if (incidentCount != 1 || incident == null) {
      missed.add("one-incident");
      return missed;
    }
    Detection leak = incident.detections().getFirst();
    double off = Math.abs((double) leak.count("routeCount") / size.leakedPrefixes() - 1);
    expect(incident.simulated(), "simulated", missed);
    expect(leak.kinds().contains("leak"), "leak", missed);
    expect(leak.fact("suspects").stream().limit(1).toList().equals(text(LEAKER)), "leaker", missed);
    expect(
        leak.fact("letThrough").stream().limit(1).toList().equals(text(LET_THROUGH)),
        "let-through",
        missed);
    expect(off <= ROUTE_COUNT_TOLERANCE, "route-count", missed);
    Instant latest = leak.startedAt().latest().plus(DETECTED_WITHIN);
    expect(!leak.detectedAt().isAfter(latest), "detected", missed);
    expect(incident.status() == IncidentStatus.RESTORED, "restored", missed);
    judgement(missed);
    return missed;
  }

  private void judgement(List<String> missed) {
    Determination said = determination;
    expect(said != null && said.verdict() == Verdict.NOT_SERIOUS, "not-serious", missed);
    expect(said != null && said.periodic().required() == Truth.YES, "periodic", missed);
    expect(said != null && said.nearestMiss() != null, "nearest-miss", missed);
    boolean notice =
        drafts.stream().anyMatch(kept -> kept.draft().kind() == DraftKind.INFORMATION_SHARING);
    expect(notice, "notice", missed);
    boolean report =
        drafts.stream().anyMatch(kept -> kept.draft().kind() == DraftKind.FIRST_REPORT);
    expect(!report, "no-first-report", missed);
  }

  private static List<String> text(long as) {
    return List.of(Long.toString(as));
  }

  private static void expect(boolean met, String key, List<String> missed) {
    if (!met) {
      missed.add(key);
    }
  }

  /** The summary as one line of JSON; titles in the reader's language. */
  String json(Locale locale) {
    ObjectNode json = JSON.objectNode();
    json.put("simulated", true);
    json.put("incidentCount", incidentCount);
    if (incident != null) {
      incident(json, incident);
    }
    if (determination != null) {
      determination(json, determination);
    }
    ArrayNode written = json.putArray("drafts");
    for (KeptDraft kept : drafts) {
      written
          .addObject()
          .put("kind", name(kept.draft().kind()))
          .put("title", kept.draft().title().in(locale))
          .put("version", kept.version());
    }
    json.putObject("timings")
        .put("consoleReadyMillis", timings.consoleReadyMillis())
        .put("preparedMillis", timings.preparedMillis())
        .put("tablesKnownMillis", timings.tablesKnownMillis())
        .put("toldMillis", timings.toldMillis());
    return json.toString();
  }

  private static void incident(ObjectNode json, Incident incident) {
    Detection first = incident.detections().getFirst();
    json.put("id", incident.id().value());
    json.put("status", name(incident.status()));
    first.kinds().forEach(json.putArray("kinds")::add);
    json.put("startedAt", first.startedAt().latest().toString());
    json.put("detectedAt", first.detectedAt().toString());
    json.put("endedAt", incident.restoredAt().map(Instant::toString).orElse(null));
    first.fact("suspects").forEach(as -> json.withArray("suspects").add(Long.parseLong(as)));
    first.fact("letThrough").forEach(as -> json.withArray("letThrough").add(Long.parseLong(as)));
    for (String count : List.of("routeCount", "newMoreSpecificCount", "originCount")) {
      json.put(count, first.count(count));
    }
    ArrayNode peers = json.putArray("peers");
    for (String peer : first.fact("peers")) {
      int gap = peer.indexOf(" AS");
      peers
          .addObject()
          .put("address", peer.substring(0, gap))
          .put("as", Long.parseLong(peer.substring(gap + 3)));
    }
  }

  private static void determination(ObjectNode json, Determination said) {
    json.put("verdict", name(said.verdict()));
    json.put("periodic", name(said.periodic().required()));
    json.put("edition", String.join(",", said.editions()));
    NearestMiss miss = said.nearestMiss();
    if (miss == null) {
      json.putNull("nearestMiss");
    } else {
      json.putObject("nearestMiss")
          .put("service", miss.service())
          .put("row", miss.row())
          .put("durationMinutes", miss.cell().durationMinutes())
          .put("users", miss.cell().users())
          .put("secondsShort", miss.secondsShort().min())
          .put("usersShort", miss.usersShort().min());
    }
    ArrayNode unknowns = json.putArray("unknowns");
    said.questions()
        .forEach(
            asked -> unknowns.addObject().put("key", asked.key()).put("service", asked.service()));
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
