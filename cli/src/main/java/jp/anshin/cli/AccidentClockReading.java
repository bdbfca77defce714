package jp.anshin.cli;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import jp.anshin.formats.accident.CaseFacts;
import jp.anshin.formats.accident.CountLine;
import jp.anshin.law.Question;
import jp.anshin.law.Verdict;
import jp.anshin.law.clock.ClockDuty;
import jp.anshin.law.clock.Crossing;
import jp.anshin.law.clock.Crossing.Duty;
import jp.anshin.law.clock.Crossing.State;
import jp.anshin.law.clock.Outage;
import jp.anshin.law.clock.UsersReading;

/**
 * What the clock says.
 *
 * @param outage what is known of the outage
 * @param now the moment it was asked about
 * @param later counts that were stated only after that moment, and are not looked at
 * @param judged what the law says of what has happened until now
 * @param crossings when each pair of thresholds is reached; by each reading of users where counts
 *     tell how many were affected at one moment
 * @param facilities when the duration is reached that is asked of a satellite, cable or the like;
 *     empty where none failed
 * @param duties what is due
 */
record AccidentClockReading(
    Outage outage,
    Instant now,
    List<CountLine> later,
    AccidentJudgment judged,
    List<Crossing> crossings,
    List<Crossing> facilities,
    List<ClockDuty> duties) {

  /**
   * Whether a person should look at it: it is not certain, by every reading of users, that it stays
   * no serious accident if nothing changes.
   */
  boolean isFinding() {
    return judged.isFinding()
        || Stream.concat(crossings.stream(), facilities.stream())
            .anyMatch(AccidentClockReading::mayBeSerious);
  }

  private static boolean mayBeSerious(Crossing each) {
    return each.duty() == Duty.SERIOUS && each.state() != State.NOT_IF_NOTHING_CHANGES;
  }

  /**
   * What has to be known: what is open now, and how many were affected in all where that will
   * decide once it has lasted long enough.
   */
  List<Question> questions() {
    var questions = new LinkedHashSet<>(judged.said().everyQuestion());
    boolean byAll =
        crossings.stream()
            .anyMatch(each -> mayBeSerious(each) && each.reading() == UsersReading.CUMULATIVE);
    if (byAll && judged.said().verdict() == Verdict.NOT_SERIOUS) {
      questions.add(new Question("users", CaseFacts.SERVICE));
    }
    return List.copyOf(questions);
  }
}
