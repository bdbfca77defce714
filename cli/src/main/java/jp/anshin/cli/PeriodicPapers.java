package jp.anshin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jp.anshin.core.Interval;
import jp.anshin.documents.DocumentLimits;
import jp.anshin.documents.DocumentStamp;
import jp.anshin.documents.PeriodicReport;
import jp.anshin.documents.PeriodicReportCsv;
import jp.anshin.documents.PeriodicReportXlsx;
import jp.anshin.documents.facts.CaseAccounts;
import jp.anshin.documents.facts.ReportPeriod;
import jp.anshin.formats.accident.AccidentCase;
import jp.anshin.formats.accident.AccidentCases;
import jp.anshin.formats.accident.CaseFacts;
import jp.anshin.formats.accident.CaseFault;
import jp.anshin.formats.accident.CaseScope;
import jp.anshin.formats.accident.FaultyCaseException;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormText;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.Draft;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Figures;
import jp.anshin.law.Filing;
import jp.anshin.law.PeriodicDuty;
import jp.anshin.law.Truth;
import jp.anshin.operator.Audience;
import jp.anshin.operator.OperatorRegister;
import org.jspecify.annotations.Nullable;

/**
 * The periodic report from a list of accidents: the same list that {@code accident judge} reads.
 */
final class PeriodicPapers {

  /** So many faults are told; whoever has mended them sees the rest. */
  private static final int FAULTS_SHOWN = 200;

  private final Terminal terminal;
  private final Texts texts;
  private final FormBook book = FormText.shipped();
  private final AccidentLaw law = new AccidentLaw(RulebookText.shipped());

  PeriodicPapers(Terminal terminal, Texts texts) {
    this.terminal = terminal;
    this.texts = texts;
  }

  int write(Given given) throws WrongUsage, RefusedInput {
    Locale language = ReportOptions.language(given);
    ReportPeriod period = period(given);
    String out = given.required(ReportOptions.OUT);
    String ending = WholeFile.ending(out);
    if (!List.of("xlsx", "csv").contains(ending)) {
      throw new RefusedInput(texts.sentence("report.ending", out, ".xlsx, .csv"));
    }
    String operatorFile = given.value(ReportOptions.OPERATOR);
    @Nullable OperatorRegister register =
        operatorFile == null ? null : TextFiles.operator(operatorFile, terminal, texts);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String csv = given.required(ReportPeriodicCommand.CSV);
    var accounts = new CaseAccounts(book, day -> register == null ? null : register.on(day), now);
    var reading = new Reading(accounts, period);
    reading.read(csv);
    boolean partly = faults(csv, reading, given.has(ReportPeriodicCommand.GOOD_ROWS));
    var report = new PeriodicReport(sender(register), period.words(), reading.entries);
    DocumentStamp stamp = DocumentStamp.draft(1, now);
    byte[] bytes =
        ending.equals("xlsx")
            ? PeriodicReportXlsx.write(book, report, language, stamp)
            : PeriodicReportCsv.write(book, report, language, stamp);
    new WholeFile(texts).write(out, bytes);
    tell(reading, out);
    return partly ? ExitStatus.FINDINGS : ExitStatus.GOOD;
  }

  /** A period for which a report of that length is due. */
  private ReportPeriod period(Given given) throws WrongUsage, RefusedInput {
    String written = given.required(ReportPeriodicCommand.PERIOD);
    ReportPeriod period =
        ReportPeriod.read(written)
            .orElseThrow(() -> given.wrong(ReportPeriodicCommand.PERIOD, written));
    int months =
        law.rulebook().periodic().cycleOn(period.first()).map(cycle -> cycle.months()).orElse(0);
    if (months != period.months()) {
      throw new RefusedInput(texts.sentence("report.other-period", written, months));
    }
    return period;
  }

  /** One pass over the list. */
  private final class Reading implements AccidentCases.Listener {
    private final CaseAccounts accounts;
    private final ReportPeriod period;
    private final CaseFacts facts = new CaseFacts(law.rulebook(), AccidentLawbook.today());
    private final List<Draft> entries = new ArrayList<>();
    private final List<CaseFault> faults = new ArrayList<>();
    private final List<CaseFault> differing = new ArrayList<>();
    private final Map<String, AccidentCase> first = new HashMap<>();
    private int good;
    private int repeated;
    private int undetermined;
    private int formOpen;
    private int notIn;
    private int outside;
    private int simulated;
    private boolean stopAssumed;
    private String csv = "";

    Reading(CaseAccounts accounts, ReportPeriod period) {
      this.accounts = accounts;
      this.period = period;
    }

    void read(String csv) throws RefusedInput {
      this.csv = csv;
      var files = new MrtFiles(terminal, texts);
      try (InputStream in = Decompression.open(files.open(csv))) {
        new AccidentCases(new CaseScope(law.rulebook(), facts.today(), false)).read(in, this);
      } catch (FaultyCaseException faulty) {
        faults.addAll(faulty.faults());
      } catch (IOException | InvalidPathException e) {
        throw new RefusedInput(files.sentence(csv, e));
      }
    }

