package jp.anshin.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import jp.anshin.formats.classification.StatedService;
import jp.anshin.law.Row;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Truth;
import jp.anshin.law.lpwa.Basis;
import jp.anshin.law.lpwa.Classification;
import jp.anshin.law.lpwa.Classification.Assumed;
import jp.anshin.law.lpwa.Classification.DutyFinding;
import jp.anshin.law.lpwa.Classification.Finding;
import jp.anshin.law.lpwa.Classification.OpenFact;
import jp.anshin.law.lpwa.Conclusion;
import jp.anshin.law.lpwa.Confirmation;
import jp.anshin.law.lpwa.Ground;
import jp.anshin.law.lpwa.LpwaRulebook;
import jp.anshin.law.lpwa.PartyStanding;
import jp.anshin.law.words.LpwaWords;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A classification as one object of JSON; sentences are in the user's language. */
record ClassificationLines(Texts texts, LpwaRulebook book, Rulebook accidents) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  String json(StatedService stated, Classification said) {
    LpwaWords words = LpwaWords.in(book, texts.language().locale());
    ObjectNode line = JSON.objectNode();
    line.put("service", stated.name());
    line.put("asOf", said.asOf().toString());
    line.put("statedBy", stated.by());
    line.put("statedOn", stated.on() == null ? null : stated.on().toString());
    line.put("rulebook", book.title());
    line.put("open", said.hasOpen());
    ObjectNode answers = line.putObject("answers");
    book.facts().forEach(fact -> answers.put(fact.id(), stated.answers().choices().get(fact.id())));
    ArrayNode results = line.putArray("results");
    said.findings().forEach(each -> results.add(finding(each, said, words)));
    ArrayNode duties = line.putArray("duties");
    said.duties().forEach(each -> duties.add(duty(each, words)));
    ArrayNode unknowns = line.putArray("unknowns");
    said.questions().forEach(each -> unknowns.add(unknown(each, words)));
    ArrayNode assumed = line.putArray("assumed");
    said.assumed().forEach(each -> assumed.add(assumed(each, words)));
    ArrayNode citations = line.putArray("citations");
    said.bases().forEach(each -> citations.add(basis(each)));
    return line.toString();
  }

  private ObjectNode finding(Finding finding, Classification said, LpwaWords words) {
    ObjectNode node = JSON.objectNode();
    node.put("id", finding.conclusion().id());
    String outcome = finding.outcome();
    node.put("outcome", outcome == null ? "undetermined" : outcome);
    node.set("possible", strings(finding.possible()));
    node.put("certainty", word(words.certainty(finding)));
    node.put("text", words.finding(finding));
    if (outcome != null) {
      finding
          .conclusion()
          .outcome(outcome)
          .map(Conclusion.Outcome::category)
          .ifPresent(category -> criteria(node, category, said));
    }
    node.set("unknowns", strings(finding.questions()));
    ArrayNode remarks = node.putArray("remarks");
    finding.conclusion().remarks().stream()
        .filter(each -> each.isAbout(finding.possible()))
        .forEach(each -> remarks.add(words.remark(each)));
    ArrayNode reasons = node.putArray("reasons");
    finding.ground().children().forEach(each -> reasons.add(ground(each, words)));
    return node;
  }

  /** The category of the accident rulebook, its row of the day, and what is proposed. */
  private void criteria(ObjectNode node, String category, Classification said) {
    node.put("category", category);
    var rows = new CriteriaRows(accidents);
    rows.inForce(category, said.asOf())
        .ifPresent(row -> {
          node.put("row", row.id());
          node.set("thresholds", cells(row));
        });
    ArrayNode proposed = node.putArray("proposals");
    rows.proposed(category, said.asOf())
        .forEach(row -> proposed.addObject().put("row", row.id()).set("thresholds", cells(row)));
  }

  private static ArrayNode cells(Row row) {
    ArrayNode cells = JSON.arrayNode();
    row.cells()
        .forEach(cell ->
            cells
                .addObject()
                .put("durationMinutes", cell.durationMinutes())
                .put("users", cell.users()));
    return cells;
  }

  private static ObjectNode ground(Ground ground, LpwaWords words) {
    ObjectNode node = JSON.objectNode();
    node.put("kind", word(ground.kind()));
    node.put("id", ground.id());
    node.set("values", strings(ground.values()));
    node.put("holds", word(ground.result()));
    node.put("text", words.sentence(ground));
    Basis basis = ground.basis();
    if (basis != null) {
      node.set("citation", basis(basis));
    }
    if (!ground.children().isEmpty()) {
      ArrayNode conditions = node.putArray("conditions");
      ground.children().forEach(each -> conditions.add(ground(each, words)));
    }
    return node;
  }

  private static ObjectNode duty(DutyFinding finding, LpwaWords words) {
    ObjectNode node = JSON.objectNode();
    node.put("id", finding.duty().id());
    node.put("point", finding.duty().point());
    node.put("who", finding.duty().who());
    node.put("act", word(finding.duty().act()));
    node.put("of", finding.duty().of());
    node.put("coveredBy", finding.duty().coveredBy());
    node.put("applies", word(finding.applies()));
    node.put("standing", word(finding.standing()));
    node.put("text", words.duty(finding));
    node.put("partiesNamed", !finding.lacksNames());
    ArrayNode parties = node.putArray("parties");
    finding.parties().forEach(each -> parties.add(party(each, words)));
    node.set("unknowns", strings(finding.questions()));
    node.set("citation", basis(Objects.requireNonNull(finding.ground().basis())));
    return node;
  }

  private static ObjectNode party(PartyStanding standing, LpwaWords words) {
    ObjectNode node = JSON.objectNode();
    node.put("name", standing.party());
    node.put("confirmation", word(standing.why()));
    node.put("text", words.party(standing));
    Confirmation told = standing.confirmation();
    if (told != null) {
      node.put("by", told.by());
      node.put("on", told.on().toString());
      node.put("document", told.document());
      node.put("sha256", told.sha256());
      node.put("until", told.until().toString());
    }
    return node;
  }

  private static ObjectNode unknown(OpenFact open, LpwaWords words) {
    ObjectNode node = JSON.objectNode();
    node.put("key", open.fact().id());
    node.put("question", words.question(open.fact()));
    ObjectNode choices = node.putObject("choices");
    open.fact().choices().forEach(each -> choices.put(each.id(), words.choice(each)));
    node.set("decides", strings(open.decides()));
    return node;
  }

  private static ObjectNode assumed(Assumed assumed, LpwaWords words) {
    ObjectNode node = JSON.objectNode();
    node.put("key", assumed.fact().id());
    node.put("value", assumed.presumption().choice());
    node.put("text", words.assumed(assumed));
    return node;
  }

  private static ObjectNode basis(Basis basis) {
    ObjectNode node = JSON.objectNode();
    node.put("place", basis.place());
    node.put("quote", basis.quote());
    node.put("certainty", word(basis.certainty()));
    return node;
  }

  private static ArrayNode strings(List<String> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(array::add);
    return array;
  }

  /** Names as they are elsewhere in JSON: small, with dashes. */
  private static String word(Enum<?> value) {
    return value instanceof Truth truth
        ? AccidentJudgment.word(truth)
        : value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
