package jp.anshin.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jp.anshin.route.scan.ScannedIncident;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a scan found: JSON, one incident a line, or a table for people. */
final class IncidentLines {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int GAP = 2;

  private IncidentLines() {}

  static String json(ScannedIncident incident) {
    ObjectNode json = JSON.objectNode();
    json.set("kinds", texts(incident.kinds()));
    json.put("startedAt", text(incident.startedAt()));
    json.put("detectedAt", text(incident.detectedAt()));
    json.put("endedAt", text(incident.endedAt()));
    ArrayNode peers = json.putArray("peers");
    for (ScannedIncident.Peer peer : incident.peers()) {
      peers.addObject().put("address", peer.address()).put("as", peer.as());
    }
    ArrayNode suspects = json.putArray("suspects");
    incident.suspects().forEach(suspects::add);
    json.put("routeCount", incident.routeCount());
    json.put("newMoreSpecificCount", incident.newMoreSpecificCount());
    json.put("originCount", incident.originCount());
    json.set("prefixSample", texts(incident.prefixSample()));
    return json.toString();
  }

  static List<String> table(List<ScannedIncident> incidents, Texts texts) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of(texts.sentence("scan.columns").split("\\|")));
    for (ScannedIncident incident : incidents) {
      String end = text(incident.endedAt());
      rows.add(
          List.of(
              String.valueOf(text(incident.startedAt())),
              String.valueOf(text(incident.detectedAt())),
              end == null ? texts.sentence("scan.lasting") : end,
              String.join(",", incident.kinds()),
              incident.suspects().stream().map(as -> "AS" + as).collect(Collectors.joining(",")),
              Long.toString(incident.routeCount()),
              Long.toString(incident.newMoreSpecificCount()),
              Long.toString(incident.originCount()),
              Integer.toString(incident.peers().size())));
    }
    return rows.stream().map(row -> aligned(row, rows)).toList();
  }

  private static String aligned(List<String> row, List<List<String>> rows) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      int column = i;
      int widest = rows.stream().mapToInt(other -> Columns.of(other.get(column))).max().orElse(0);
      line.append(row.get(i)).repeat(' ', widest - Columns.of(row.get(i)) + GAP);
    }
    return line.toString().stripTrailing();
  }

  private static ArrayNode texts(List<String> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(array::add);
    return array;
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
