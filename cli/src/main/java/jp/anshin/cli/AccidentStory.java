package jp.anshin.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jp.anshin.law.Deadline;
import jp.anshin.law.NearestMiss;
import jp.anshin.law.Reason;
import jp.anshin.law.Reason.Test;
import jp.anshin.law.Truth;
import jp.anshin.law.words.LawWords;

/**
 * A judgment told to a person: verdict, every condition that passed, failed or is not known, where
 * the rules stand, what was missing, and what to ask.
 *
 * @param texts in the user's language
 * @param words the law's sentences in that language
 */
record AccidentStory(Texts texts, LawWords words) {

  static AccidentStory in(Texts texts) {
    return new AccidentStory(texts, LawWords.in(texts.language().locale()));
  }

  List<String> lines(AccidentJudgment judged) {
    Function<String, String> name = id -> judged.categoryName(texts);
    var lines = new ArrayList<String>();
    lines.add(
        words.verdict(judged.said().verdict())
            + (judged.said().restsOnUnverified()
                ? " " + texts.sentence("accident.bracketed", words.unverified())
                : ""));
    lines.add(words.periodic(judged.said().periodic()));
    judged.said().signposts().forEach(each -> lines.add(words.signpost(each)));
    Deadline last = judged.said().finalReport();
    if (last != null) {
      lines.add(texts.sentence("accident.final-report", words.deadline(last)));
    }
    Deadline open = judged.finalReportIfSerious();
    if (open != null) {
      lines.add(texts.sentence("accident.final-report.if-serious", words.deadline(open)));
    }
    NearestMiss miss = judged.said().nearestMiss();
    if (miss != null) {
      lines.add(words.nearestMiss(miss, name));
    }
    section(
        lines,
        "accident.questions",
        judged.said().everyQuestion().stream().map(each -> words.question(each, name)).toList());
    lines.add("");
    lines.add(texts.sentence("accident.reasons"));
    tree(lines, judged.said().reason(), name, 1);
    tree(lines, judged.said().periodic().reason(), name, 1);
    judged.said().signposts().forEach(each -> tree(lines, each.reason(), name, 1));
    section(lines, "accident.citations", judged.citations().stream().map(words::citation).toList());
    var caveats = new ArrayList<String>();
    judged.said().caveats().forEach(caveat -> caveats.add(words.caveat(caveat, name)));
    judged.assumed().forEach(each -> caveats.add(each.sentence(texts.language().locale())));
    section(lines, "accident.caveats", caveats);
    section(
        lines,
        "accident.other-duties",
        judged.said().otherDuties().stream().map(words::otherDuty).toList());
    return lines;
  }

  private void section(List<String> lines, String heading, List<String> content) {
    if (!content.isEmpty()) {
      lines.add("");
      lines.add(texts.sentence(heading));
      content.forEach(line -> lines.add("  - " + line));
    }
  }

  private void tree(List<String> lines, Reason node, Function<String, String> name, int depth) {
    if (node.test() == Test.FACILITY && node.result() == Truth.NO) {
      return; // a caveat says that it was assumed
    }
    lines.add("  ".repeat(depth) + sign(node.result()) + " " + words.sentence(node, name));
    node.children().forEach(child -> tree(lines, child, name, depth + 1));
  }

  /** A shape for each result: colour alone would not do. */
  private String sign(Truth result) {
    return texts.sentence("accident.sign." + result);
  }
}
