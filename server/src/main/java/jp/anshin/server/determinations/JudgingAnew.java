package jp.anshin.server.determinations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import jp.anshin.incident.IncidentId;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Figures;
import jp.anshin.server.operators.OperatorFile;
import jp.anshin.server.operators.OperatorFileChanged;
import jp.anshin.server.operators.OperatorFiles;
import jp.anshin.server.rulebooks.RulebookChanged;
import jp.anshin.server.rulebooks.Rulebooks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Judges every incident within reach again when another operator file or rulebook is in force, one
 * transaction each, so that what is kept, and the drafts that rest on it, say what they say today.
 * It is done before whoever changed the file is answered as far as some seconds carry, the rest by
 * rounds, what is not closed first; and once after each start: a process that died over it, another
 * version of this software and a file that was changed meanwhile are all one. What could not be
 * judged is tried again with each round.
 */
@Service
public class JudgingAnew {

  /** The longest time after an accident within which the law asks for something, and some more. */
  public static final Period REACH = Period.ofMonths(15);

  /** Nobody waits longer for a round to end. */
  private static final Duration ROUND_MAX = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(JudgingAnew.class);

  private final Determinations determinations;
  private final Rulebooks rulebooks;
  private final OperatorFiles operators;
  private final Clock clock;

  /** What those are judged by that are not left. */
  private @Nullable By by;

  private Set<IncidentId> left = Set.of();

  /** Why those that could not be judged could not: told once, not with each round. */
  private final Map<IncidentId, String> failing = new HashMap<>();

  /** By what all are judged; null while some are left. */
  private volatile @Nullable By done;

  /** What is judged by: the law as it was read, and the number of the operator file. */
  private record By(AccidentLaw law, int operatorFile) {}

  JudgingAnew(
      Determinations determinations, Rulebooks rulebooks, OperatorFiles operators, Clock clock) {
    this.determinations = determinations;
    this.rulebooks = rulebooks;
    this.operators = operators;
    this.clock = clock;
  }

  /**
   * Whether every kept determination of an incident that is not closed, or occurred within {@link
   * #REACH}, is one by what is in force now.
   */
  public boolean isDone() {
    return inForce().equals(done);
  }

  @EventListener
  void on(RulebookChanged changed) {
    roundNowOrLater();
  }

  @EventListener
  void on(OperatorFileChanged changed) {
    roundNowOrLater();
  }

  /** What is in force is in force: whoever put it so is not told that it failed. */
  private void roundNowOrLater() {
    try {
      round();
    } catch (RuntimeException failure) {
      LOG.warn("incidents are judged anew with the next round", failure);
    }
  }

  /**
   * Whether that version is what the law says today, so that it need not be asked: time does not
   * change it, and it was judged anew if anything else is in force than when it was kept.
   */
  public boolean isOfToday(Determined kept) {
    return isDone()
        && !kept.facts().goesOn()
        && !kept.facts().firstDay().isBefore(today().minus(REACH));
  }

  /** Judges what is left; all, when something else is in force than before. */
  synchronized void round() {
    By now = inForce();
    if (!now.equals(by)) {
      left = new LinkedHashSet<>(determinations.reaching(today().minus(REACH)));
      failing.keySet().retainAll(left);
      by = now;
    }
    Instant until = clock.instant().plus(ROUND_MAX);
    left.removeIf(id -> !clock.instant().isAfter(until) && isJudged(id));
    done = left.isEmpty() ? now : null;
  }

  /** One that cannot be judged is no reason to leave out the others. */
  private boolean isJudged(IncidentId id) {
    try {
      boolean judged = determinations.judgeAnew(id);
      failing.remove(id);
      return judged;
    } catch (RuntimeException failure) {
      if (!failure.toString().equals(failing.put(id, failure.toString()))) {
        LOG.warn("{} could not be judged anew; it is tried again with each round", id, failure);
      }
      return false;
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Figures.JAPAN);
  }

  private By inForce() {
    int file = operators.current().map(OperatorFile::version).orElse(0);
    return new By(rulebooks.current().law(), file);
  }
}
