package jp.anshin.server.periods;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.incident.periodic.LineDecision;
import jp.anshin.incident.periodic.LineDecision.Reopened;
import jp.anshin.incident.periodic.LineDecision.Settled;
import jp.anshin.incident.report.ReportSubject.Period;
import jp.anshin.server.store.EventTable;
import jp.anshin.server.store.SealedText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lines of versions, and decisions of people, in the database; nothing is ever changed. */
@Repository
class PeriodStore {

  /** Decisions as they are kept. */
  static final SealedText<LineDecision> TEXT = SealedText.of(LineDecision.class);

  private final JdbcClient jdbc;
  private final EventTable<LineDecision> decisions;

  PeriodStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.decisions = new EventTable<>(jdbc, TEXT, "period_decision", "period");
  }

  /** Every decision of that period, first first. */
  List<LineDecision> decisions(Period period) {
    return decisions.of(period.toString()).stream().map(EventTable.Kept::event).toList();
  }

  /** Those that are not taken back, by key of the line. */
  static Map<String, Settled> inForce(List<LineDecision> all) {
    var settled = new HashMap<String, Settled>();
    for (LineDecision each : all) {
      switch (each) {
        case Settled decision -> settled.put(decision.line(), decision);
        case Reopened reopened -> settled.remove(reopened.line());
      }
    }
    return settled;
  }

  /**
   * Adds a decision.
   *
   * @param sequence how many there are with it
   */
  void append(Period period, int sequence, LineDecision decision) {
    decisions.append(sequence, decision.at(), decision, period.toString());
  }

  /** Keeps lines under their digest; those that are kept already are the same. */
  void keep(LinesText lines) {
    int known =
        jdbc.sql("select count(*) from period_lines where digest = ?")
            .param(lines.digest())
            .query(Integer.class)
            .single();
    if (known == 0) {
      jdbc.sql("insert into period_lines values (?, ?)")
          .params(lines.digest(), lines.content())
          .update();
    }
  }

  /**
   * The lines of that digest.
   *
   * @throws IllegalStateException when there are none: the database was changed by hand
   */
  LinesText lines(String digest) {
    return jdbc.sql("select content from period_lines where digest = ?")
        .param(digest)
        .query((row, number) -> new LinesText(digest, row.getString(1)))
        .optional()
        .orElseThrow(() -> new IllegalStateException("no lines " + digest));
  }
}
