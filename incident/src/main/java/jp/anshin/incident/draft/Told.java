package jp.anshin.incident.draft;

import java.util.List;
import jp.anshin.incident.LocalizedText;
import jp.anshin.law.Bounds;
import jp.anshin.law.Truth;
import jp.anshin.law.words.LawWords;

/**
 * What somebody or some sensor said of one item of a report.
 *
 * @param text in both languages
 * @param known whether it settles the item; else it says why the item is still open
 * @param sources ids of what it was made from
 */
public record Told(LocalizedText text, boolean known, List<String> sources) {

  public Told {
    sources = List.copyOf(sources);
  }

  /** Key of what is told of a satellite, a submarine cable or the like that failed. */
  public static final String CRITICAL_FACILITY = "critical-facility";

  /**
   * That such a facility failed, which makes an accident serious whoever was hit.
   *
   * @param down whether nothing went over it any more
   * @param seconds for how long
   * @param state what is said of its end
   */
  public static Told criticalFacility(
      Truth down, Bounds seconds, FacilityState state, List<String> sources) {
    boolean known = down == Truth.YES;
    return new Told(
        DraftMessages.both(locale ->
            known
                ? DraftMessages.say(locale, state.key(), LawWords.in(locale).duration(seconds))
                : DraftMessages.say(locale, "text.critical-facility-open")),
        known,
        sources);
  }

  /** What is said of the end of such a failure. */
  public enum FacilityState {
    /** Nothing contradicts that it is over, or nobody has said. */
    OVER("text.critical-facility"),
    /** Nothing goes over it still. */
    GOES_ON("text.critical-facility-goes-on"),
    /**
     * It is answered as over, while what was detected or reported goes on: one of the two is old.
     */
    OVER_THOUGH_INCIDENT_GOES_ON("text.critical-facility-over-goes-on");

    private final String key;

    FacilityState(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  /** Key of what is told where it is certain that no service was hit. */
  public static final String NOBODY_AFFECTED = "nobody-affected";

  /** That no user of any service met anything. */
  public static Told nobodyAffected() {
    return by(DraftMessages.both(locale -> DraftMessages.say(locale, "text.services-none")));
  }

  /** Key of how the users of a service were counted, where that was said in both languages. */
  public static String basisOf(String service) {
    return "users-basis." + service;
  }

  /** What a person said. */
  public static Told by(LocalizedText text) {
    return new Told(text, true, List.of());
  }
}
