package jp.anshin.server.determinations;

import jp.anshin.server.rounds.Rounds;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Judges what goes on again and again, as time passes, while the server runs. */
@Component
@Lazy(false)
class OpenIncidentClock extends Rounds {

  /** Thresholds are hours; nobody is kept waiting by ten seconds. */
  static final long SECONDS_BETWEEN_REVIEWS = 10;

  private final ObjectProvider<Determinations> determinations;
  private final ObjectProvider<JudgingAnew> anew;

  /**
   * @param determinations made at the first review: reading the law would delay the start
   * @param anew made then too
   */
  OpenIncidentClock(
      ObjectProvider<Determinations> determinations, ObjectProvider<JudgingAnew> anew) {
    super("open-incidents", SECONDS_BETWEEN_REVIEWS);
    this.determinations = determinations;
    this.anew = anew;
  }

  @Override
  protected void round() {
    anew.getObject().round();
    determinations.getObject().reviewOpen();
  }
}
