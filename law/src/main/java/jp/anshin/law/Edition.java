package jp.anshin.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of serious accidents as it stood over some days, in Japanese time.
 *
 * @param id name within the rulebook, for instance {@code 2015}
 * @param validFrom first day, or null for a proposal
 * @param validTo last day, or null while no end is known
 * @param inForce false for a proposal, which never decides by itself
 * @param startVerified whether the first day was compared with a source
 * @param endVerified whether it is verified that it lasted, or lasts, to its end
 * @param textReadAsOf day of the text that was read, or null; later accidents carry a caveat
 * @param mayHaveStartedFrom for a proposal, the first day on which it may be in force, or null
 * @param rows rows; never empty
 * @param note what is known about the source, in English
 * @param sources ids of the texts it was taken from
 */
public record Edition(
    String id,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    boolean inForce,
    boolean startVerified,
    boolean endVerified,
    @Nullable LocalDate textReadAsOf,
    @Nullable LocalDate mayHaveStartedFrom,
    List<Row> rows,
    String note,
    List<String> sources) {

  public Edition {
    if (inForce && validFrom == null) {
      throw new IllegalArgumentException("edition in force without first day: " + id);
    }
    rows = List.copyOf(rows);
    sources = List.copyOf(sources);
  }

  /** Whether it was in force on that day. */
  public boolean inForceOn(LocalDate day) {
    return inForce
        && validFrom != null
        && !day.isBefore(validFrom)
        && (validTo == null || !day.isAfter(validTo));
  }

  /** Whether it is a proposal of which nobody has confirmed that it was not in force that day. */
  public boolean mayBeInForceOn(LocalDate day) {
    return !inForce && mayHaveStartedFrom != null && !day.isBefore(mayHaveStartedFrom);
  }

  /** The row for exactly that category, or the one for every category. */
  public Optional<Row> row(String category) {
    return rows.stream()
        .filter(row -> row.category().equals(category) || row.category().equals(Row.EVERY_CATEGORY))
        .findFirst();
  }
}
