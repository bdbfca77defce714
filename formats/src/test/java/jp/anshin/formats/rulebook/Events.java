package jp.anshin.formats.rulebook;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.core.Interval;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;
import org.jspecify.annotations.Nullable;

/** Events for the tests of the shipped rulebook. */
final class Events {

  static final AccidentLaw LAW = new AccidentLaw(RulebookText.shipped());

  private Events() {}

  static Instant noonOf(String day) {
    return LocalDate.parse(day).atTime(12, 0).atZone(ZoneId.of("Asia/Tokyo")).toInstant();
  }

  static AccidentFacts on(String day, ServiceFacts... services) {
    return new AccidentFacts(Interval.at(noonOf(day)), List.of(services), Truth.NO, Bounds.UNKNOWN);
  }

  static ServiceFacts stop(@Nullable String category, Bounds minutes, Bounds users) {
    return met(Impact.STOP, category, minutes, users);
  }

  static ServiceFacts met(Impact impact, @Nullable String category, Bounds minutes, Bounds users) {
    Map<String, Truth> excluded = new HashMap<>();
    LAW.rulebook().exclusions().forEach(exclusion -> excluded.put(exclusion.id(), Truth.NO));
    return new ServiceFacts(
        "internet", category, impact, excluded, Truth.NO, Map.of(), users, minutes.times(60), null);
  }
}
