package jp.anshin.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command line: {@code anshin <verb> …}. Exits with an {@link ExitStatus}. */
public final class Anshin {

  private static final Set<String> LANGUAGES = Set.of("ja", "en");
  private static final OptionRule HELP = OptionRule.flag("-h, --help", "option.help");
  private static final OptionRule LANGUAGE =
      OptionRule.value(UserLanguage.OPTION, "ja|en", "option.lang");

  private final Terminal terminal;
  private final Texts texts;

  private Anshin(Terminal terminal, Texts texts) {
    this.terminal = terminal;
    this.texts = texts;
  }

  /** Runs one verb and ends the process. */
  public static void main(String[] arguments) {
    int status = run(Terminal.ofProcess(), arguments);
    System.out.flush();
    System.exit(status);
  }

  /** Runs one verb and tells how it ended. */
  static int run(Terminal terminal, String... arguments) {
    var all = List.of(arguments);
    var texts = Texts.in(UserLanguage.chosenBy(all, terminal.environment()));
    try {
      return new Anshin(terminal, texts).follow(Verbs.NONE, null, all);
    } catch (Results.NotWritten e) {
      // Whoever reads a pipe may stop when it has enough (`| head`); that is no fault to speak of.
      String reason = String.valueOf(e.getMessage());
      if (!reason.contains("Broken pipe")) {
        terminal.err().println(texts.sentence("output.not-written", reason));
      }
      return ExitStatus.BAD_INPUT;
    } catch (RuntimeException | InterruptedException e) {
      e.printStackTrace(terminal.err());
      return ExitStatus.BUG;
    }
  }

  private int follow(String words, Verbs.@Nullable Maker maker, List<String> arguments)
      throws InterruptedException {
    try {
      return maker == null
          ? next(words, arguments)
          : carryOut(words, maker.make(terminal, texts), arguments);
    } catch (RefusedInput e) {
      terminal.err().println(e.getMessage());
    } catch (WrongUsage e) {
      terminal.err().println(e.getMessage());
      String help = Verbs.followed("anshin", words).strip() + " --help";
      terminal.err().println(texts.sentence("usage.more", help));
    }
    return ExitStatus.BAD_INPUT;
  }

  /** Goes on with the verb that is named next. */
  private int next(String words, List<String> arguments) throws WrongUsage, InterruptedException {
    List<OptionRule> rules = List.of(HELP, LANGUAGE);
    Given given = Given.read(rules, arguments, true, texts);
    checkLanguage(given);
    if (given.has(HELP)) {
      terminal.out().append(new Usage(texts).of(words, null, rules));
      return ExitStatus.GOOD;
    }
    if (given.words().isEmpty()) {
      terminal.err().print(new Usage(texts).of(words, null, rules));
      throw new WrongUsage(texts.sentence("usage.verb.missing"));
    }
    String word = given.words().getFirst();
    List<Verbs.Entry> choices = Verbs.after(words);
    for (Verbs.Entry choice : choices) {
      if (choice.lastWord().equals(word)) {
        List<String> rest = given.words().subList(1, given.words().size());
        return follow(choice.words(), choice.maker(), rest);
      }
    }
    var names = new ArrayList<String>();
    rules.forEach(rule -> names.add(rule.longestName()));
    choices.stream().filter(Verbs.Entry::shown).forEach(choice -> names.add(choice.lastWord()));
    throw Given.unknown(word, names.stream(), texts);
  }

  private int carryOut(String words, Verb verb, List<String> arguments)
      throws WrongUsage, RefusedInput, InterruptedException {
    var rules = new ArrayList<>(verb.options());
    rules.add(HELP);
    rules.add(LANGUAGE);
    // Whoever asks for help gets it, whatever else is wrong.
    if (arguments.stream().takeWhile(word -> !word.equals("--")).anyMatch(HELP::isNamed)) {
      terminal.out().append(new Usage(texts).of(words, verb, rules));
      return ExitStatus.GOOD;
    }
    Given given = Given.read(rules, arguments, false, texts);
    checkLanguage(given);
    given.check(rules, verb.readsFiles(), verb.takesMoreFiles());
    return verb.run(given);
  }

  /** The language is chosen before all parsing, so that even a wrong one is told in one of ours. */
  private void checkLanguage(Given given) throws WrongUsage {
    String language = given.value(LANGUAGE);
    if (language != null && !LANGUAGES.contains(language)) {
      throw given.wrong(LANGUAGE, language);
    }
  }
}
