package jp.anshin.cli;

import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.Collectors;
import jp.anshin.formats.rulebook.RulebookException;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Edition;
import jp.anshin.law.Figures;
import jp.anshin.law.Rulebook;
import org.jspecify.annotations.Nullable;

/**
 * The rulebook that a verb about accidents judges by.
 *
 * @param terminal where a rulebook may be read from
 * @param texts in the user's language
 */
record AccidentLawbook(Terminal terminal, Texts texts) {

  static final OptionRule RULEBOOK = OptionRule.value("--rulebook", "FILE", "option.rulebook");
  static final OptionRule WHAT_IF = OptionRule.value("--what-if", "EDITION", "option.what-if");

  /** The file that is named, or the one that comes with the product. */
  Rulebook chosenBy(Given given) throws RefusedInput {
    String file = given.value(RULEBOOK);
    if (file == null) {
      return RulebookText.shipped();
    }
    try {
      return RulebookText.read(TextFiles.text(file, terminal, texts));
    } catch (RulebookException wrong) {
      throw new RefusedInput(wrong.sentences(file, texts.language().locale()));
    }
  }

  /** The law by that rulebook; what differs from the product's own becomes a caveat. */
  static AccidentLaw law(Rulebook rulebook) {
    return new AccidentLaw(rulebook, RulebookText.shipped(), null);
  }

  /** The id of the edition a trial is made by, or null when there is none. */
  @Nullable String trialBy(Given given, Rulebook rulebook) throws WrongUsage {
    String edition = given.value(WHAT_IF);
    if (edition != null && rulebook.edition(edition).isEmpty()) {
      String known =
          rulebook.editions().stream().map(Edition::id).collect(Collectors.joining(", "));
      throw new WrongUsage(
          texts.sentence("usage.value", texts.sentence("option.what-if.wrong", edition, known)));
    }
    return edition;
  }

  /** Today in Japanese time: only what lies far ahead is refused by it. */
  static LocalDate today() {
    return LocalDate.now(Clock.system(Figures.JAPAN));
  }
}
