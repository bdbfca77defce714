package jp.anshin.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import jp.anshin.core.Interval;
import jp.anshin.formats.lpwa.Identity;
import jp.anshin.law.NearestMiss;
import jp.anshin.law.words.LawWords;
import jp.anshin.lpwa.watch.Outage;
import jp.anshin.lpwa.watch.Outage.Candidate;
import jp.anshin.lpwa.watch.Range;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Outages of LPWA as JSON, one line an incident. Moments are UTC in ISO 8601. */
final class LpwaLines {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final double SECONDS_PER_MINUTE = 60;

  private final Texts texts;
  private final LawWords words;

  LpwaLines(Texts texts) {
    this.texts = texts;
    this.words = LawWords.in(texts.language().locale());
  }

  String json(LpwaJudged judged) {
    Outage outage = judged.outage();
    ObjectNode line = JSON.objectNode();
    line.put("id", outage.id());
    line.put("revision", outage.revision());
    line.put("scope", word(outage.scope()));
    line.put("component", shown(outage.component()));
    line.put("cause", word(outage.cause()));
    ArrayNode candidates = line.putArray("candidates");
    outage.candidates().forEach(each -> candidates.add(candidate(each)));
    line.set("startedAt", interval(outage.startedAt()));
    line.put("detectedAt", outage.detectedAt().toString());
    line.put("endedAt", moment(outage.endedAt()));
    line.put("restatedAt", outage.restatedAt().toString());
    line.put("settled", outage.settled());
    line.put("accident", judged.accident());
    line.put("reason", texts.sentence("lpwa.ground." + judged.ground()));
    line.put("reasonKey", word(judged.ground()));
    line.put("serious", judged.serious());
    line.put("periodic", judged.periodic());
    line.put("row", judged.said().decidingRule());
    line.set("nearestMiss", miss(judged.said().nearestMiss()));
    line.set("unknowns", unknowns(judged));
    line.set("contracts", range(outage.contracts()));
    line.set("devices", range(outage.devices()));
    line.set(
        "mayBeOneEventWith",
        strings(judged.others().stream().limit(Outage.SAMPLE_MAX).map(Outage::id).toList()));
    line.put("contractsOfEventAtMost", judged.contractsOfEventAtMost());
    ObjectNode confirmed = line.putObject("confirmedByMissedMessages");
    confirmed.put("contracts", outage.confirmedContracts());
    confirmed.put("devices", outage.confirmedDevices());
    line.put("dependentDevices", outage.dependentDevices());
    line.set("gateways", strings(outage.gateways()));
    line.put("plannedWork", outage.plannedWork());
    line.put("flaps", outage.flaps());
    ObjectNode evidence = line.putObject("evidence");
    outage.evidence().forEach(evidence::put);
    line.set("saidFirst", first(outage.first()));
    return line.toString();
  }

  /** A word as JSON has it. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static @Nullable String shown(@Nullable String component) {
    return component == null ? null : Identity.shown(component);
  }

  private static ObjectNode candidate(Candidate candidate) {
    ObjectNode node = JSON.objectNode();
    node.put("scope", word(candidate.scope()));
    node.put("component", shown(candidate.component()));
    return node;
  }

  private static ObjectNode first(Outage.First first) {
    ObjectNode node = JSON.objectNode();
    node.put("scope", word(first.scope()));
    node.put("component", shown(first.component()));
    node.put("cause", word(first.cause()));
    node.set("startedAt", interval(first.startedAt()));
    node.set("contracts", range(first.contracts()));
    return node;
  }

  private @Nullable ObjectNode miss(@Nullable NearestMiss miss) {
    if (miss == null) {
      return null;
    }
    Long most = miss.usersShort().max();
    ObjectNode node = JSON.objectNode();
    node.put("row", miss.row());
    node.put("edition", miss.citation().edition());
    node.put("durationMinutes", miss.cell().durationMinutes());
    node.put("contracts", miss.cell().users());
    node.put("minutesShort", miss.secondsShort().min() / SECONDS_PER_MINUTE);
    node.put("contractsShort", miss.usersShort().min());
    node.put("contractsShortAtMost", most == null ? miss.usersShort().min() : most);
    node.put("text", words.nearestMiss(miss, id -> texts.sentence("lpwa.service")));
    return node;
  }

  private ArrayNode unknowns(LpwaJudged judged) {
    ArrayNode array = JSON.arrayNode();
    judged
        .said()
        .everyQuestion()
        .forEach(question -> {
          ObjectNode node = array.addObject();
          node.put("key", question.key());
          node.put("question", words.question(question, id -> texts.sentence("lpwa.service")));
        });
    return array;
  }

  private static ObjectNode interval(Interval interval) {
    ObjectNode node = JSON.objectNode();
    node.put("earliest", interval.earliest().toString());
    node.put("latest", interval.latest().toString());
    return node;
  }

  private static ObjectNode range(Range range) {
    ObjectNode node = JSON.objectNode();
    node.put("low", range.low());
    node.put("estimate", range.estimate());
    node.put("high", range.high());
    return node;
  }

  private static ArrayNode strings(List<String> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(array::add);
    return array;
  }

  private static @Nullable String moment(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
