package jp.anshin.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.anshin.formats.classification.ClassificationText;
import jp.anshin.formats.classification.StatedService;
import jp.anshin.formats.rulebook.LpwaRulebookText;
import jp.anshin.formats.rulebook.RulebookException;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.law.Rulebook;
import jp.anshin.law.lpwa.Choice;
import jp.anshin.law.lpwa.Classification;
import jp.anshin.law.lpwa.Fact;
import jp.anshin.law.lpwa.LpwaAnswers;
import jp.anshin.law.lpwa.LpwaLaw;
import jp.anshin.law.lpwa.LpwaRulebook;
import org.jspecify.annotations.Nullable;

/**
 * {@code anshin lpwa classify …}: what an LPWA service is under the law, and what is to be done.
 */
record LpwaClassifyCommand(Terminal terminal, Texts texts) implements Verb {

  /** Facts by their options: the name after the dashes is the id of the fact. */
  static final List<OptionRule> FACTS =
      List.of(
          fact("technology", "TECH"),
          fact("delivery", "FORM"),
          fact("cellular-equipment", "yes|no"),
          fact("unlicensed-definition", "yes|no"),
          fact("separable", "yes|no"),
          fact("per-contract", "yes|no"),
          fact("criteria-reading", "row|report"),
          fact("cloud", "a|b|both|none"),
          fact("own-equipment", "WHAT"),
          fact("base-station-as", "HOW"),
          fact("users-part-counts", "yes|no"));

  private static final OptionRule FILE =
      OptionRule.value("--facts", "FILE", "option.lpwa-classify-facts");
  private static final OptionRule DOCUMENTS =
      OptionRule.value("--documents", "DIR", "option.lpwa-classify-documents");
  private static final OptionRule AS_OF =
      OptionRule.value("--as-of", "DATE", "option.lpwa-classify-as-of");
  private static final OptionRule RULEBOOK =
      OptionRule.value("--rulebook", "FILE", "option.lpwa-classify-rulebook");
  private static final OptionRule JSON = OptionRule.flag("--json", "option.lpwa-classify-json");
  private static final String UNKNOWN = "unknown";

  private static OptionRule fact(String id, String label) {
    return OptionRule.value("--" + id, label, "option.lpwa." + id);
  }

  @Override
  public List<OptionRule> options() {
    var all = new ArrayList<>(FACTS);
    all.addAll(List.of(FILE, DOCUMENTS, AS_OF, RULEBOOK, JSON));
    return all;
  }

  @Override
  public int run(Given given) throws WrongUsage, RefusedInput {
    LpwaRulebook book = book(given);
    StatedService stated = stated(given, book);
    Classification classified = new LpwaLaw(book).classify(stated.answers());
    Rulebook accidents = RulebookText.shipped();
    if (given.has(JSON)) {
      terminal.out().line(new ClassificationLines(texts, book, accidents).json(stated, classified));
    } else {
      ClassificationStory.in(texts, book, accidents)
          .lines(stated, classified)
          .forEach(terminal.out()::line);
    }
    return classified.hasOpen() ? ExitStatus.FINDINGS : ExitStatus.GOOD;
  }

  private LpwaRulebook book(Given given) throws RefusedInput {
    String file = given.value(RULEBOOK);
    if (file == null) {
      return LpwaRulebookText.shipped();
    }
    try {
      return LpwaRulebookText.read(TextFiles.text(file, terminal, texts));
    } catch (RulebookException wrong) {
      throw new RefusedInput(wrong.sentences(file, texts.language().locale()));
    }
  }

  /** What the file and the options say together; where they differ neither can be taken. */
  private StatedService stated(Given given, LpwaRulebook book) throws WrongUsage, RefusedInput {
    StatedService file = file(given, book);
    Map<String, String> options = options(given, book);
    var both = new LinkedHashMap<>(file.answers().choices());
    for (var each : options.entrySet()) {
      String written = both.put(each.getKey(), each.getValue());
      if (written != null && !written.equals(each.getValue())) {
        throw wrong("lpwa.classify.differs", each.getKey(), each.getValue(), written);
      }
    }
    var contradiction = new LpwaLaw(book).contradiction(both);
    if (contradiction.isPresent()) {
      var found = contradiction.get();
      throw wrong(
          "lpwa.classify.contradiction",
          found.fact(),
          found.choice(),
          found.other(),
          found.otherChoice());
    }
    return new StatedService(
        file.name(),
        file.by(),
        file.on(),
        new LpwaAnswers(
            asOf(given, file),
            both,
            file.answers().parties(),
            file.answers().confirmations(),
            documents(given, file)));
  }

  private @Nullable Map<String, String> documents(Given given, StatedService file)
      throws RefusedInput {
    String directory = given.value(DOCUMENTS);
    return directory == null
        ? null
        : ConfirmedDocuments.in(directory, texts).sha256Of(file.answers().confirmations());
  }

  private StatedService file(Given given, LpwaRulebook book) throws RefusedInput {
    LocalDate today = AccidentLawbook.today();
    String file = given.value(FILE);
    if (file == null) {
      return new StatedService(
          null, null, null, new LpwaAnswers(today, Map.of(), Map.of(), List.of()));
    }
    try {
      return ClassificationText.read(TextFiles.text(file, terminal, texts), book, today);
    } catch (FaultyTextException wrong) {
      throw new RefusedInput(wrong.sentences(file, texts.language().locale()));
    }
  }

  private LocalDate asOf(Given given, StatedService file) throws WrongUsage {
    String text = given.value(AS_OF);
    if (text == null) {
      return file.answers().asOf();
    }
    return ClassificationText.day(text).orElseThrow(() -> given.wrong(AS_OF, text));
  }

  private Map<String, String> options(Given given, LpwaRulebook book) throws WrongUsage {
    var choices = new LinkedHashMap<String, String>();
    for (OptionRule option : FACTS) {
      String text = given.value(option);
      if (text == null || text.equals(UNKNOWN)) {
        continue;
      }
      String id = option.longestName().substring(2);
      Fact fact =
          book.fact(id).orElseThrow(() -> wrong("lpwa.classify.no-fact", option.longestName()));
      choices.put(id, fact.written(text).map(Choice::id).orElseThrow(() -> unknown(fact, text)));
    }
    return choices;
  }

  private WrongUsage unknown(Fact fact, String text) {
    String known = fact.choices().stream().map(Choice::id).collect(Collectors.joining(", "));
    return wrong("lpwa.classify.no-choice", fact.id(), text, known);
  }

  private WrongUsage wrong(String sentence, String... words) {
    return new WrongUsage(
        texts.sentence("usage.value", texts.sentence(sentence, (Object[]) words)));
  }
}
