package jp.anshin.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.anshin.formats.classification.StatedService;
import jp.anshin.law.Row;
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
        lines,
        "lpwa.classify.questions",
        said.questions().stream().map(this::question).toList());
    section(
        lines, "lpwa.classify.assumed", said.assumed().stream().map(words::assumed).toList());
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
        answers.add(
            words.fact(fact) + ": " + fact.choice(said).map(words::choice).orElse(said));
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
    if (finding.outcome() == null) {
      return List.of();
    }
    return finding
        .conclusion()
        .outcome(finding.outcome())
        .map(Conclusion.Outcome::category)
        .map(category -> words.row(category, row(accidents, category, asOf).orElse(null)))
        .stream()
        .toList();
  }

  /** The row of that category on that day, or that of the broader one where it has none. */
  static Optional<Row> row(Rulebook accidents, String category, LocalDate day) {
    Optional<Row> own = accidents.editionOn(day).flatMap(each -> each.row(category));
    String broader =
        accidents.category(category).map(each -> String.valueOf(each.broader())).orElse("");
    return own.isPresent() || accidents.category(broader).isEmpty()
        ? own
        : row(accidents, broader, day);
  }

  private List<String> duties(Classification said) {
    var lines = new ArrayList<String>();
    for (DutyFinding each : said.duties()) {
      if (each.applies() == Truth.NO) {
        continue;
      }
      lines.add(words.duty(each));
      each.parties().forEach(party -> lines.add("  " + words.party(party)));
      if (each.lacksNames()) {
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
    String decides =
        open.decides().stream().map(words::about).collect(Collectors.joining("; "));
    return texts.sentence(
        "lpwa.classify.question", open.fact().id(), words.question(open.fact()), choices, decides);
  }

  private void section(List<String> lines, String heading, List<String> content) {
    if (!content.isEmpty()) {
      lines.add("");
      lines.add(texts.sentence(heading));
      content.forEach(line ->
          lines.add(line.startsWith("  ") ? "    " + line.strip() : "  - " + line));
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
