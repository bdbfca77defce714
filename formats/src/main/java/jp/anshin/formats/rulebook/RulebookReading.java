package jp.anshin.formats.rulebook;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import jp.anshin.law.Category;
import jp.anshin.law.Cell;
import jp.anshin.law.Citation;
import jp.anshin.law.Clause;
import jp.anshin.law.CountMethod;
import jp.anshin.law.DutyRule;
import jp.anshin.law.Edition;
import jp.anshin.law.Exclusion;
import jp.anshin.law.FacilityClass;
import jp.anshin.law.FacilityRule;
import jp.anshin.law.Filing;
import jp.anshin.law.FinalReportRule;
import jp.anshin.law.Impact;
import jp.anshin.law.ImpactRule;
import jp.anshin.law.LpwaDelivery;
import jp.anshin.law.LpwaRule;
import jp.anshin.law.OtherDuty;
import jp.anshin.law.PeriodicRule;
import jp.anshin.law.PeriodicRule.Cycle;
import jp.anshin.law.ReceiverRule;
import jp.anshin.law.Row;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Source;
import jp.anshin.law.Truth;
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
        list(root, "otherDuties", RulebookReading::duty),
        list(root, "impactRules", RulebookReading::impactRule),
        list(root, "facilityClasses", RulebookReading::facilityClass),
        list(root, "dutyRules", this::dutyRule),
        receiver(root.path("wholesaleReceiver")),
        lpwa(root.path("lpwa")),
        list(root, "countMethods", RulebookReading::countMethod));
  }

  private static ImpactRule impactRule(JsonNode node) {
    return new ImpactRule(
        text(node, "id"),
        Impact.valueOf(text(node, "impact")),
        list(node, "categories", JsonNode::asString),
        day(node, "validFrom"),
        Truth.valueOf(text(node, "counts")),
        optional(node, "condition"),
        node.has("otherwise")
            ? Truth.valueOf(text(node, "otherwise"))
            : Truth.valueOf(text(node, "counts")),
        rule(node.path("rule"), text(node, "id")));
  }

  private static FacilityClass facilityClass(JsonNode node) {
    String code = text(node, "code");
    return new FacilityClass(code, text(node, "english"), rule(node.path("rule"), code));
  }

  /** The clauses of a duty stand where the duty does. */
  private DutyRule dutyRule(JsonNode node) {
    String duty = text(node, "duty");
    Citation citation =
        root.path("otherDuties")
            .valueStream()
            .filter(each -> text(each, "id").equals(duty))
            .map(each -> rule(each.path("rule"), duty))
            .findFirst()
            .orElseThrow();
    return new DutyRule(
        duty,
        clause(node.path("when"), citation),
        node.path("unlessSerious").asBoolean(false),
        text(node, "clockStart"),
        node.path("days").asInt(0),
        node.path("months").asInt(0));
  }

  private static ReceiverRule receiver(JsonNode node) {
    Citation citation = rule(node.path("rule"), "wholesale-receiver");
    return new ReceiverRule(
        Objects.requireNonNull(day(node, "absentUntil")),
        Objects.requireNonNull(day(node, "presentFrom")),
        text(node, "form"),
        list(node, "firstReportItems", JsonNode::asString),
        clause(node.path("when"), citation),
        citation);
  }

  private static LpwaRule lpwa(JsonNode node) {
    return new LpwaRule(
        text(node, "category"),
        list(
            node,
            "forms",
            form ->
                new LpwaRule.Form(
                    text(form, "id"),
                    text(form, "japanese"),
                    text(form, "english"),
                    Set.copyOf(
                        list(
                            form,
                            "usersParts",
                            part -> LpwaDelivery.Part.valueOf(part.asString()))))),
        rule(node.path("rule"), "lpwa-scope"));
  }

  private static CountMethod countMethod(JsonNode node) {
    String id = text(node, "id");
    return new CountMethod(
        id,
        node.path("order").asInt(),
        list(node, "categories", JsonNode::asString),
        rule(node.path("rule"), id));
  }

  private static Clause clause(JsonNode node, Citation where) {
    var citation =
        new Citation(
            where.article(),
            where.edition(),
            text(node, "quote"),
            Wording.SUMMARY,
            where.verified());
    return new Clause(
        text(node, "id"),
        Clause.Kind.valueOf(text(node, "kind")),
        node.has("threshold") ? node.path("threshold").asLong() : null,
        list(node, "parts", part -> clause(part, where)),
        citation);
  }

  private static PeriodicRule.Tier tier(JsonNode node) {
    Filing filing = Filing.valueOf(text(node, "filing"));
    Citation citation =
        rule(node.path("rule"), filing == Filing.SIMPLE ? "tier-simple" : "tier-exempt");
    return new PeriodicRule.Tier(
        filing,
        list(node, "facilities", JsonNode::asString),
        node.has("condition") ? clause(node.path("condition"), citation) : null,
        citation);
  }

  private static Category category(JsonNode node) {
    return new Category(
        text(node, "code"),
        text(node, "japanese"),
        text(node, "english"),
        optional(node, "broader"),
        list(node, "conditions", JsonNode::asString),
        node.path("unasked").asBoolean(false),
        list(node, "alsoCalled", JsonNode::asString));
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
        rule(node.path("rule"), "periodic"),
        list(node, "tiers", RulebookReading::tier),
        clause(node.path("otherEquipment"), rule(node.path("rule"), "other-equipment")));
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
        text(node, "form"),
        node.path("days").asInt(),
        rule(node.path("rule"), "final-report"),
        list(
            node,
            "earlier",
            each ->
                new FinalReportRule.Earlier(
                    LocalDate.parse(text(each, "validTo")),
                    rule(each.path("rule"), "final-report"))));
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
