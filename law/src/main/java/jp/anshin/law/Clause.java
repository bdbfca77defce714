package jp.anshin.law;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jp.anshin.law.Reason.Test;
import org.jspecify.annotations.Nullable;

/**
 * A requirement of the law about an event: a fact that a person states, or requirements joined.
 *
 * @param id key of the fact, or name of the joint; unique in its rulebook
 * @param kind how it is found
 * @param threshold for {@link Kind#AT_LEAST} the least quantity, else null
 * @param parts what is joined; empty for a fact or a quantity
 * @param citation article and words
 */
public record Clause(
    String id, Kind kind, @Nullable Long threshold, List<Clause> parts, Citation citation) {

  /** How a clause is found. */
  public enum Kind {
    /** All of its parts. */
    ALL,
    /** One of its parts. */
    ANY,
    /** None of its parts. */
    NONE,
    /** As somebody has stated. */
    FACT,
    /** A stated quantity is at least the threshold (以上). */
    AT_LEAST
  }

  public Clause {
    parts = List.copyOf(parts);
    boolean joint = kind == Kind.ALL || kind == Kind.ANY || kind == Kind.NONE;
    if (joint == parts.isEmpty() || (kind == Kind.AT_LEAST) != (threshold != null)) {
      throw new IllegalArgumentException("clause " + id + " of kind " + kind);
    }
  }

  /** Whether anything it asks for has been stated. */
  public boolean isSpokenOf(Map<String, Statement> statements) {
    if (statements.containsKey(id)) {
      return true;
    }
    for (Clause part : parts) {
      if (part.isSpokenOf(statements)) {
        return true;
      }
    }
    return false;
  }

  /** Keys of the facts that it asks for in more than one place. */
  Set<String> repeatedFacts() {
    var once = new HashSet<String>();
    var repeated = new TreeSet<String>();
    addFacts(once, repeated);
    return repeated;
  }

  private void addFacts(Set<String> once, Set<String> repeated) {
    if (kind == Kind.FACT && !once.add(id)) {
      repeated.add(id);
    }
    parts.forEach(part -> part.addFacts(once, repeated));
  }

  /** What can be claimed, with its reasons; what nobody has stated is unknown. */
  Reason of(Map<String, Statement> statements) {
    Statement said = statements.get(id);
    if (kind == Kind.FACT) {
      return Reason.fact(
          Test.STATEMENT, id, said == null ? Truth.UNDETERMINED : said.truth(), citation);
    }
    if (threshold != null) {
      Bounds value = said == null ? Bounds.UNKNOWN : said.quantity();
      Truth reached = value.atLeastThreshold(threshold);
      return new Reason(Test.QUANTITY, id, value, threshold, reached, citation, List.of());
    }
    var found = new Reason[parts.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = parts.get(i).of(statements);
    }
    return joined(List.of(found));
  }

  private Reason joined(List<Reason> found) {
    if (kind == Kind.ALL) {
      return Reason.allOf(Test.ALL_OF, id, citation, found);
    }
    Reason any = Reason.anyOf(Test.ANY_OF, id, citation, found);
    return kind == Kind.ANY
        ? any
        : new Reason(Test.NONE_OF, id, null, null, any.result().not(), citation, found);
  }
}
