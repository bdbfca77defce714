package jp.anshin.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.formats.accident.AccidentCase;
import jp.anshin.formats.accident.Assumption;
import jp.anshin.law.Citation;
import jp.anshin.law.Deadline;
import jp.anshin.law.Determination;
import jp.anshin.law.Figures;
import jp.anshin.law.NearestMiss;
import jp.anshin.law.Reason;
import jp.anshin.law.Reason.Test;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a case.
 *
 * @param rulebook the rulebook it was judged by
 * @param read the case
 * @param said what the law says
 * @param assumed what was assumed beyond the law's own caveats
 */
record AccidentJudgment(
    Rulebook rulebook, AccidentCase read, Determination said, List<Assumption> assumed) {

  /**
   * Whether a person should look at it: all that is not certainly no serious accident, and what may
   * call for a report of its own.
   */
  boolean isFinding() {
    return said.verdict() != Verdict.NOT_SERIOUS
        || said.signposts().stream().anyMatch(each -> each.applies() != Truth.NO);
  }

  /** {@code yes}, {@code no} or {@code undetermined}. */
  static String word(Truth truth) {
    return truth.name().toLowerCase(Locale.ROOT);
  }

  String serious() {
    return word(said.reason().result());
  }

  String periodic() {
    return word(said.periodic().required());
  }

  /** Ids of the editions that decide; those of proposals only where a trial is made by one. */
  String edition() {
    List<String> inForce =
        said.editions().stream()
            .filter(id -> rulebook.edition(id).filter(each -> each.inForce()).isPresent())
            .toList();
    return String.join(",", inForce.isEmpty() ? said.editions() : inForce);
  }

  /** The rows that were tested, the one that decides or came nearest first. */
  List<Reason> rows() {
    NearestMiss miss = said.nearestMiss();
    List<Reason> tested =
        said.reason()
            .walk()
            .filter(node -> node.test() == Test.ROW)
            .sorted((one, other) -> Integer.compare(rank(one, miss), rank(other, miss)))
            .toList();
    return tested.stream().distinct().toList();
  }

  /** Of what certainly is not serious no row decides by being reached. */
  private int rank(Reason row, @Nullable NearestMiss miss) {
    if (row.result() == Truth.YES && said.verdict() != Verdict.NOT_SERIOUS) {
      return 0;
    }
    return miss != null && miss.row().equals(row.subject()) ? 1 : 2;
  }

  /**
   * Id of the rule that decides or of the row that came nearest, else of a row that was tested;
   * null when no table was at hand.
   */
  @Nullable String row() {
    String deciding = said.decidingRule();
    List<Reason> rows = rows();
    return deciding == null && !rows.isEmpty() ? rows.getFirst().subject() : deciding;
  }

  /** Where the rules stand that the answer rests on, the deciding one first. */
  List<Citation> citations() {
    Deadline last = said.finalReport();
    Deadline periodic = said.periodic().deadline();
    return Stream.of(
            said.reason()
                .walk()
                .filter(node -> node.test() == Test.IMPACT && node.result() == Truth.NO)
                .map(Reason::citation),
            facilityRules(),
            rows().stream().map(Reason::citation),
            said.signposts().stream()
                .filter(each -> each.applies() != Truth.NO)
                .map(each -> each.duty().citation()),
            Stream.of(said.periodic().reason().citation()),
            periodic == null ? Stream.<Citation>empty() : Stream.of(periodic.citation()),
            last == null ? Stream.<Citation>empty() : Stream.of(last.citation()))
        .flatMap(each -> each)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** Of satellites, cables and the like, where it is them that make it serious, may, or nearly. */
  private Stream<@Nullable Citation> facilityRules() {
    NearestMiss miss = said.nearestMiss();
    return said.reason()
        .walk()
        .filter(node -> node.test() == Test.FACILITY)
        .filter(node ->
            node.result() != Truth.NO || (miss != null && miss.row().equals(node.subject())))
        .map(Reason::citation);
  }

  /**
   * By when the thirty-day report is due if the accident turns out to be serious; null where that
   * is not open.
   */
  @Nullable Deadline finalReportIfSerious() {
    return said.reason().result() == Truth.UNDETERMINED
        ? finalReport(rulebook, LocalDate.ofInstant(read.occurredAt().earliest(), Figures.JAPAN))
        : null;
  }

  /** By when the thirty-day report of an accident of that day is due. */
  static Deadline finalReport(Rulebook rulebook, LocalDate day) {
    return new Deadline(rulebook.finalReport().due(day), rulebook.finalReport().citationOn(day));
  }

  /**
   * Which form the periodic report takes, as far as it can be said: {@code form27}, {@code simple},
   * {@code exempt}, {@code excludedAsSerious} or {@code undetermined}; null when it does not reach
   * the thresholds.
   */
  @Nullable String filing() {
    return switch (said.periodic().filing()) {
      case FORM27 -> "form27";
      case SIMPLE -> "simple";
      case EXEMPT -> "exempt";
      case EXCLUDED_AS_SERIOUS -> "excludedAsSerious";
      case UNDETERMINED -> "undetermined";
      case NOT_REQUIRED -> null;
    };
  }

  /** Name of the category for people, as it stands in a sentence. */
  String categoryName(Texts texts) {
    String code = read.category();
    if (code == null) {
      return texts.sentence("accident.category.unknown");
    }
    boolean japanese = texts.language() == UserLanguage.JAPANESE;
    return rulebook
        .category(code)
        .map(known -> japanese ? known.japanese() : "“" + known.english() + "”")
        .orElse(code);
  }

  /** Keys of the questions, for a table. */
  String questions() {
    return said.everyQuestion().stream().map(each -> each.key()).collect(Collectors.joining(","));
  }
}
