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
 */
record LpwaJudged(Outage outage, Ground ground, Determination said) {

  static LpwaJudged of(
      Outage outage, List<Outage> others, OutageFacts facts, AccidentLaw law, Instant asOf) {
    return new LpwaJudged(
        outage, facts.ground(outage), law.determine(facts.facts(outage, others, asOf)));
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
