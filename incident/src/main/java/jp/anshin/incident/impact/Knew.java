package jp.anshin.incident.impact;

/**
 * What whoever gave a version of the answer knew of the incident, where that was not all.
 *
 * @param statements whether it was what the incident said by then; else it was what whoever gave
 *     the version before knew, or where there is none, what it said when it was opened
 * @param counts how many of the counts that had been stated by then
 */
public record Knew(boolean statements, int counts) {

  public Knew {
    if (counts < 0) {
      throw new IllegalArgumentException("counts " + counts);
    }
  }
}
