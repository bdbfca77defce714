package jp.anshin.incident;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.anshin.core.Certainty;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Interval;
import jp.anshin.core.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What a person says happened: a detection like that of a sensor, with no figures and no evidence
 * but the person's name. It opens an incident of its own and never joins another, for only people
 * know what belongs to what they tell; what is corrected, over or not over after all is a later
 * revision of it.
 *
 * @param kind what it is
 * @param title in one line, in the person's words
 * @param startedAt when it began, as far as that is known
 */
public record PersonStatement(ReportedKind kind, String title, Interval startedAt) {

  /** Name of the sensor that a person is. */
  public static final String SENSOR = "person";

  /** Kind of the subject, whose key is the title. */
  public static final String SUBJECT = "reported";

  /** Longest title: a line of a list, and of a report's heading. */
  public static final int TITLE_CHARACTERS_MAX = 120;

  /** Fact: the number of the imported list, and the line in its file, that it was taken from. */
  public static final String IMPORT = "import";

  /** Fact: the cause in the words of whoever wrote the list. */
  public static final String CAUSE = "cause";

  /** Fact: what it was in those words, in full. */
  public static final String SUMMARY = "summary";

  /** Fact: whose equipment failed, where it was not ours. */
  public static final String OWNER = "owner";

  /** Fact: nobody has said whether it is over, or since when; until somebody does. */
  private static final String END_UNKNOWN = "end-unknown";

  private static final String BY = "stated-by";
  private static final String REASON = "reason";
  private static final int HASH_BYTES = 8;

  public PersonStatement {
    if (!isTitle(title)) {
      throw new IllegalArgumentException("no title: '" + title + "'");
    }
  }

  /** Whether that can be a title: one line, not blank, not too long. */
  public static boolean isTitle(String text) {
    return !text.isBlank()
        && text.length() <= TITLE_CHARACTERS_MAX
        && text.codePoints().noneMatch(PersonStatement::breaksLines);
  }

  /** Also marks that turn the direction of what follows: a title stands in other sentences. */
  private static boolean breaksLines(int point) {
    return Character.getType(point) == Character.CONTROL || VisibleText.isHidden(point);
  }

  /** Whether a person stated it. */
  public static boolean is(Detection detection) {
    return detection.sensor().equals(SENSOR);
  }

  /** What a person's detection says, again. */
  public static PersonStatement of(Detection detection) {
    return new PersonStatement(
        ReportedKind.of(detection.kinds().first()).orElse(ReportedKind.OTHER),
        detection.subject().key(),
        detection.startedAt());
  }

  /** Who stated it: the person of that revision, else the name of the sensor. */
  public static String by(Detection detection) {
    List<String> by = is(detection) ? detection.fact(BY) : List.of();
    return by.isEmpty() ? detection.sensor() : by.getFirst();
  }

  /**
   * As it is first stated. The same beginning and title are the same detection, whoever sends it
   * and however often.
   *
   * @param who the person
   * @param noticedAt when it was noticed
   * @param at when it is stated
   */
  public Detection first(String who, Instant noticedAt, Instant at) {
    var id = new DetectionId(SENSOR + ":" + startedAt.earliest() + ":" + hash(title));
    return first(id, Map.of(), who, noticedAt, at, null);
  }

  /**
   * The same, taken from a line of an imported list: that line is the same detection for ever.
   *
   * @param number of the list
   * @param line in its file
   * @param listed what the line says in words, by name of the fact; blank ones are left out
   * @param endedAt when it was over at the latest, or null where the list does not say: then its
   *     end is unknown, for what stands in a list has happened
   */
  public Detection imported(
      int number,
      int line,
      Map<String, String> listed,
      String who,
      Instant at,
      @Nullable Instant endedAt) {
    var id = new DetectionId(SENSOR + ":import-" + number + ":line-" + line);
    var facts = new TreeMap<String, List<String>>();
    facts.put(IMPORT, List.of(Integer.toString(number), Integer.toString(line)));
    listed.forEach((name, words) -> {
      if (!words.isBlank()) {
        facts.put(name, List.of(words));
      }
    });
    if (endedAt == null) {
      facts.put(END_UNKNOWN, List.of(END_UNKNOWN));
    }
    return first(id, facts, who, at, at, endedAt);
  }

  /** Whether it was taken from a line of an imported list: it was told long after it happened. */
  public static boolean isListed(Detection detection) {
    return !detection.fact(IMPORT).isEmpty();
  }

  /** Whether nobody has said that it goes on, nor when it was over. */
  public static boolean isEndUnknown(Detection detection) {
    return is(detection) && !detection.fact(END_UNKNOWN).isEmpty();
  }

  private Detection first(
      DetectionId id,
      Map<String, List<String>> more,
      String who,
      Instant noticedAt,
      Instant at,
      @Nullable Instant endedAt) {
    var facts = new TreeMap<>(more);
    facts.put(BY, List.of(who));
    return new Detection(
        id,
        1,
        SENSOR,
        new TreeSet<>(List.of(kind.code())),
        new Subject(SUBJECT, title),
        startedAt,
        noticedAt,
        at,
        endedAt,
        // One person saw or heard of it: more than an inference, less than two independent views.
        Certainty.MEDIUM,
        new TreeMap<>(),
        facts,
        List.of());
  }

  /** The next revision, which says this instead. */
  public Detection correcting(Detection before, String who, String why, Instant at) {
    return revised(before, before.facts(), this, before.endedAt(), who, why, at);
  }

  /** The next revision, which says that it was over then. */
  public static Detection over(
      Detection before, Instant endedAt, String who, String why, Instant at) {
    return revised(before, endKnown(before), of(before), endedAt, who, why, at);
  }

  /** The next revision, which says that it goes on after all, or again. */
  public static Detection again(Detection before, String who, String why, Instant at) {
    return revised(before, endKnown(before), of(before), null, who, why, at);
  }

  private static SortedMap<String, List<String>> endKnown(Detection before) {
    SortedMap<String, List<String>> facts = new TreeMap<>(before.facts());
    facts.remove(END_UNKNOWN);
    return facts;
  }

  private static Detection revised(
      Detection before,
      SortedMap<String, List<String>> known,
      PersonStatement now,
      @Nullable Instant endedAt,
      String who,
      String why,
      Instant at) {
    SortedMap<String, List<String>> facts = new TreeMap<>(known);
    facts.put(BY, List.of(who));
    facts.put(REASON, why.isBlank() ? List.of() : List.of(why));
    return new Detection(
        before.id(),
        before.revision() + 1,
        SENSOR,
        new TreeSet<>(List.of(now.kind.code())),
        new Subject(SUBJECT, now.title),
        now.startedAt,
        before.detectedAt(),
        at,
        endedAt,
        before.certainty(),
        before.counts(),
        facts,
        before.evidence());
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