    @Override
    public void columns(Set<String> known, List<String> passedOver) {
      stopAssumed = !known.contains("impact");
      if (!passedOver.isEmpty()) {
        terminal
            .err()
            .println(texts.sentence("accident.passed-over", String.join(", ", passedOver)));
      }
    }

    @Override
    public void notice(CaseFault what) {
      terminal.err().println(what.sentence(csv, texts.language().locale()));
    }

    @Override
    public void bad(List<CaseFault> wrong) {
      faults.addAll(wrong);
    }

    /** Said twice it is one accident; of two that differ nobody here can say which is meant. */
    @Override
    public void repeated(AccidentCase read, CaseFault why) {
      AccidentCase before = first.get(read.id());
      if (before == null) {
        throw new IllegalStateException("a repeated id that was not read before");
      }
      List<String> columns = before.differsIn(read);
      if (columns.isEmpty()) {
        repeated++;
        return;
      }
      differing.add(
          new CaseFault(
              why.line(),
              why.column(),
              "id.differs",
              List.of(read.id(), Integer.toString(before.line()), String.join(", ", columns))));
    }

    @Override
    public void good(AccidentCase read) {
      first.put(read.id(), read);
      Interval at = read.occurredAt();
      LocalDate earliest = Figures.day(at.earliest());
      LocalDate latest = Figures.day(at.latest());
      boolean inside = period.contains(earliest) && period.contains(latest);
      boolean outside = latest.isBefore(period.first()) || earliest.isAfter(period.last());
      if (!inside && !outside) {
        faults.add(new CaseFault(read.line(), "date", "date.two-periods", List.of(read.id())));
        return;
      }
      good++;
      if (outside) {
        this.outside++;
      } else if (read.details().simulated()) {
        simulated++;
      } else {
        add(read, law.determine(facts.of(read)).periodic());
      }
    }

    private void add(AccidentCase read, PeriodicDuty duty) {
      if (duty.required() == Truth.NO || duty.filing() == Filing.EXEMPT) {
        notIn++;
        return;
      }
      undetermined += duty.required() == Truth.UNDETERMINED ? 1 : 0;
      formOpen += duty.required() == Truth.YES && duty.filing() == Filing.UNDETERMINED ? 1 : 0;
      if (entries.size() == DocumentLimits.ROWS_MAX) {
        faults.add(
            new CaseFault(
                read.line(),
                "",
                "file.too-long",
                List.of(Integer.toString(DocumentLimits.ROWS_MAX))));
        return;
      }
      entries.add(
          accounts
              .lineSayingWhatIsOpen(read, duty, law.rulebook().periodic())
              .visibleTo(Audience.MINISTRY));
    }
  }

  /**
   * Tells bad rows by their lines; refuses them unless the good ones alone are wanted. Rows that
   * say different things of one accident are always refused: leaving either out could lose it.
   */
  private boolean faults(String csv, Reading reading, boolean goodRows) throws RefusedInput {
    if (!reading.differing.isEmpty()) {
      List<String> sentences = sentences(csv, reading.differing);
      sentences.addAll(sentences(csv, reading.faults));
      sentences.add(texts.sentence("report.differing", reading.differing.size()));
      throw new RefusedInput(String.join("\n", sentences));
    }
    List<CaseFault> faults = reading.faults;
    if (faults.isEmpty()) {
      return false;
    }
    List<String> sentences = sentences(csv, faults);
    sentences.add(texts.sentence("report.rows", reading.good, faults.size()));
    if (!goodRows || reading.good == 0) {
      throw new RefusedInput(String.join("\n", sentences));
    }
    sentences.forEach(terminal.err()::println);
    return true;
  }

  private List<String> sentences(String csv, List<CaseFault> faults) {
    Locale locale = texts.language().locale();
    var sentences = new ArrayList<String>();
    for (CaseFault fault : faults.subList(0, Math.min(faults.size(), FAULTS_SHOWN))) {
      sentences.add(fault.sentence(csv, locale));
    }
    return sentences;
  }

  private LocalizedText sender(@Nullable OperatorRegister register) {
    if (register == null) {
      return new LocalizedText(
          Texts.in(UserLanguage.JAPANESE).sentence("report.no-operator"),
          Texts.in(UserLanguage.ENGLISH).sentence("report.no-operator"));
    }
    return new LocalizedText(register.name().japanese(), register.name().english());
  }

  private void tell(Reading reading, String out) {
    if (reading.stopAssumed) {
      terminal.err().println(texts.sentence("report.stop-assumed"));
    }
    terminal
        .err()
        .println(
            texts.sentence(
                "report.periodic",
                reading.entries.size(),
                reading.undetermined,
                reading.formOpen,
                reading.notIn,
                reading.outside));
    if (reading.repeated > 0) {
      terminal.err().println(texts.sentence("report.repeated", reading.repeated));
    }
    if (reading.simulated > 0) {
      terminal.err().println(texts.sentence("report.simulated-left-out", reading.simulated));
    }
    terminal.err().println(texts.sentence("report.file", out));
  }
}
