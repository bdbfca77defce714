package jp.anshin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import jp.anshin.core.Interval;
import jp.anshin.formats.accident.FaultyCaseException;
import jp.anshin.formats.accident.UserCountsText;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.law.Bounds;
import jp.anshin.law.CountMethod;
import jp.anshin.law.Counting;
import jp.anshin.law.Counting.Needs;
import jp.anshin.law.Figures;
import jp.anshin.law.Rulebook;
import jp.anshin.law.UserCount;
import jp.anshin.law.UserCounts;
import jp.anshin.law.UserCounts.EarlierDay;
import jp.anshin.law.UserCounts.Sample;
import jp.anshin.law.words.LawWords;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code anshin accident count …}: how many users were affected, by a way the rulebook knows. */
record AccidentCountCommand(Terminal terminal, Texts texts) implements Verb {

  private static final OptionRule METHOD =
      OptionRule.value("--method", "METHOD", "option.method").required();
  private static final OptionRule ALL = OptionRule.value("--all", "N", "option.all");
  private static final OptionRule SAVED = OptionRule.value("--saved", "N", "option.saved");
  private static final OptionRule DOWNSTREAM =
      OptionRule.value("--downstream", "N", "option.downstream");
  private static final OptionRule OPERATORS =
      OptionRule.value("--operators", "N", "option.operators");
  private static final OptionRule SERIES = OptionRule.value("--series", "FILE", "option.series");
  private static final OptionRule FROM = OptionRule.value("--from", "TIME", "option.count-from");
  private static final OptionRule UNTIL = OptionRule.value("--until", "TIME", "option.count-until");
  private static final OptionRule JSON = OptionRule.flag("--json", "option.json");

  /** No more operators than this are served by anybody. */
  private static final long OPERATORS_MAX = 1_000_000;

  @Override
  public List<OptionRule> options() {
    return List.of(
        METHOD,
        AccidentJudgeCommand.SERVICE,
        ALL,
        SAVED,
        DOWNSTREAM,
        OPERATORS,
        SERIES,
        FROM,
        UNTIL,
        JSON,
        AccidentLawbook.RULEBOOK);
  }

  @Override
  public int run(Given given) throws WrongUsage, RefusedInput {
    Rulebook rulebook = new AccidentLawbook(terminal, texts).chosenBy(given);
    CountMethod method = method(given, rulebook);
    checkOptions(given, Counting.needs(method.id()));
    try {
      Counting counting = counting(given, method.id());
      checkSaved(counting);
      UserCounts.Found found = counting.found();
      if (given.has(JSON)) {
        terminal.out().line(json(method, counting, found));
      } else {
        story(rulebook, method, counting, found).forEach(terminal.out()::line);
      }
      return found.count() == null ? ExitStatus.BAD_INPUT : ExitStatus.GOOD;
    } catch (FaultyCaseException faulty) {
      throw new RefusedInput(sentences("", faulty));
    }
  }

