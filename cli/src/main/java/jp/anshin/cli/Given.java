package jp.anshin.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jp.anshin.formats.yaml.NearestName;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.jspecify.annotations.Nullable;

/** What a command line says: options with their values, and words. */
final class Given {

  private final CommandLine line;
  private final Texts texts;

  private Given(CommandLine line, Texts texts) {
    this.line = line;
    this.texts = texts;
  }

  /**
   * Takes a command line apart; whether what is required is there is not looked at.
   *
   * @param untilWord whether it ends at the first word, which is then the first of {@link #words}
   * @throws WrongUsage when an option is unknown, has no value, or is given too often
   */
  static Given read(List<OptionRule> rules, List<String> arguments, boolean untilWord, Texts texts)
      throws WrongUsage {
    var known = new Options();
    rules.forEach(rule -> known.addOption(rule.forParser()));
    // A prefix of an option could mean another one in the next version.
    var parser =
        DefaultParser.builder()
            .setAllowPartialMatching(false)
            .setStripLeadingAndTrailingQuotes(false)
            .get();
    try {
      var given =
          new Given(parser.parse(known, arguments.toArray(String[]::new), untilWord), texts);
      for (OptionRule rule : rules) {
        if (rule.often() != OptionRule.Often.ANY_NUMBER && given.count(rule) > 1) {
          throw new WrongUsage(texts.sentence("usage.twice", rule.longestName()));
        }
      }
      return given;
    } catch (UnrecognizedOptionException e) {
      throw unknown(e.getOption(), rules.stream().map(OptionRule::longestName), texts);
    } catch (MissingArgumentException e) {
      throw new WrongUsage(texts.sentence("usage.value.missing", written(rules, e)));
    } catch (ParseException e) {
      throw new WrongUsage(texts.sentence("usage.value", String.valueOf(e.getMessage())));
    }
  }

  private static String written(List<OptionRule> rules, MissingArgumentException fault) {
    return rules.stream()
        .filter(rule -> rule.forParser().equals(fault.getOption()))
        .map(rule -> rule.longestName() + " " + rule.label())
        .findAny()
        .orElse(String.valueOf(fault.getMessage()));
  }

  /** What is said of a word that nothing is called, and which name was probably meant. */
  static WrongUsage unknown(String written, Stream<String> names, Texts texts) {
    String name = written.split("=", 2)[0];
    // A single letter is near to every other one.
    List<String> known = names.filter(other -> other.length() > 2).toList();
    return new WrongUsage(
        NearestName.of(name, known)
            .map(near -> texts.sentence("usage.unknown.near", written, near))
            .orElseGet(() -> texts.sentence("usage.unknown", written)));
  }

  /**
   * Refuses what lacks a required option or a file, and words that mean nothing.
   *
   * @param readsFiles whether words are files, of which one is needed
   * @param takesMoreFiles whether words may be files
   * @throws WrongUsage when there is such a thing
   */
  void check(List<OptionRule> rules, boolean readsFiles, boolean takesMoreFiles) throws WrongUsage {
    if (!readsFiles && !takesMoreFiles && !words().isEmpty()) {
      throw new WrongUsage(texts.sentence("usage.unknown", String.join(" ", words())));
    }
    var missing = new ArrayList<String>();
    for (OptionRule rule : rules) {
      if (rule.often() == OptionRule.Often.ONCE && !has(rule)) {
        missing.add(rule.longestName());
      }
    }
    if (readsFiles && words().isEmpty()) {
      missing.add(Usage.FILE);
    }
    if (!missing.isEmpty()) {
      throw new WrongUsage(texts.sentence("usage.missing", String.join(", ", missing)));
    }
  }

  private long count(OptionRule rule) {
    var option = rule.forParser();
    return Arrays.stream(line.getOptions()).filter(option::equals).count();
  }

  boolean has(OptionRule rule) {
    return line.hasOption(rule.longestName());
  }

  @Nullable String value(OptionRule rule) {
    return line.getOptionValue(rule.longestName());
  }

  /** The value of an option that is required. */
  String required(OptionRule rule) {
    return values(rule).getFirst();
  }

  /**
   * The number that an option gives.
   *
   * @param otherwise what it is when the option is not given
   * @throws WrongUsage when it is none, or out of its bounds
   */
  double number(OptionRule rule, double min, double max, double otherwise) throws WrongUsage {
    String text = value(rule);
    if (text == null) {
      return otherwise;
    }
    try {
      double number = Double.parseDouble(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of its bounds.
    }
    throw wrong(rule, text);
  }

  /** The same for a number without fraction. */
  long wholeNumber(OptionRule rule, long min, long max, long otherwise) throws WrongUsage {
    String text = value(rule);
    if (text == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of its bounds.
    }
    throw wrong(rule, text);
  }

  /** What is said of a value that cannot be meant. */
  WrongUsage wrong(OptionRule rule, String text) {
    return new WrongUsage(
        texts.sentence("usage.value", texts.sentence(rule.text() + ".wrong", text)));
  }

  /** The values of an option in their order; none when it is not given. */
  List<String> values(OptionRule rule) {
    String[] values = line.getOptionValues(rule.longestName());
    return values == null ? List.of() : List.of(values);
  }

  /** What is no option: files, or the next verb and all after it. */
  List<String> words() {
    return line.getArgList();
  }
}
