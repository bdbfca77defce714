package jp.anshin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jp.anshin.formats.accident.AccidentCase;
import jp.anshin.formats.accident.AccidentCases;
import jp.anshin.formats.accident.CaseFacts;
import jp.anshin.formats.accident.CaseFault;
import jp.anshin.formats.accident.CaseScope;
import jp.anshin.formats.accident.CaseText;
import jp.anshin.formats.accident.FaultyCaseException;
import jp.anshin.formats.accident.UserCountsText;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Reading;
import jp.anshin.law.Reading.Extent;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Statement;
import org.jspecify.annotations.Nullable;

/** {@code anshin accident judge …}: what the law of its day says of an accident, or of many. */
record AccidentJudgeCommand(Terminal terminal, Texts texts) implements Verb {

  static final OptionRule SERVICE = OptionRule.value("--service", "CATEGORY", "option.service");
  static final OptionRule USERS = OptionRule.value("--users", "N", "option.users");
  static final OptionRule IMPACT = OptionRule.value("--impact", "IMPACT", "option.impact");
  private static final OptionRule DATE = OptionRule.value("--date", "DATE", "option.date");
  private static final OptionRule DURATION =
      OptionRule.value("--duration", "TIME", "option.duration");
  private static final OptionRule ENDED = OptionRule.value("--ended", "TIME", "option.ended");
  static final OptionRule FACILITY = OptionRule.value("--facility", "CLASS", "option.facility");
  static final OptionRule FACILITY_DOWN =
      OptionRule.value("--facility-down", "YES|NO", "option.facility-down");
  private static final OptionRule SAME_PREMISES =
      OptionRule.value("--same-premises", "YES|NO", "option.same-premises");
  private static final OptionRule RESTORED =
      OptionRule.value("--restored", "N@TIME,…", "option.restored");
  private static final OptionRule CSV = OptionRule.value("--csv", "FILE", "option.csv");
  private static final OptionRule JSON = OptionRule.flag("--json", "option.json-cases");
  private static final List<OptionRule> OF_ONE =
      List.of(
          DATE,
          SERVICE,
          DURATION,
          ENDED,
          USERS,
          RESTORED,
          IMPACT,
          FACILITY,
          FACILITY_DOWN,
          SAME_PREMISES,
          AccidentStatements.STATE);

  /** The name of a case that stands in no file. */
  private static final String ONLY = "1";

  @Override
  public List<OptionRule> options() {
    var all = new ArrayList<>(OF_ONE);
    all.addAll(List.of(CSV, JSON, AccidentLawbook.RULEBOOK, AccidentLawbook.WHAT_IF));
    return all;
  }

  @Override
  public int run(Given given) throws WrongUsage, RefusedInput {
    String file = given.value(CSV);
    checkOptions(given, file != null);
    var books = new AccidentLawbook(terminal, texts);
    Rulebook rulebook = books.chosenBy(given);
    String trial = books.trialBy(given, rulebook);
    LocalDate today = AccidentLawbook.today();
    var judge = new Judge(AccidentLawbook.law(rulebook), new CaseFacts(rulebook, today), trial);
    var scope = new CaseScope(rulebook, today, trial != null);
    return file == null
        ? one(given, scope, judge)
        : new FileReading(judge, file, given.has(JSON)).run(scope);
  }

  private void checkOptions(Given given, boolean file) throws WrongUsage {
    String both =
        OF_ONE.stream()
            .filter(given::has)
            .map(OptionRule::longestName)
            .collect(Collectors.joining(", "));
    if (file && !both.isEmpty()) {
      throw new WrongUsage(texts.sentence("accident.csv-and-one", both));
    }
    if (!file && !given.has(DATE)) {
      throw new WrongUsage(texts.sentence("usage.missing", "--date DATE | --csv FILE"));
    }
  }

  private int one(Given given, CaseScope scope, Judge judge) throws WrongUsage, RefusedInput {
    Map<String, Statement> stated = new AccidentStatements(scope.rulebook(), texts).of(given);
    AccidentCase only = only(given, scope);
    AccidentJudgment judged = judge.of(only, restored(given, only), stated);
    if (given.has(JSON)) {
      terminal.out().line(new AccidentLines(texts).json(judged));
    } else {
      AccidentStory.in(texts).lines(judged).forEach(terminal.out()::line);
    }
    return judged.isFinding() ? ExitStatus.FINDINGS : ExitStatus.GOOD;
  }

  private AccidentCase only(Given given, CaseScope scope) throws RefusedInput {
    try {
      var text =
          new CaseText(
              ONLY,
              0,
              given.required(DATE),
              orBlank(given, SERVICE),
              orBlank(given, DURATION),
              given.value(ENDED),
              orBlank(given, USERS),
              given.value(IMPACT),
              Map.of(
                  "facility",
                  orBlank(given, FACILITY),
                  "facility_down",
                  orBlank(given, FACILITY_DOWN),
                  "same_premises",
                  orBlank(given, SAME_PREMISES)));
      AccidentCase read = text.read(scope, CaseText.Names.OPTIONS);
      tell("", text.notices(CaseText.Names.OPTIONS));
      return read;
    } catch (FaultyCaseException faulty) {
      throw new RefusedInput(sentences("", faulty.faults()));
    }
  }

