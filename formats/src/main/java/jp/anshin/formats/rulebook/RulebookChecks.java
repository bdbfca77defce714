package jp.anshin.formats.rulebook;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.anshin.law.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What must hold in a rulebook file beyond its schema. */
final class RulebookChecks {

  private static final List<String> DAYS =
      List.of(
          "validFrom",
          "validTo",
          "textReadAsOf",
          "mayHaveStartedFrom",
          "seriousExcludedFrom",
          "absentUntil",
          "presentFrom");

  /** What older rulebooks do not know, in the order of the schema. */
  private static final List<String> NEWER_PARTS =
      List.of(
          "impactRules",
          "facilityClasses",
          "dutyRules",
          "wholesaleReceiver",
          "lpwa",
          "countMethods",
          "periodic/tiers",
          "periodic/otherEquipment");

  private static final List<String> IMPACTS =
      List.of("STOP", "DEGRADATION", "HARD_TO_CONNECT", "NONE");

  private final JsonNode root;
  private final List<RulebookFault> faults = new ArrayList<>();

  RulebookChecks(JsonNode root) {
    this.root = root;
  }

  /** Days that there are none of, and texts of blanks alone: of rulebooks of any kind. */
  List<RulebookFault> faultsOfWriting() {
    days(root, "");
    blanks(root, "");
    return List.copyOf(faults);
  }

  List<RulebookFault> faults() {
    if (faultsOfWriting().isEmpty()) {
      once("/sources", "id");
      once("/categories", "code");
      once("/editions", "id");
      once("/exclusions", "id");
      once("/otherDuties", "id");
      disjoint("/editions");
      disjoint("/facilityRules");
      disjoint("/periodic/cycles");
      once("/impactRules", "id");
      once("/facilityClasses", "code");
      once("/dutyRules", "duty");
      once("/countMethods", "id");
      once("/lpwa/forms", "id");
      withoutGap("/editions");
      withoutGap("/facilityRules");
      withoutGap("/periodic/cycles");
      categories();
      editions();
      cited();
      impacts();
      references();
      clauses();
    }
    return List.copyOf(faults);
  }

  /** Parts that a file of an earlier version does not know; told before its schema is. */
  static List<RulebookFault> missingParts(JsonNode root) {
    var missing = new ArrayList<RulebookFault>();
    if (!root.path("schema").asString("").equals(RulebookText.VERSION)
        && root.path("schema").asString("").startsWith(RulebookText.VERSIONS)) {
      for (String part : NEWER_PARTS) {
        if (root.at("/" + part).isMissingNode()) {
          missing.add(
              new RulebookFault("/" + part, "missing-part", List.of(part, RulebookText.VERSION)));
        }
      }
      if (missing.isEmpty()) {
        missing.add(new RulebookFault("/schema", "other-version", List.of(RulebookText.VERSION)));
      }
    }
    return missing;
  }

