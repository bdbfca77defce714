package jp.anshin.documents;

import java.util.List;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftKind;

/**
 * What a periodic report holds: one draft for each accident, each already reduced to what its
 * reader may read.
 *
 * @param operator who reports
 * @param period over which, in words
 * @param entries drafts of kind {@link DraftKind#PERIODIC_FORM_27} or {@link
 *     DraftKind#PERIODIC_SIMPLE}, all simulated or none; an item {@link #NOTE} stands beside the
 *     form
 * @param notes what stands at the head beside operator and period, for instance the digest of the
 *     lines
 */
public record PeriodicReport(
    LocalizedText operator, LocalizedText period, List<Draft> entries, List<LocalizedText> notes) {

  /** Key of an item that says what the form has no column for: that a person decided. */
  public static final String NOTE = "note";

  /** A report without notes. */
  public PeriodicReport(LocalizedText operator, LocalizedText period, List<Draft> entries) {
    this(operator, period, entries, List.of());
  }

  /**
   * Checks what it is made of.
   *
   * @throws IllegalArgumentException when an entry is of another kind, real and simulated ones are
   *     mixed, or it is beyond {@link DocumentLimits}
   */
  public PeriodicReport {
    entries = List.copyOf(entries);
    notes = List.copyOf(notes);
    DocumentLimits.checkRows(entries);
    for (Draft entry : entries) {
      if (entry.kind() != DraftKind.PERIODIC_FORM_27 && entry.kind() != DraftKind.PERIODIC_SIMPLE) {
        throw new IllegalArgumentException("no entry of a periodic report: " + entry.kind());
      }
      if (entry.simulated() != entries.getFirst().simulated()) {
        throw new IllegalArgumentException("real and simulated accidents in one report");
      }
    }
  }

  /** Whether it is about replays. */
  public boolean simulated() {
    return !entries.isEmpty() && entries.getFirst().simulated();
  }

  /** Those of one form, in order. */
  List<Draft> of(DraftKind kind) {
    return entries.stream().filter(entry -> entry.kind() == kind).toList();
  }
}
