package jp.anshin.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import jp.anshin.core.Interval;
import jp.anshin.formats.accident.Assumption;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Citation;
import jp.anshin.law.Deadline;
import jp.anshin.law.NearestMiss;
import jp.anshin.law.OtherDuty;
import jp.anshin.law.Question;
import jp.anshin.law.Signpost;
import jp.anshin.law.words.LawWords;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Judgments as JSON, one line a case. The same sentences come again and again: they are kept. */
final class AccidentLines {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final double SECONDS_PER_MINUTE = 60;

  /** Caveats name days of the calendar at most: a file that names more is told afresh each time. */
  private static final int KEPT_MAX = 10_000;

  private final Texts texts;
  private final LawWords words;
  private final Map<List<Object>, String> kept = new ConcurrentHashMap<>();

  AccidentLines(Texts texts) {
    this.texts = texts;
    this.words = LawWords.in(texts.language().locale());
  }

  String json(AccidentJudgment judged) {
    ObjectNode line = JSON.objectNode();
    line.put("id", judged.read().id());
    if (judged.read().line() > 0) {
      line.put("line", judged.read().line());
    }
    line.put("serious", judged.serious());
    line.put("periodic", judged.periodic());
    line.put("filing", judged.filing());
    line.put("rulebook", judged.edition());
    line.put("row", judged.row());
    line.set("rows", strings(judged.rows().stream().map(row -> row.subject()).toList()));
    line.set("editions", strings(judged.said().editions()));
    line.put("dueFinal", day(judged.said().finalReport()));
    line.put("dueFinalIfSerious", day(judged.finalReportIfSerious()));
    line.put("duePeriodic", day(judged.said().periodic().deadline()));
    line.set("input", input(judged));
    line.set("nearestMiss", miss(judged));
    ArrayNode signposts = line.putArray("signposts");
    judged.said().signposts().forEach(each -> signposts.add(signpost(each)));
    ArrayNode others = line.putArray("otherDuties");
    judged.said().otherDuties().forEach(each -> others.add(otherDuty(each)));
    ArrayNode unknowns = line.putArray("unknowns");
    judged.said().everyQuestion().forEach(question -> unknowns.add(unknown(question, judged)));
    ArrayNode caveats = line.putArray("caveats");
    judged.said().caveats().forEach(caveat -> caveats.add(caveat(caveat, judged)));
    judged.assumed().forEach(assumed -> caveats.add(caveat(assumed)));
    ArrayNode citations = line.putArray("citations");
    judged.citations().forEach(citation -> citations.add(citation(citation)));
    return line.toString();
  }

  private static ObjectNode input(AccidentJudgment judged) {
    ObjectNode input = JSON.objectNode();
    Interval at = judged.read().occurredAt();
    ObjectNode occurred = input.putObject("occurredAt");
    occurred.put("earliest", at.earliest().toString());
    occurred.put("latest", at.latest().toString());
    input.put("category", judged.read().category());
    input.set("durationSeconds", bounds(judged.read().durationSeconds()));
    input.set("users", bounds(judged.read().users()));
    var impact = judged.read().impact();
    input.put("impact", impact == null ? null : impact.word());
    input.put("facility", judged.read().details().facility());
    input.put("facilityDown", AccidentJudgment.word(judged.read().details().facilityDown()));
    input.put("samePremises", AccidentJudgment.word(judged.read().details().samePremises()));
    return input;
  }

  private static ObjectNode bounds(Bounds bounds) {
    ObjectNode node = JSON.objectNode();
    node.put("min", bounds.min());
    node.put("max", bounds.max());
    return node;
  }

  private @Nullable ObjectNode miss(AccidentJudgment judged) {
    NearestMiss miss = judged.said().nearestMiss();
    if (miss == null) {
      return null;
    }
    ObjectNode node = JSON.objectNode();
    node.put("row", miss.row());
    node.put("edition", miss.citation().edition());
    node.put("durationMinutes", miss.cell().durationMinutes());
    node.put("users", miss.cell().users());
    node.put("minutesShort", miss.secondsShort().min() / SECONDS_PER_MINUTE);
    node.put("minutesShortAtMost", atMost(miss.secondsShort()) / SECONDS_PER_MINUTE);
    node.put("secondsShort", miss.secondsShort().min());
    node.put("usersShort", miss.usersShort().min());
    node.put("usersShortAtMost", atMost(miss.usersShort()));
    node.put("text", words.nearestMiss(miss, id -> judged.categoryName(texts)));
    return node;
  }

  private static long atMost(Bounds missing) {
    Long max = missing.max();
    return max == null ? missing.min() : max;
  }

  private ObjectNode unknown(Question question, AccidentJudgment judged) {
    Function<String, String> name = id -> judged.categoryName(texts);
    ObjectNode node = JSON.objectNode();
    node.put("key", question.key());
    node.put(
        "question", once(List.of(question, name.apply("")), () -> words.question(question, name)));
    return node;
  }

  private ObjectNode caveat(Caveat caveat, AccidentJudgment judged) {
    Function<String, String> name = id -> judged.categoryName(texts);
    ObjectNode node = JSON.objectNode();
    node.put("key", caveat.key());
    node.put("text", once(List.of(caveat, name.apply("")), () -> words.caveat(caveat, name)));
    return node;
  }

  private ObjectNode caveat(Assumption assumed) {
    ObjectNode node = JSON.objectNode();
    node.put("key", assumed.key());
    node.put("text", once(List.of(assumed), () -> assumed.sentence(texts.language().locale())));
    return node;
  }

  private ObjectNode signpost(Signpost signpost) {
    ObjectNode node = JSON.objectNode();
    node.put("duty", signpost.duty().id());
    node.put("applies", AccidentJudgment.word(signpost.applies()));
    node.put("form", signpost.duty().form());
    node.put("due", day(signpost.deadline()));
    node.put("text", words.signpost(signpost));
    return node;
  }

  private ObjectNode otherDuty(OtherDuty duty) {
    ObjectNode node = JSON.objectNode();
    node.put("duty", duty.id());
    node.put("text", once(List.of(duty), () -> words.otherDuty(duty)));
    return node;
  }

  private static ObjectNode citation(Citation citation) {
    ObjectNode node = JSON.objectNode();
    node.put("article", citation.article());
    node.put("rule", citation.edition());
    node.put("quote", citation.quote());
    node.put("wording", citation.wording().name().toLowerCase(Locale.ROOT));
    node.put("verified", citation.verified());
    return node;
  }

  private static @Nullable String day(@Nullable Deadline deadline) {
    return deadline == null ? null : deadline.due().toString();
  }

  private static ArrayNode strings(List<String> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(array::add);
    return array;
  }

  private String once(List<Object> key, Supplier<String> sentence) {
    String known = kept.get(key);
    if (known != null) {
      return known;
    }
    String told = sentence.get();
    if (kept.size() < KEPT_MAX) {
      kept.put(key, told);
    }
    return told;
  }
}
