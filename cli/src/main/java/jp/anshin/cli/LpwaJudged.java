package jp.anshin.cli;

import java.time.Instant;
import java.util.List;
import jp.anshin.formats.lpwa.OutageFacts;
import jp.anshin.formats.lpwa.OutageFacts.Ground;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Determination;
import jp.anshin.lpwa.watch.Outage;

/**
 * An outage and what the law says of it.
 *
 * @param outage its last revision
 * @param ground why it is an accident or none, or what is open
 * @param said whether it is a serious one
 * @param others outages that may be one event with it, by which more contracts were hit
 */
record LpwaJudged(Outage outage, Ground ground, Determination said, List<Outage> others) {

  /**
   * @param event outages that may be one event, it among them; empty where it is no accident
   */
  static LpwaJudged of(
      Outage outage, List<Outage> event, OutageFacts facts, AccidentLaw law, Instant asOf) {
    List<Outage> others = event.stream().filter(each -> !each.id().equals(outage.id())).toList();
    return new LpwaJudged(
        outage, facts.ground(outage), law.determine(facts.facts(outage, others, asOf)), others);
  }

  /** The most contracts that the event can have hit. */
  long contractsOfEventAtMost() {
    return OutageFacts.contractsAtMost(outage, others);
  }

  /** Whether it is one after all; a withdrawn one is listed and not counted. */
  boolean isIncident() {
    return outage.withdrawn() == null;
  }

  String accident() {
    return AccidentJudgment.word(ground.accident());
  }

  String serious() {
    return AccidentJudgment.word(said.reason().result());
  }

  String periodic() {
    return AccidentJudgment.word(said.periodic().required());
  }
}
