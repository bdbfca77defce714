package jp.anshin.formats.accident;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jp.anshin.core.Interval;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Determination;
import jp.anshin.law.Rulebook;
import jp.anshin.law.clock.AccidentClock;
import jp.anshin.law.clock.Crossing;
import jp.anshin.law.clock.Outage;
import jp.anshin.law.clock.StatedUsers;
import org.jspecify.annotations.Nullable;

/** Outages of a data service under the law that we ship. */
final class Outages {

  static final Rulebook BOOK = RulebookText.shipped();
  static final Instant SEVEN = Instant.parse("2023-07-02T22:00:00Z"); // 3 July 2023, 7:00 JST

  private static final AccidentClock CLOCK = new AccidentClock(BOOK);
  private static final AccidentLaw LAW = new AccidentLaw(BOOK);
  private static final CaseFacts FACTS = new CaseFacts(BOOK, LocalDate.parse("2026-11-24"));

  private Outages() {}

  static Instant minute(long minutes) {
    return SEVEN.plusSeconds(minutes * 60);
  }

  static StatedUsers count(long minute, long low, long estimate, @Nullable Long high) {
    return new StatedUsers(minute(minute), low, estimate, high, minute(minute));
  }

  static Outage began(StatedUsers... counts) {
    return new Outage(Interval.at(SEVEN), null, List.of(counts), null);
  }

  static Determination said(Outage outage, Instant now) {
    return LAW.determine(
        FACTS.of(
            new AccidentCase(
                "o",
                0,
                outage.began(),
                "OTHER",
                outage.secondsBy(now),
                outage.peakBy(now),
                CaseImpact.STOP)));
  }

  static List<Crossing> crossings(Outage outage, Instant now) {
    return CLOCK.crossings(outage, said(outage, now), now);
  }
}
