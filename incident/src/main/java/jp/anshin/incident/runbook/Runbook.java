package jp.anshin.incident.runbook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.incident.LocalizedText;

/**
 * What people work by when something of a kind was detected.
 *
 * @param kind as a detection names it, or {@link #GENERAL}
 * @param version 0 as shipped; from 1, rising by one, as somebody here put it in force
 * @param avoid second damage that must not be done: warnings, never ticked
 * @param check what to find out, in that order
 * @param act what to do, in that order
 */
public record Runbook(
    String kind, int version, List<LocalizedText> avoid, List<Step> check, List<Step> act) {

  /** The runbook for kinds that have none of their own. */
  public static final String GENERAL = "general";

  private static final String BUNDLE = "jp.anshin.incident.runbook.runbooks";

  /** Hexadecimal digits of a digest: among a hundred steps no two are ever the same by chance. */
  private static final int DIGITS = 12;

  public Runbook {
    avoid = List.copyOf(avoid);
    check = List.copyOf(check);
    act = List.copyOf(act);
  }

  /**
   * One step that somebody ticks.
   *
   * @param id the kind and a digest of the words, for instance {@code leak.0123456789ab}: whatever
   *     is edited around a step, it stays the same one
   * @param words what to do
   */
  public record Step(String id, LocalizedText words) {
    static Step of(String kind, LocalizedText words) {
      return new Step(kind + "." + digest(words.japanese() + "\n" + words.english()), words);
    }
  }

  /** A runbook as one types it: in each part a step a line. */
  public record Text(String avoid, String check, String act) {}

  /** The one that is shipped for that kind; empty when the general one serves. */
  public static Optional<Runbook> shipped(String kind) {
    var found =
        new Runbook(
            kind,
            0,
            sentences(kind, "avoid"),
            steps(kind, sentences(kind, "check")),
            steps(kind, sentences(kind, "act")));
    return found.check.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  /** Every kind that has one as shipped, the general one too. */
  public static NavigableSet<String> shippedKinds() {
    return bundle(Locale.JAPANESE).keySet().stream()
        .map(key -> key.substring(0, key.indexOf('.')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What a person typed. A line that stands in an earlier one keeps its words in the other
   * language; every other line is the same in both.
   *
   * @param language in which the earlier ones were read
   * @param earlier from which a line may have been left as it was, the nearest first
   */
  public static Runbook typed(
      String kind, int version, Text text, Locale language, List<Runbook> earlier) {
    var known = new HashMap<String, LocalizedText>();
    earlier.stream()
        .flatMap(Runbook::sentences)
        .forEach(each -> known.putIfAbsent(each.in(language), each));
    return new Runbook(
        kind,
        version,
        sentences(text.avoid, known),
        steps(kind, sentences(text.check, known)),
        steps(kind, sentences(text.act, known)));
  }

  /** All that can be ticked, what to check before what to do. */
  public List<Step> steps() {
    return Stream.concat(check.stream(), act.stream()).toList();
  }

  /** The step of that id. */
  public Optional<Step> step(String id) {
    return steps().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** Its words in that language, to be edited. */
  public Text text(Locale language) {
    return new Text(
        lines(avoid.stream(), language),
        lines(check.stream().map(Step::words), language),
        lines(act.stream().map(Step::words), language));
  }

  /** Whether nobody who works by the one would do anything else by the other. */
  public boolean saysTheSame(Runbook other) {
    return avoid.equals(other.avoid) && check.equals(other.check) && act.equals(other.act);
  }

  /** The same as that version. */
  Runbook as(int otherVersion) {
    return new Runbook(kind, otherVersion, avoid, check, act);
  }

  private Stream<LocalizedText> sentences() {
    return Stream.concat(avoid.stream(), steps().stream().map(Step::words));
  }

  private static String lines(Stream<LocalizedText> sentences, Locale language) {
    return sentences.map(each -> each.in(language)).collect(Collectors.joining("\n"));
  }

  private static List<LocalizedText> sentences(String text, Map<String, LocalizedText> known) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(line -> known.getOrDefault(line, LocalizedText.asWritten(line)))
        .toList();
  }

  private static List<LocalizedText> sentences(String kind, String part) {
    ResourceBundle japanese = bundle(Locale.JAPANESE);
    ResourceBundle english = bundle(Locale.ENGLISH);
    return Stream.iterate(1, number -> number + 1)
        .map(number -> kind + "." + part + "." + number)
        .takeWhile(japanese::containsKey)
        .map(key -> new LocalizedText(japanese.getString(key), english.getString(key)))
        .toList();
  }

  private static List<Step> steps(String kind, List<LocalizedText> sentences) {
    return sentences.stream().map(words -> Step.of(kind, words)).toList();
  }

  private static ResourceBundle bundle(Locale language) {
    return ResourceBundle.getBundle(BUNDLE, language);
  }

  private static String digest(String words) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