  /** Between the first and the last of a list every day must be in one of them. */
  private void withoutGap(String list) {
    JsonNode nodes = root.at(list);
    var order = new ArrayList<Integer>();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).path("inForce").asBoolean(true)) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparing(i -> orEarliest(day(nodes.get(i), "validFrom"))));
    for (int i = 1; i < order.size(); i++) {
      LocalDate end = day(nodes.get(order.get(i - 1)), "validTo");
      LocalDate from = day(nodes.get(order.get(i)), "validFrom");
      if (end != null && from != null && end.plusDays(1).isBefore(from)) {
        add(list + "/" + order.get(i), "gap", end.plusDays(1) + "", from.minusDays(1) + "");
      }
    }
  }

  private static LocalDate orEarliest(@Nullable LocalDate day) {
    return day == null ? LocalDate.MIN : day;
  }

  /** What decides, or sets a day, says where it stands. */
  private void cited() {
    JsonNode editions = root.at("/editions");
    for (int i = 0; i < editions.size(); i++) {
      JsonNode rows = editions.get(i).path("rows");
      for (int j = 0; j < rows.size(); j++) {
        if (editions.get(i).path("inForce").asBoolean() && !rows.get(j).has("article")) {
          add("/editions/" + i + "/rows/" + j, "no-citation", rows.get(j).path("id").asString());
        }
      }
    }
    for (String list : List.of("/facilityRules", "/periodic/cycles", "/otherDuties")) {
      JsonNode nodes = root.at(list);
      for (int i = 0; i < nodes.size(); i++) {
        citedAt(list + "/" + i, nodes.get(i).path("id").asString());
      }
    }
    for (String part : List.of("/periodic", "/finalReport", "/wholesaleReceiver")) {
      citedAt(part, part.substring(1));
    }
    if (!root.at("/firstReport").has("article")) {
      add("/firstReport", "no-citation", "firstReport");
    }
  }

  private void citedAt(String place, String name) {
    if (!root.at(place + "/rule").has("article")) {
      add(place + "/rule", "no-citation", name);
    }
  }

  /** Of every category it must be said what counts: its own rule or that of the broader one. */
  private void impacts() {
    for (JsonNode category : root.at("/categories")) {
      String code = category.path("code").asString();
      for (String impact : IMPACTS) {
        if (!hasImpact(impact, code)) {
          add("/impactRules", "no-impact-rule", impact, code);
        }
      }
    }
  }

  private boolean hasImpact(String impact, String category) {
    var seen = new HashSet<String>();
    String at = category;
    while (!at.isEmpty() && seen.add(at)) {
      String code = at;
      boolean found =
          root.at("/impactRules")
              .valueStream()
              .filter(rule -> rule.path("impact").asString().equals(impact))
              .anyMatch(rule ->
                  !rule.has("categories")
                      || rule.path("categories")
                          .valueStream()
                          .anyMatch(each -> each.asString().equals(code)));
      if (found) {
        return true;
      }
      at = broader(at);
    }
    return false;
  }

  private void references() {
    Set<String> categories = ids("/categories", "code");
    known("/impactRules", "categories", categories, "unknown-category");
    known("/countMethods", "categories", categories, "unknown-category");
    known("/periodic/tiers", "facilities", ids("/facilityClasses", "code"), "unknown-facility");
    String lpwa = root.at("/lpwa/category").asString();
    if (!categories.contains(lpwa)) {
      add("/lpwa/category", "unknown-category", lpwa);
    }
    Set<String> duties = ids("/otherDuties", "id");
    JsonNode rules = root.at("/dutyRules");
    for (int i = 0; i < rules.size(); i++) {
      String duty = rules.get(i).path("duty").asString();
      if (!duties.contains(duty)) {
        add("/dutyRules/" + i + "/duty", "unknown-duty", duty);
      }
    }
    LocalDate absent = day(root.at("/wholesaleReceiver"), "absentUntil");
    LocalDate present = day(root.at("/wholesaleReceiver"), "presentFrom");
    if (absent != null && present != null && !absent.isBefore(present)) {
      add("/wholesaleReceiver", "order", absent.toString(), present.toString());
    }
  }

  private void known(String list, String key, Set<String> names, String code) {
    JsonNode nodes = root.at(list);
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode named = nodes.get(i).path(key);
      for (int j = 0; j < named.size(); j++) {
        if (!names.contains(named.get(j).asString())) {
          add(list + "/" + i + "/" + key + "/" + j, code, named.get(j).asString());
        }
      }
    }
  }

  /** A name stands for one thing: clauses of one id ask for the same. */
  private void clauses() {
    var kinds = new HashMap<String, String>();
    JsonNode rules = root.at("/dutyRules");
    for (int i = 0; i < rules.size(); i++) {
      clause(rules.get(i).path("when"), "/dutyRules/" + i + "/when", kinds);
    }
    clause(root.at("/wholesaleReceiver/when"), "/wholesaleReceiver/when", kinds);
    clause(root.at("/periodic/otherEquipment"), "/periodic/otherEquipment", kinds);
    JsonNode tiers = root.at("/periodic/tiers");
    for (int i = 0; i < tiers.size(); i++) {
      if (tiers.get(i).has("condition")) {
        clause(tiers.get(i).path("condition"), "/periodic/tiers/" + i + "/condition", kinds);
      }
    }
  }

  private void clause(JsonNode node, String place, Map<String, String> kinds) {
    String id = node.path("id").asString();
    String asked =
        node.path("kind").asString() + " " + node.path("threshold") + " " + node.path("parts");
    String before = kinds.putIfAbsent(id, asked);
    if (before != null && !before.equals(asked)) {
      add(place + "/id", "twice", id);
    }
    JsonNode parts = node.path("parts");
    for (int i = 0; i < parts.size(); i++) {
      clause(parts.get(i), place + "/parts/" + i, kinds);
    }
  }

  /** What looks as if it said something and does not: no citation, name or words are blank. */
  private void blanks(JsonNode node, String place) {
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      blanks(node.get(i), place + "/" + i);
    }
    node.properties().forEach(entry -> blanks(entry.getValue(), place + "/" + entry.getKey()));
    String text = node.isString() ? node.asString() : "";
    if (!text.isEmpty() && text.codePoints().allMatch(RulebookChecks::isBlank)) {
      add(place, "blank");
    }
  }

  /** Also the wide space, those that do not break a line, and marks that take no room. */
  private static boolean isBlank(int point) {
    return Character.isWhitespace(point)
        || Character.isSpaceChar(point)
        || Character.isISOControl(point)
        || Character.getType(point) == Character.FORMAT;
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
      if (editions.get(i).path("inForce").asBoolean()) {
        everyCategoryHasARow(i, rows);
      }
      JsonNode cited = editions.get(i).path("sources");
      for (int j = 0; j < cited.size(); j++) {
        if (!sources.contains(cited.get(j).asString())) {
          add("/editions/" + i + "/sources/" + j, "unknown-source", cited.get(j).asString());
        }
      }
    }
  }

  /** A category without a row of its own falls under the broader one; one must have a row. */
  private void everyCategoryHasARow(int edition, JsonNode rows) {
    Set<String> held = new HashSet<>();
    rows.valueStream().forEach(row -> held.add(row.path("category").asString()));
    for (String category : ids("/categories", "code")) {
      var looked = new HashSet<String>();
      String at = category;
      while (!at.isEmpty() && looked.add(at) && !held.contains(at)) {
        at = broader(at);
      }
      if (!held.contains(Row.EVERY_CATEGORY) && !held.contains(at)) {
        add("/editions/" + edition + "/rows", "category-without-row", category);
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
