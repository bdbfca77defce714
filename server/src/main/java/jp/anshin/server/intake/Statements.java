package jp.anshin.server.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.incident.Incident;
import jp.anshin.route.guard.RouteGuard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Hands what the watch states on to the incidents, and does not let go of it before it is kept.
 *
 * <p>What was stated before a crash is stated again when the journal is read again; the incidents
 * know it by its revision. Should the second reading come to fewer revisions than the first (the
 * operator file changed meanwhile), what follows is numbered on from what is kept.
 */
final class Statements {

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(Statements.class);

  private final Function<Detection, Incident> accept;
  private final Consumer<Detection> findings;
  private final CountDownLatch stopping;
  private final Map<DetectionId, Detection> again = new HashMap<>();
  private boolean readingAgain;

  /** The server stops before a statement could be kept: it is stated again at the next start. */
  static final class StoppingException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param accept keeps a statement, see {@code Incidents.accept}
   * @param findings keeps what is no incident, see {@code Findings.accept}
   * @param stopping is at zero when the server stops
   */
  Statements(
      Function<Detection, Incident> accept, Consumer<Detection> findings, CountDownLatch stopping) {
    this.accept = accept;
    this.findings = findings;
    this.stopping = stopping;
  }

  /** What is stated from now on was probably stated before. */
  void beginReadingAgain() {
    readingAgain = true;
  }

  /** All that was stated before has been stated again: what was missed by then is kept now. */
  void endReadingAgain() {
    if (!readingAgain) {
      return;
    }
    readingAgain = false;
    for (var last : again.values()) {
      keep(last);
    }
    again.clear();
  }

  /** Takes a statement; returns when it is on disk. */
  void accept(Detection stated) {
    if (!RouteGuard.isIncident(stated)) {
      untilKept(
          stated,
          () -> {
            findings.accept(stated);
            return stated;
          });
    } else if (readingAgain) {
      again.put(stated.id(), stated);
      persist(stated);
    } else {
      keep(stated);
    }
  }

  private void keep(Detection stated) {
    var kept = kept(persist(stated), stated.id());
    if (kept.isPresent()
        && kept.get().revision() >= stated.revision()
        && !same(kept.get(), stated)) {
      persist(numbered(stated, kept.get().revision() + 1));
    }
  }

  private static Optional<Detection> kept(Incident incident, DetectionId id) {
    return incident.detections().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  private static boolean same(Detection kept, Detection stated) {
    return kept.equals(numbered(stated, kept.revision()));
  }

  private static Detection numbered(Detection stated, int revision) {
    return new Detection(
        stated.id(),
        revision,
        stated.sensor(),
        stated.kinds(),
        stated.subject(),
        stated.startedAt(),
        stated.detectedAt(),
        stated.restatedAt(),
        stated.endedAt(),
        stated.certainty(),
        stated.counts(),
        stated.facts(),
        stated.evidence());
  }

  private Incident persist(Detection stated) {
    return untilKept(stated, () -> accept.apply(stated));
  }

  private <T> T untilKept(Detection stated, Supplier<T> keeping) {
    while (true) {
      try {
        return keeping.get();
      } catch (DataAccessException | TransactionException notNow) {
        LOG.error("{} revision {} is not kept yet", stated.id(), stated.revision(), notNow);
        await();
      }
    }
  }

  private void await() {
    try {
      if (stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoppingException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppingException();
    }
  }
}
