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

  private EarlierEvents() {}

  /** The same, with whatever came later unsaid; of today's form, as it is. */
  static JsonNode brought(JsonNode stored) {
    if (stored.get("answer") instanceof ObjectNode answer) {
      unsaid(answer);
      for (JsonNode service : answer.path("services")) {
        if (service instanceof ObjectNode impact) {
          unsaid(impact);
        }
      }
    }
    return stored;
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
