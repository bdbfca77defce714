package jp.anshin.incident.report;

import java.io.Serial;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something may not be done to a report; nothing was done. */
public final class ReportRefused extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final Objection objection;
  private final @Nullable Instant bound;

  ReportRefused(Objection objection) {
    this(objection, null);
  }

  ReportRefused(Objection objection, @Nullable Instant bound) {
    super(objection.key());
    this.objection = objection;
    this.bound = bound;
  }

  /** Why. */
  public Objection objection() {
    return objection;
  }

  /** The moment that it lies beyond, where there is one. */
  public Optional<Instant> bound() {
    return Optional.ofNullable(bound);
  }
}
