package jp.anshin.formats.rulebook;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import jp.anshin.law.Category;
import jp.anshin.law.Cell;
import jp.anshin.law.Citation;
import jp.anshin.law.Edition;
import jp.anshin.law.Exclusion;
import jp.anshin.law.FacilityRule;
import jp.anshin.law.FinalReportRule;
import jp.anshin.law.OtherDuty;
import jp.anshin.law.PeriodicRule;
import jp.anshin.law.PeriodicRule.Cycle;
import jp.anshin.law.Row;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Source;
import jp.anshin.law.Wording;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the model of a tree that has met the schema and the checks. */
record RulebookReading(JsonNode root) {

  Rulebook rulebook() {
    return new Rulebook(
        text(root, "title"),
        list(
            root,
            "sources",
            s -> new Source(text(s, "id"), text(s, "japanese"), is(s, "verified"))),
        list(root, "categories", RulebookReading::category),
        list(root, "editions", RulebookReading::edition),
        list(root, "facilityRules", RulebookReading::facility),
        list(
            root,
            "exclusions",
            e ->
                new Exclusion(
                    text(e, "id"), text(e, "english"), rule(e.path("rule"), text(e, "id")))),
        rule(root.path("hardToCount"), "hard-to-count"),
        periodic(root.path("periodic")),
        finalReport(root.path("finalReport")),
        rule(root.path("firstReport"), "first-report"),
        list(root, "otherDuties", RulebookReading::duty));
  }

  private static Category category(JsonNode node) {
    return new Category(
        text(node, "code"),
        text(node, "japanese"),
        text(node, "english"),
        optional(node, "broader"),
        list(node, "conditions", JsonNode::asString),
        node.path("unasked").asBoolean(false));
  }

  private static Edition edition(JsonNode node) {
    String id = text(node, "id");
    return new Edition(
        id,
        day(node, "validFrom"),
        day(node, "validTo"),
        is(node, "inForce"),
        is(node, "startVerified"),
        is(node, "endVerified"),
        day(node, "textReadAsOf"),
        day(node, "mayHaveStartedFrom"),
        list(node, "rows", row -> row(row, id)),
        text(node, "note"),
        list(node, "sources", JsonNode::asString));
  }

  private static Row row(JsonNode node, String edition) {
    var citation =
        new Citation(
            optional(node, "article"),
            edition,
            text(node, "japanese"),
            Wording.valueOf(text(node, "wording")),
            is(node, "verified"));
    return new Row(
        text(node, "id"),
        text(node, "category"),
        text(node, "english"),
        list(
            node,
            "cells",
            cell -> new Cell(cell.path("durationMinutes").asLong(), cell.path("users").asLong())),
        citation);
  }

  private static FacilityRule facility(JsonNode node) {
    return new FacilityRule(
        text(node, "id"),
        Objects.requireNonNull(day(node, "validFrom")),
        day(node, "validTo"),
        node.path("durationMinutes").asLong(),
        rule(node.path("rule"), text(node, "id")));
  }

  private static PeriodicRule periodic(JsonNode node) {
    return new PeriodicRule(
        node.path("users").asLong(),
        node.path("durationMinutes").asLong(),
        day(node, "seriousExcludedFrom"),
        list(node, "cycles", RulebookReading::cycle),
        rule(node.path("rule"), "periodic"));
  }

  private static Cycle cycle(JsonNode node) {
    return new Cycle(
        text(node, "id"),
        day(node, "validFrom"),
        day(node, "validTo"),
        node.path("months").asInt(),
        node.path("dueMonths").asInt(),
        rule(node.path("rule"), text(node, "id")));
  }

  private static FinalReportRule finalReport(JsonNode node) {
    return new FinalReportRule(
        text(node, "form"), node.path("days").asInt(), rule(node.path("rule"), "final-report"));
  }

  private static OtherDuty duty(JsonNode node) {
    return new OtherDuty(
        text(node, "id"),
        day(node, "validFrom"),
        text(node, "japanese"),
        text(node, "english"),
        text(node, "form"),
        rule(node.path("rule"), text(node, "id")));
  }

  private static Citation rule(JsonNode node, String edition) {
    return new Citation(
        optional(node, "article"),
        edition,
        text(node, "quote"),
        Wording.valueOf(text(node, "wording")),
        is(node, "verified"));
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asString();
  }

  private static @Nullable String optional(JsonNode node, String key) {
    return node.has(key) ? text(node, key) : null;
  }

  private static boolean is(JsonNode node, String key) {
    return node.path(key).asBoolean();
  }

  private static @Nullable LocalDate day(JsonNode node, String key) {
    return node.has(key) ? LocalDate.parse(text(node, key)) : null;
  }

  private static <T> List<T> list(JsonNode node, String key, Function<JsonNode, T> read) {
    return node.path(key).valueStream().map(read).toList();
  }
}
