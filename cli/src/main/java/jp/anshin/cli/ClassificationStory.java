package jp.anshin.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jp.anshin.formats.classification.StatedService;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Truth;
import jp.anshin.law.lpwa.Classification;
import jp.anshin.law.lpwa.Classification.DutyFinding;
import jp.anshin.law.lpwa.Classification.Finding;
import jp.anshin.law.lpwa.Classification.OpenFact;
import jp.anshin.law.lpwa.Conclusion;
import jp.anshin.law.lpwa.Fact;
import jp.anshin.law.lpwa.Ground;
import jp.anshin.law.lpwa.LpwaRulebook;
import jp.anshin.law.words.LpwaWords;

/**
 * A classification told to a person: what the service is, who must do what, what is to be asked,
 * why, and where it stands.
 */
record ClassificationStory(Texts texts, LpwaRulebook book, Rulebook accidents, LpwaWords words) {

  static ClassificationStory in(Texts texts, LpwaRulebook book, Rulebook accidents) {
    return new ClassificationStory(
        texts, book, accidents, LpwaWords.in(book, texts.language().locale()));
  }

  List<String> lines(StatedService stated, Classification said) {
    var lines = new ArrayList<String>();
    lines.add(heading(stated, said.asOf()));
    section(lines, "lpwa.classify.answers", answers(stated));
    section(lines, "lpwa.classify.findings", findings(said));
    section(lines, "lpwa.classify.duties", duties(said));
    section(
        lines, "lpwa.classify.questions", said.questions().stream().map(this::question).toList());
    section(lines, "lpwa.classify.assumed", said.assumed().stream().map(words::assumed).toList());
    lines.add("");
    lines.add(texts.sentence("accident.reasons"));
    said.findings().forEach(each -> tree(lines, each.ground(), 1));
    for (DutyFinding each : said.duties()) {
      if (each.applies() != Truth.NO) {
        lines.add("  " + sign(each.applies()) + " " + words.about(each.duty().id()));
        tree(lines, each.ground(), 2);
      }
    }
    section(lines, "accident.citations", said.bases().stream().map(words::basis).toList());
    return lines;
  }

  private String heading(StatedService stated, LocalDate asOf) {
    String name = stated.name();
    String heading =
        name == null
            ? texts.sentence("lpwa.classify.heading.unnamed", words.day(asOf))
            : texts.sentence("lpwa.classify.heading", name, words.day(asOf));
    String by = stated.by();
    LocalDate on = stated.on();
    if (by == null && on == null) {
      return heading;
    }
    String stating = by == null ? "" : by;
    return heading
        + texts.sentence(
            "lpwa.classify.stated", (stating + (on == null ? "" : " " + words.day(on))).strip());
  }

  private List<String> answers(StatedService stated) {
    var answers = new ArrayList<String>();
    for (Fact fact : book.facts()) {
      String said = stated.answers().choices().get(fact.id());
      if (said != null) {
        answers.add(words.fact(fact) + ": " + fact.choice(said).map(words::choice).orElse(said));
      }
    }
    return answers;
  }

  private List<String> findings(Classification said) {
    var lines = new ArrayList<String>();
    for (Finding finding : said.findings()) {
      lines.add(words.finding(finding));
      rows(finding, said.asOf()).forEach(each -> lines.add("  " + each));
      finding.conclusion().remarks().stream()
          .filter(each -> each.isAbout(finding.possible()))
          .forEach(each -> lines.add("  " + words.remark(each)));
    }
    return lines;
  }

  /** The thresholds of the criteria that were found, from the table of the day. */
  private List<String> rows(Finding finding, LocalDate asOf) {
    String outcome = finding.outcome();
    String category =
        outcome == null
            ? null
            : finding.conclusion().outcome(outcome).map(Conclusion.Outcome::category).orElse(null);
    if (category == null) {
      return List.of();
    }
    var rows = new CriteriaRows(accidents);
    var lines = new ArrayList<String>();
    lines.add(words.row(category, rows.inForce(category, asOf).orElse(null)));
    rows.proposed(category, asOf).forEach(each -> lines.add(words.proposed(each)));
    return lines;
  }

  private List<String> duties(Classification said) {
    var lines = new ArrayList<String>();
    for (DutyFinding each : said.duties()) {
      if (each.applies() == Truth.NO) {
        continue;
      }
      lines.add(words.duty(each));
      each.parties().forEach(party -> lines.add("  " + words.party(party)));
      if (each.lacksNames() && each.applies() == Truth.YES) {
        lines.add("  " + words.unnamed(each.duty()));
      }
    }
    return lines;
  }

  private String question(OpenFact open) {
    String choices =
        open.fact().choices().stream()
            .map(each -> each.id() + " = " + words.choice(each))
            .collect(Collectors.joining("; "));
    var decides = new ArrayList<String>();
    open.decides().stream()
        .filter(each -> book.conclusion(each).isPresent())
        .forEach(each -> decides.add(words.about(each)));
    int duties = open.decides().size() - decides.size();
    if (duties > 0) {
      decides.add(texts.sentence("lpwa.classify.question.duties", duties));
    }
    return texts.sentence(
        "lpwa.classify.question",
        open.fact().id(),
        words.question(open.fact()),
        choices,
        String.join("; ", decides));
  }

  private void section(List<String> lines, String heading, List<String> content) {
    if (!content.isEmpty()) {
      lines.add("");
      lines.add(texts.sentence(heading));
      content.forEach(
          line -> lines.add(line.startsWith("  ") ? "    " + line.strip() : "  - " + line));
    }
  }

  /** Rules that do not hold are left to the lines of JSON: there are many. */
  private void tree(List<String> lines, Ground node, int depth) {
    if (node.kind() != Ground.Kind.CONDITION && node.result() == Truth.NO) {
      return;
    }
    lines.add("  ".repeat(depth) + sign(node.result()) + " " + words.sentence(node));
    node.children().forEach(child -> tree(lines, child, depth + 1));
  }

  private String sign(Truth result) {
    return texts.sentence("accident.sign." + result);
  }
}
