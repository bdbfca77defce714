package jp.anshin.incident.impact;

import java.util.Map;
import java.util.TreeMap;
import jp.anshin.law.Bounds;
import jp.anshin.law.Origin;
import jp.anshin.law.Question;
import jp.anshin.law.Statement;
import jp.anshin.law.Truth;

/** What an answer states of the event, as the law takes it. */
final class Statements {

  private Statements() {}

  /** By key of a clause or id of a duty; the day of a duty and what is said of it are one. */
  static Map<String, Statement> of(ImpactAnswer answer) {
    var statements = new TreeMap<String, Statement>();
    answer
        .said()
        .forEach((key, said) -> {
          Origin origin = Origin.of(answer.answeredBy(), answer.answeredAt(), said.words());
          if (key.startsWith(Question.STATEMENT)) {
            put(
                statements,
                key.substring(Question.STATEMENT.length()),
                new Statement(said.claimed(), said.number(), null, origin));
          } else if (key.startsWith(Question.DAY)) {
            put(
                statements,
                key.substring(Question.DAY.length()),
                new Statement(Truth.UNDETERMINED, Bounds.UNKNOWN, said.day(), origin));
          }
        });
    return statements;
  }

  /** The day comes first, in the order of keys; what else is said of it joins it. */
  private static void put(Map<String, Statement> statements, String id, Statement stated) {
    statements.merge(
        id,
        stated,
        (day, more) -> new Statement(more.truth(), more.quantity(), day.day(), more.origin()));
  }
}
