package jp.anshin.server.determinations;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings stored determinations of earlier versions to the form of today. What was not kept then is
 * unknown now; nothing that was said is changed.
 */
final class EarlierDeterminations {

  private EarlierDeterminations() {}

  /** The same, with whatever came later said to be unknown; of today's form, as it is. */
  static JsonNode brought(JsonNode stored) {
    if (stored instanceof ObjectNode root
        && root.get("facts") instanceof ObjectNode facts
        && root.get("determination") instanceof ObjectNode determination) {
      facts(facts);
      determination(determination);
    }
    return stored;
  }

  private static void facts(ObjectNode facts) {
    if (!facts.has("facilityOngoingSince")) {
      facts.putNull("facilityOngoingSince");
    }
    for (JsonNode each : facts.path("services")) {
      if (each instanceof ObjectNode service && !service.has("together")) {
        service.putNull("began");
        service.putNull("together");
      }
    }
    if (facts.has("statements")) {
      return;
    }
    facts.putNull("facilityClass");
    facts.putObject("statements");
    JsonNode services = facts.path("services");
    for (JsonNode each : services) {
      if (each instanceof ObjectNode service && service.has("accident")) {
        service(service, facts);
      }
    }
  }

  /** Then only whether it counts was kept, not what users met. */
  private static void service(ObjectNode service, ObjectNode facts) {
    String accident = service.remove("accident").asString();
    service.put(
        "impact",
        switch (accident) {
          case "YES" -> "STOP";
          case "NO" -> "NONE";
          case "UNDETERMINED" -> "UNKNOWN";
          default -> accident;
        });
    service.putNull("lpwa");
    service.putNull("counted");
    service.putArray("readings");
    service.putNull("origin");
    if (!accident.equals("UNDETERMINED") && facts.get("assumptions") instanceof ArrayNode assumed) {
      assumed
          .addObject()
          .put("key", "stored-without-impact")
          .put("argument", service.path("service").asString());
    }
  }

  private static void determination(ObjectNode determination) {
    if (determination.has("signposts")) {
      return;
    }
    determination.putArray("signposts");
    determination.putNull("report");
    determination.putArray("inputs");
    if (determination.get("periodic") instanceof ObjectNode periodic) {
      boolean none = periodic.path("required").asString().equals("NO");
      boolean serious = determination.path("verdict").asString().equals("SERIOUS");
      periodic.put(
          "filing", !none ? "UNDETERMINED" : serious ? "EXCLUDED_AS_SERIOUS" : "NOT_REQUIRED");
      periodic.putNull("filingQuestion");
    }
  }
}
