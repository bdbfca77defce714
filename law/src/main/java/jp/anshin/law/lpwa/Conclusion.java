package jp.anshin.law.lpwa;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that follows from the facts, as a table of rules. On each day exactly one rule holds
 * for each way in which the facts can be.
 *
 * @param id name within the rulebook, for instance {@code chief-engineer}
 * @param japanese what is concluded
 * @param english what is concluded
 * @param outcomes what it can come to, at least one
 * @param rules the table
 * @param remarks what must be known beside an outcome
 */
public record Conclusion(
    String id,
    String japanese,
    String english,
    List<Outcome> outcomes,
    List<Rule> rules,
    List<Remark> remarks) {

  /**
   * What a conclusion can come to.
   *
   * @param id name within the conclusion
   * @param japanese what it is
   * @param english what it is
   * @param category code of the 役務区分 of the accident rulebook that it chooses, or null
   */
  public record Outcome(String id, String japanese, String english, @Nullable String category) {}

  /**
   * One line of the table.
   *
   * @param id name within the rulebook
   * @param when all of these; none means always
   * @param outcome id of what then follows
   * @param validFrom first day in Japanese time, or null
   * @param validTo last day, or null
   * @param basis where it stands
   */
  public record Rule(
      String id,
      List<Condition> when,
      String outcome,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      Basis basis) {

    public Rule {
      when = List.copyOf(when);
    }

    /** Whether it is in force on that day. */
    public boolean holdsOn(LocalDate day) {
      return (validFrom == null || !day.isBefore(validFrom))
          && (validTo == null || !day.isAfter(validTo));
    }
  }

  /**
   * What must be known beside an outcome.
   *
   * @param outcomes ids of those it is about; empty for every one
   * @param japanese what must be known
   * @param english what must be known
   * @param basis where it stands
   */
  public record Remark(List<String> outcomes, String japanese, String english, Basis basis) {

    public Remark {
      outcomes = List.copyOf(outcomes);
    }

    /** Whether it is about what may have come out. */
    public boolean isAbout(List<String> possible) {
      return outcomes.isEmpty() || possible.stream().anyMatch(outcomes::contains);
    }
  }

  public Conclusion {
    outcomes = List.copyOf(outcomes);
    rules = List.copyOf(rules);
    remarks = List.copyOf(remarks);
  }

  /** What it comes to by that id. */
  public Optional<Outcome> outcome(String outcome) {
    return outcomes.stream().filter(each -> each.id().equals(outcome)).findFirst();
  }
}
