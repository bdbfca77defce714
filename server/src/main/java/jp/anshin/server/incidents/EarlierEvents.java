package jp.anshin.server.incidents;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings stored events of earlier versions to the form of today. What could not be said then was
 * not said; nothing that was said is changed.
 */
final class EarlierEvents {

  private static final String SAID = "said";
  private static final String STEPS = "steps";
  private static final String CONFIRMS = "confirms";
  private static final String KNEW = "knew";

  private EarlierEvents() {}

  /** The same, with whatever came later unsaid; of today's form, as it is. */
  static JsonNode brought(JsonNode stored) {
    if (stored.get("answer") instanceof ObjectNode answer) {
      unsaid(answer);
      confirmed(answer);
      for (JsonNode service : answer.path("services")) {
        if (service instanceof ObjectNode impact) {
          unsaid(impact);
        }
      }
    }
    return stored;
  }

  /**
   * Before versions told it, all of each was taken to be said by whoever gave it, who was taken to
   * know all that the incident said.
   */
  private static void confirmed(ObjectNode answer) {
    if (!answer.has(CONFIRMS)) {
      answer.putObject(CONFIRMS).put("whole", true).putArray("users");
    }
    if (answer.get(CONFIRMS) instanceof ObjectNode confirms && !confirms.has(KNEW)) {
      confirms.putNull(KNEW);
    }
  }

  private static void unsaid(ObjectNode node) {
    if (!node.has(SAID)) {
      node.putObject(SAID);
    }
    for (JsonNode each : node.path(SAID)) {
      if (each instanceof ObjectNode said && !said.has(STEPS)) {
        said.putArray(STEPS);
      }
    }
  }
}
