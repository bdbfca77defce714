package jp.anshin.law;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.law.Reason.Test;
import org.jspecify.annotations.Nullable;

/**
 * What the law says about an event, with every reason.
 *
 * @param verdict whether it is a serious accident
 * @param editions ids of the editions that were applied; more than one when the day or the law is
 *     not certain
 * @param reason why
 * @param nearestMiss the pair of thresholds that came nearest, or null when it is serious, when
 *     nothing that counts has happened, or when thresholds are reached and something else is open
 * @param questions what is not known and may change what is claimed
 * @param caveats what must be known before relying on it
 * @param projections when thresholds would be reached if it went on, first first
 * @param periodic whether it goes into the periodic report
 * @param finalReport when the thirty-day report is due, or null unless it is serious
 * @param otherDuties duties that existed on that day and are not judged here because nobody has
 *     said anything of them
 * @param signposts duties beside that of serious accidents of which somebody has
 * @param report in which form it is reported, or null when it certainly is not serious
 * @param inputs facts it rests on whose origin is known
 */
public record Determination(
    Verdict verdict,
    List<String> editions,
    Reason reason,
    @Nullable NearestMiss nearestMiss,
    List<Question> questions,
    List<Caveat> caveats,
    List<Projection> projections,
    PeriodicDuty periodic,
    @Nullable Deadline finalReport,
    List<OtherDuty> otherDuties,
    List<Signpost> signposts,
    @Nullable SeriousReport report,
    List<Input> inputs) {

  public Determination {
    editions = List.copyOf(editions);
    questions = List.copyOf(questions);
    caveats = List.copyOf(caveats);
    projections = List.copyOf(projections);
    otherDuties = List.copyOf(otherDuties);
    signposts = List.copyOf(signposts);
    inputs = List.copyOf(inputs);
  }

  /** Every question, that by which the way of filing is chosen among them. */
  public List<Question> everyQuestion() {
    Question filing = periodic.filingQuestion();
    if (filing == null || questions.contains(filing)) {
      return questions;
    }
    var every = new ArrayList<>(questions);
    every.add(filing);
    return List.copyOf(every);
  }

  /**
   * Id of the row of a table, or else of the rule of facilities, that makes it serious; of what is
   * not, or not known to be, the row that came nearest; null where there is none.
   */
  public @Nullable String decidingRule() {
    if (verdict != Verdict.SERIOUS) {
      return nearestMiss == null ? null : nearestMiss.row();
    }
    return reason.children().stream()
        .filter(way -> way.result() == Truth.YES)
        .flatMap(Reason::walk)
        .filter(node -> node.test() == Test.ROW || node.test() == Test.FACILITY)
        .filter(node -> node.result() == Truth.YES)
        .map(Reason::subject)
        .findFirst()
        .orElse(null);
  }

  /** Whether any rule it rests on was not compared with the text: shown as 未確認. */
  public boolean restsOnUnverified() {
    return reason.walk().anyMatch(Reason::unverified);
  }

  /**
   * The same as of that moment: what would be reached by then lies ahead no more, and whether it
   * was is told by the verdict.
   */
  public Determination asOf(Instant moment) {
    List<Projection> ahead =
        projections.stream().filter(each -> each.at().latest().isAfter(moment)).toList();
    return ahead.size() == projections.size() ? this : with(caveats, ahead);
  }

  /** The same with these caveats before the others: what is edited here is read first. */
  Determination warning(List<Caveat> more) {
    var all = new ArrayList<>(more);
    all.addAll(caveats);
    return with(all, projections);
  }

  private Determination with(List<Caveat> caveats, List<Projection> projections) {
    return new Determination(
        verdict,
        editions,
        reason,
        nearestMiss,
        questions,
        caveats,
        projections,
        periodic,
        finalReport,
        otherDuties,
        signposts,
        report,
        inputs);
  }
}