  private CountMethod method(Given given, Rulebook rulebook) throws WrongUsage {
    String written = given.required(METHOD);
    String id = written.toUpperCase(Locale.ROOT).replace('-', '_');
    String category = given.value(AccidentJudgeCommand.SERVICE);
    if (category != null && rulebook.category(category).isEmpty()) {
      String known =
          rulebook.categories().stream().map(each -> each.code()).collect(Collectors.joining(", "));
      throw new WrongUsage(
          texts.sentence("usage.value", texts.sentence("count.category", category, known)));
    }
    List<CountMethod> allowed = rulebook.countMethods(category);
    String names = allowed.stream().map(each -> word(each.id())).collect(Collectors.joining(", "));
    return allowed.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new WrongUsage(
                texts.sentence(
                    "usage.value", texts.sentence("option.method.wrong", written, names))));
  }

  /** Each way needs its own figures; others would be left out silently. */
  private void checkOptions(Given given, Needs needs) throws WrongUsage {
    List<OptionRule> needed =
        switch (needs) {
          case ALL_UNDER_FACILITY, EVERYBODY -> List.of(ALL);
          case DOWNSTREAM -> List.of(DOWNSTREAM);
          case OPERATORS -> List.of(OPERATORS);
          case SERIES -> List.of(SERIES, FROM, UNTIL);
        };
    var useful = new ArrayList<>(needed);
    if (needs == Needs.EVERYBODY || needs == Needs.SERIES) {
      useful.add(SAVED);
    }
    String missing = names(needed.stream().filter(each -> !given.has(each)).toList());
    if (!missing.isEmpty()) {
      throw new WrongUsage(texts.sentence("usage.missing", missing));
    }
    String useless =
        names(
            List.of(ALL, SAVED, DOWNSTREAM, OPERATORS, SERIES, FROM, UNTIL).stream()
                .filter(each -> given.has(each) && !useful.contains(each))
                .toList());
    if (!useless.isEmpty()) {
      throw new WrongUsage(texts.sentence("count.useless", useless));
    }
  }

  /** More saved than there are would make nobody affected. */
  private void checkSaved(Counting counting) throws WrongUsage {
    Long most = counting.savedMoreThan();
    if (most != null) {
      String number = Figures.number(most, texts.language().locale());
      throw new WrongUsage(
          texts.sentence("usage.value", texts.sentence("count.saved-more", number)));
    }
  }

  private static String names(List<OptionRule> rules) {
    return rules.stream().map(OptionRule::longestName).collect(Collectors.joining(", "));
  }

  private Counting counting(Given given, String method)
      throws FaultyCaseException, WrongUsage, RefusedInput {
    Bounds saved = given.has(SAVED) ? users(given, SAVED) : Bounds.exactly(0);
    return switch (Counting.needs(method)) {
      case ALL_UNDER_FACILITY, EVERYBODY ->
          new Counting(method, users(given, ALL), saved, null, null, "");
      case DOWNSTREAM -> new Counting(method, users(given, DOWNSTREAM), saved, null, null, "");
      case OPERATORS -> {
        long operators = given.wholeNumber(OPERATORS, 0, OPERATORS_MAX, 0);
        yield new Counting(method, Bounds.exactly(operators), saved, null, null, "");
      }
      case SERIES -> new Counting(method, Bounds.UNKNOWN, saved, series(given), null, "");
    };
  }

  private static Bounds users(Given given, OptionRule rule) throws FaultyCaseException {
    return UserCountsText.users(rule.longestName(), given.required(rule));
  }

  private Counting.Series series(Given given) throws FaultyCaseException, WrongUsage, RefusedInput {
    Interval from = UserCountsText.moment(FROM.longestName(), given.required(FROM));
    Interval until = UserCountsText.moment(UNTIL.longestName(), given.required(UNTIL));
    if (until.latest().isBefore(from.earliest())) {
      throw new WrongUsage(texts.sentence("usage.value", texts.sentence("count.until-before")));
    }
    if (from.earliest().isAfter(Clock.systemUTC().instant())) {
      throw new WrongUsage(texts.sentence("usage.value", texts.sentence("count.from-ahead")));
    }
    return new Counting.Series(samples(given.required(SERIES)), from.earliest(), until.latest());
  }

  private List<Sample> samples(String file) throws RefusedInput {
    var files = new MrtFiles(terminal, texts);
    try (InputStream in = Decompression.open(files.open(file))) {
      return UserCountsText.series(in, UserCounts.SAMPLES_MAX);
    } catch (FaultyCaseException faulty) {
      throw new RefusedInput(sentences(file, faulty));
    } catch (IOException | InvalidPathException e) {
      throw new RefusedInput(files.sentence(file, e));
    }
  }

  private List<String> story(
      Rulebook rulebook, CountMethod method, Counting counting, UserCounts.Found found) {
    Locale locale = texts.language().locale();
    LawWords words = LawWords.in(locale);
    var lines = new ArrayList<String>();
    lines.add(words.countMethod(method.id()));
    lines.add(words.counting(counting, found));
    if (!method.categories().isEmpty()) {
      lines.add(texts.sentence("count.only-for", names(rulebook, method.categories())));
    }
    if (!found.days().isEmpty()) {
      lines.add("");
      lines.add(texts.sentence("count.days"));
    }
    for (EarlierDay each : found.days()) {
      Long peak = each.peak();
      String said = peak == null ? words.dayUse(each.use()) : Figures.number(peak, locale);
      lines.add("  - " + texts.sentence("count.day", words.day(each.day()), said));
    }
    lines.add("");
    lines.add(words.citation(method.citation()));
    return lines;
  }

  private String names(Rulebook rulebook, List<String> categories) {
    boolean japanese = texts.language() == UserLanguage.JAPANESE;
    return rulebook.categories().stream()
        .filter(each -> categories.contains(each.code()))
        .map(each -> (japanese ? each.japanese() : each.english()) + " (" + each.code() + ")")
        .collect(Collectors.joining(", "));
  }

  private static String json(CountMethod method, Counting counting, UserCounts.Found found) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    UserCount count = found.count();
    line.put("method", method.id());
    boolean leastOnly = count != null && count.isOfOperators();
    line.set("users", count == null ? null : bounds(count.users(), leastOnly));
    line.put("leastOnly", leastOnly);
    ArrayNode categories = line.putArray("categories");
    method.categories().forEach(categories::add);
    line.put("day", count == null ? null : text(count.referenceDay()));
    ArrayNode days = line.putArray("days");
    for (EarlierDay each : found.days()) {
      ObjectNode day = days.addObject();
      day.put("day", each.day().toString());
      day.put("use", word(each.use().name()));
      day.put("peak", each.peak());
    }
    for (UserLanguage language : UserLanguage.values()) {
      line.withObject("/sentence")
          .put(
              language.locale().getLanguage(),
              LawWords.in(language.locale()).counting(counting, found));
    }
    line.put("article", method.citation().article());
    line.put("quote", method.citation().quote());
    line.put("verified", method.citation().verified());
    return line.toString();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : Objects.toString(value);
  }

  /** Each operator has at least one user: how many of them there are bounds users from below. */
  private static ObjectNode bounds(Bounds bounds, boolean leastOnly) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("min", bounds.min());
    node.put("max", leastOnly ? null : bounds.max());
    return node;
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String sentences(String file, FaultyCaseException faulty) {
    Locale locale = texts.language().locale();
    return faulty.faults().stream()
        .map(fault -> fault.sentence(file, locale))
        .collect(Collectors.joining("\n"));
  }
}