  /** Steps of restoration within the figures of the case; none when nothing was said of them. */
  private List<Extent> restored(Given given, AccidentCase only) throws RefusedInput {
    String written = given.value(RESTORED);
    if (written == null) {
      return List.of();
    }
    try {
      List<Extent> steps = UserCountsText.steps(RESTORED.longestName(), written);
      Long users = only.users().max();
      Long seconds = only.durationSeconds().max();
      for (Extent step : steps) {
        if (users != null && step.users().min() > users) {
          throw new RefusedInput(texts.sentence("accident.restored.more-users", written));
        }
        if (seconds != null && step.durationSeconds().min() > seconds) {
          throw new RefusedInput(texts.sentence("accident.restored.longer", written));
        }
      }
      return steps;
    } catch (FaultyCaseException faulty) {
      throw new RefusedInput(sentences("", faulty.faults()));
    }
  }

  private void tell(String file, List<CaseFault> notices) {
    if (!notices.isEmpty()) {
      terminal.err().println(sentences(file, notices));
    }
  }

  static String orBlank(Given given, OptionRule rule) {
    String value = given.value(rule);
    return value == null ? "" : value;
  }

  private String sentences(String file, List<CaseFault> faults) {
    Locale locale = texts.language().locale();
    return faults.stream()
        .map(fault -> fault.sentence(file, locale))
        .collect(Collectors.joining("\n"));
  }

  /**
   * Judges cases.
   *
   * @param trial id of the edition of a trial, or null for the law of the day
   */
  private record Judge(AccidentLaw law, CaseFacts facts, @Nullable String trial) {
    AccidentJudgment of(AccidentCase read) {
      return of(read, List.of(), Map.of());
    }

    /**
     * By both readings where users were restored one after the other.
     *
     * @param stated what was stated beside
     */
    AccidentJudgment of(AccidentCase read, List<Extent> restored, Map<String, Statement> stated) {
      AccidentFacts told = facts.of(read);
      if (!stated.isEmpty()) {
        var all = new HashMap<>(told.statements());
        all.putAll(stated);
        told = told.stating(all);
      }
      if (!restored.isEmpty()) {
        List<Reading> readings =
            List.of(
                Reading.of(Reading.CUMULATIVE_USERS, read.users(), read.durationSeconds()),
                Reading.restoredLeave(restored, read.users(), read.durationSeconds()));
        told = told.ofServices(List.of(told.services().getFirst().with(readings)));
      }
      return new AccidentJudgment(
          law.rulebook(),
          read,
          trial == null ? law.determine(told) : law.whatIf(told, trial),
          facts.assumptions(read));
    }
  }

  /** One pass over a file: each good row is answered at once, each bad one told at once. */
  private final class FileReading implements AccidentCases.Listener {

    private final Judge judge;
    private final String file;
    private final boolean json;
    private final AccidentLines lines = new AccidentLines(texts);
    private final AccidentTable table = new AccidentTable(texts, terminal.out());
    private int good;
    private int findings;
    private boolean bad;

    FileReading(Judge judge, String file, boolean json) {
      this.judge = judge;
      this.file = file;
      this.json = json;
    }

    int run(CaseScope scope) throws RefusedInput {
      var files = new MrtFiles(terminal, texts);
      int rows;
      try (InputStream in = Decompression.open(files.open(file))) {
        rows = new AccidentCases(scope).read(in, this);
      } catch (FaultyCaseException faulty) {
        throw new RefusedInput(sentences(file, faulty.faults()));
      } catch (IOException | InvalidPathException e) {
        flush();
        throw new RefusedInput(files.sentence(file, e));
      }
      flush();
      terminal.err().println(texts.sentence("accident.counted", rows, good, findings, rows - good));
      if (bad) {
        return ExitStatus.BAD_INPUT;
      }
      return findings > 0 ? ExitStatus.FINDINGS : ExitStatus.GOOD;
    }

    /** A table without rows would say that something was judged. */
    private void flush() {
      if (!json && good > 0) {
        table.flush();
      }
    }

    @Override
    public void columns(Set<String> known, List<String> passedOver) {
      if (!passedOver.isEmpty()) {
        terminal
            .err()
            .println(texts.sentence("accident.passed-over", String.join(", ", passedOver)));
      }
    }

    @Override
    public void good(AccidentCase read) {
      AccidentJudgment judged = judge.of(read);
      good++;
      findings += judged.isFinding() ? 1 : 0;
      if (json) {
        terminal.out().line(lines.json(judged));
      } else {
        table.add(judged);
      }
    }

    @Override
    public void notice(CaseFault what) {
      tell(file, List.of(what));
    }

    @Override
    public void bad(List<CaseFault> faults) {
      bad = true;
      terminal.err().println(sentences(file, faults));
    }
  }
}
