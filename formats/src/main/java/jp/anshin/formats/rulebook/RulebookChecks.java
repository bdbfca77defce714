package jp.anshin.formats.rulebook;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jp.anshin.law.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What must hold in a rulebook file beyond its schema. */
final class RulebookChecks {

  private static final List<String> DAYS =
      List.of("validFrom", "validTo", "textReadAsOf", "mayHaveStartedFrom", "seriousExcludedFrom");

  private final JsonNode root;
  private final List<RulebookFault> faults = new ArrayList<>();

  RulebookChecks(JsonNode root) {
    this.root = root;
  }

  List<RulebookFault> faults() {
    days(root, "");
    if (faults.isEmpty()) {
      once("/sources", "id");
      once("/categories", "code");
      once("/editions", "id");
      once("/exclusions", "id");
      once("/otherDuties", "id");
      disjoint("/editions");
      disjoint("/facilityRules");
      disjoint("/periodic/cycles");
      categories();
      editions();
    }
    return List.copyOf(faults);
  }

  private void days(JsonNode node, String place) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        days(node.get(i), place + "/" + i);
      }
      return;
    }
    node.properties().forEach(entry -> days(entry.getValue(), place + "/" + entry.getKey()));
    for (String key : DAYS) {
      if (node.has(key) && parsed(node.path(key).asString()) == null) {
        add(place + "/" + key, "no-such-day", node.path(key).asString());
      }
    }
    LocalDate from = day(node, "validFrom");
    LocalDate to = day(node, "validTo");
    if (from != null && to != null && to.isBefore(from)) {
      add(place, "order", from.toString(), to.toString());
    }
  }

  private void once(String list, String key) {
    var seen = new HashSet<String>();
    JsonNode nodes = root.at(list);
    for (int i = 0; i < nodes.size(); i++) {
      String id = nodes.get(i).path(key).asString();
      if (!seen.add(id)) {
        add(list + "/" + i + "/" + key, "twice", id);
      }
    }
  }

  /** No two of a list may be in force on one day; proposals are in force on none. */
  private void disjoint(String list) {
    JsonNode nodes = root.at(list);
    for (int i = 0; i < nodes.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (overlap(nodes.get(i), nodes.get(j))) {
          add(
              list + "/" + i,
              "overlap",
              nodes.get(j).path("id").asString(),
              nodes.get(i).path("id").asString());
        }
      }
    }
  }

  private static boolean overlap(JsonNode one, JsonNode other) {
    boolean bothInForce =
        one.path("inForce").asBoolean(true) && other.path("inForce").asBoolean(true);
    return bothInForce && startsBeforeEnd(one, other) && startsBeforeEnd(other, one);
  }

  private static boolean startsBeforeEnd(JsonNode one, JsonNode other) {
    LocalDate from = day(one, "validFrom");
    LocalDate to = day(other, "validTo");
    return from == null || to == null || !from.isAfter(to);
  }

  private void categories() {
    Set<String> known = ids("/categories", "code");
    JsonNode nodes = root.at("/categories");
    for (int i = 0; i < nodes.size(); i++) {
      String place = "/categories/" + i + "/broader";
      JsonNode node = nodes.get(i);
      if (node.has("broader") && !known.contains(node.path("broader").asString())) {
        add(place, "unknown-category", node.path("broader").asString());
      } else if (leadsBack(node.path("code").asString())) {
        add(place, "circle", node.path("code").asString());
      }
    }
  }

  private boolean leadsBack(String code) {
    var seen = new HashSet<String>();
    String at = code;
    while (!at.isEmpty()) {
      if (!seen.add(at)) {
        return true;
      }
      at = broader(at);
    }
    return false;
  }

  private String broader(String code) {
    return root.at("/categories")
        .valueStream()
        .filter(node -> node.path("code").asString().equals(code))
        .map(node -> node.path("broader").asString(""))
        .findFirst()
        .orElse("");
  }

  private void editions() {
    Set<String> categories = ids("/categories", "code");
    categories.add(Row.EVERY_CATEGORY);
    Set<String> sources = ids("/sources", "id");
    JsonNode editions = root.at("/editions");
    for (int i = 0; i < editions.size(); i++) {
      once("/editions/" + i + "/rows", "id");
      once("/editions/" + i + "/rows", "category");
      JsonNode rows = editions.get(i).path("rows");
      for (int j = 0; j < rows.size(); j++) {
        String category = rows.get(j).path("category").asString();
        if (!categories.contains(category)) {
          add("/editions/" + i + "/rows/" + j + "/category", "unknown-category", category);
        }
      }
      JsonNode cited = editions.get(i).path("sources");
      for (int j = 0; j < cited.size(); j++) {
        if (!sources.contains(cited.get(j).asString())) {
          add("/editions/" + i + "/sources/" + j, "unknown-source", cited.get(j).asString());
        }
      }
    }
  }

  private Set<String> ids(String list, String key) {
    var ids = new HashSet<String>();
    root.at(list).valueStream().forEach(node -> ids.add(node.path(key).asString()));
    return ids;
  }

  private static @Nullable LocalDate day(JsonNode node, String key) {
    return node.has(key) ? parsed(node.path(key).asString()) : null;
  }

  private static @Nullable LocalDate parsed(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  private void add(String place, String code, String... arguments) {
    faults.add(new RulebookFault(place, code, List.of(arguments)));
  }
}
