package jp.anshin.law;

import java.util.Set;

/**
 * What a reader must know before relying on a determination.
 *
 * @param key one of {@link #KEYS}
 * @param argument an edition's id, a service's id, a day in ISO 8601 or an article as it is cited;
 *     of {@code users-beyond-file} a service's id, the users stated and those of the file, each
 *     after a space; of {@code rule-edited}, {@code edition-edited} and {@code category-edited} an
 *     article, an edition's id or the code of a category, then where they are known the moment in
 *     ISO 8601 and the person that saved the rulebook, each on a line; may be empty
 */
public record Caveat(String key, String argument) {

  /** Every caveat there is: each has words in both languages. */
  public static final Set<String> KEYS =
      Set.of(
          "no-edition",
          "edition-start-unverified",
          "edition-end-unverified",
          "text-read-as-of",
          "rows-not-compared",
          "rule-edited",
          "edition-edited",
          "category-edited",
          "proposal-considered",
          "proposal-differs",
          "what-if",
          "duration-definition-unverified",
          "goes-on",
          "may-go-on",
          "assumed-no-critical-facility",
          "assumed-not-excluded",
          "assumed-began-with-incident",
          "end-contradicted",
          "times-changed",
          "facility-times-changed",
          "facility-goes-on",
          "counted-before",
          "counted-since",
          "category-since",
          "assumed-countable",
          "assumed-best-effort", // of earlier determinations, which are kept
          "assumed-own-part",
          "only-stop-counted",
          "impact-counted-by",
          "impact-not-counted-by",
          "readings-agree",
          "readings-differ",
          "readings-open",
          "reading-chosen",
          "counts-fell",
          "users-hold",
          "emergency-voice-counts-all",
          "emergency-voice-taken-as-all",
          "figures-without-impact",
          "users-beyond-file",
          "operators-counted",
          "stored-without-impact");

  /** Those whose argument is the id of a proposal that was looked at and does not decide. */
  public static final Set<String> OF_PROPOSALS = Set.of("proposal-considered", "proposal-differs");

  public Caveat {
    if (!KEYS.contains(key)) {
      throw new IllegalArgumentException("caveat " + key);
    }
  }
}
