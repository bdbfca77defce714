package jp.anshin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jp.anshin.documents.DocumentStamp;
import jp.anshin.documents.PeriodicReport;
import jp.anshin.documents.PeriodicReportCsv;
import jp.anshin.documents.PeriodicReportXlsx;
import jp.anshin.documents.facts.AccidentCsv;
import jp.anshin.documents.facts.AccidentRows;
import jp.anshin.documents.facts.AccidentRows.Row;
import jp.anshin.documents.facts.AccidentRows.RowFault;
import jp.anshin.documents.facts.ReportPeriod;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormText;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.AccidentAccount;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftWriter;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Determination;
import jp.anshin.law.Truth;
import jp.anshin.operator.Audience;
import jp.anshin.operator.OperatorRegister;
import org.jspecify.annotations.Nullable;

/** The periodic report from a list of accidents. */
final class PeriodicPapers {

  /** So many bad rows are told; whoever has mended them sees the rest. */
  private static final int FAULTS_SHOWN = 200;

  private final Terminal terminal;
  private final Texts texts;
  private final FormBook book = FormText.shipped();
  private final AccidentLaw law = new AccidentLaw(RulebookText.shipped());
  private int outside;
  private int exempt;
  private int undetermined;

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
    AccidentRows rows = AccidentCsv.read(octets(csv), book, register, now);
    boolean partly = faults(csv, rows, given.has(ReportPeriodicCommand.GOOD_ROWS));
    var report = new PeriodicReport(sender(register), period.words(), entries(rows, period));
    DocumentStamp stamp = DocumentStamp.draft(1, now);
    byte[] bytes =
        ending.equals("xlsx")
            ? PeriodicReportXlsx.write(book, report, language, stamp)
            : PeriodicReportCsv.write(book, report, language, stamp);
    new WholeFile(texts).write(out, bytes);
    tell(report, rows, out);
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

  private byte[] octets(String name) throws RefusedInput {
    var files = new MrtFiles(terminal, texts);
    try (InputStream in = files.open(name)) {
      return in.readNBytes(AccidentCsv.OCTETS_MAX + 1);
    } catch (IOException | InvalidPathException e) {
      throw new RefusedInput(files.sentence(name, e));
    }
  }

  /** Tells bad rows by their lines; refuses them unless the good ones alone are wanted. */
  private boolean faults(String csv, AccidentRows rows, boolean goodRows) throws RefusedInput {
    List<RowFault> faults = rows.faults();
    if (faults.isEmpty()) {
      return false;
    }
    Locale locale = texts.language().locale();
    var sentences = new ArrayList<String>();
    for (RowFault fault : faults.subList(0, Math.min(faults.size(), FAULTS_SHOWN))) {
      sentences.add(csv + ":" + fault.line() + ": " + fault.sentence(locale));
    }
    sentences.add(texts.sentence("report.rows", rows.rows().size(), faults.size()));
    if (!goodRows || rows.rows().isEmpty()) {
      throw new RefusedInput(String.join("\n", sentences));
    }
    sentences.forEach(terminal.err()::println);
    return true;
  }

  private List<Draft> entries(AccidentRows rows, ReportPeriod period) {
    var entries = new ArrayList<Draft>();
    for (Row row : rows.rows()) {
      if (!period.contains(row.accident().account().day())) {
        outside++;
        continue;
      }
      AccidentAccount account = row.accident().judgedBy(law);
      Determination judged = account.determination();
      Truth required = judged == null ? Truth.UNDETERMINED : judged.periodic().required();
      if (required == Truth.NO) {
        exempt++;
        continue;
      }
      undetermined += required == Truth.UNDETERMINED ? 1 : 0;
      entries.add(
          DraftWriter.periodicEntry(account, row.accident().simpleForm())
              .visibleTo(Audience.MINISTRY));
    }
    return entries;
  }

  private LocalizedText sender(@Nullable OperatorRegister register) {
    if (register == null) {
      return new LocalizedText(
          Texts.in(UserLanguage.JAPANESE).sentence("report.no-operator"),
          Texts.in(UserLanguage.ENGLISH).sentence("report.no-operator"));
    }
    return new LocalizedText(register.name().japanese(), register.name().english());
  }

  private void tell(PeriodicReport report, AccidentRows rows, String out) {
    if (rows.impactAssumed()) {
      terminal.err().println(texts.sentence("report.stop-assumed"));
    }
    terminal
        .err()
        .println(
            texts.sentence(
                "report.periodic", report.entries().size(), undetermined, exempt, outside));
    terminal.err().println(texts.sentence("report.file", out));
  }
}
