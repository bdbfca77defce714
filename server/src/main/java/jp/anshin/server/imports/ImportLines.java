package jp.anshin.server.imports;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import jp.anshin.documents.facts.CaseAccounts;
import jp.anshin.formats.accident.AccidentCase;
import jp.anshin.formats.accident.CaseFacts;
import jp.anshin.formats.form.FormText;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.periodic.PeriodLine;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Determination;
import jp.anshin.law.Figures;
import jp.anshin.law.Filing;
import jp.anshin.law.Question;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.law.Truth;
import jp.anshin.law.words.LawWords;
import jp.anshin.server.operators.OperatorFiles;
import jp.anshin.server.periods.PeriodLines;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.rulebooks.Rulebooks;
import org.springframework.stereotype.Component;

/**
 * The accidents of imported lists as lines of the report of a period; real ones and those that say
 * they are simulated never together. Rows of which it is open whether they hold are lines too.
 */
@Component
class ImportLines implements PeriodLines {

  private final ImportStore store;
  private final Rulebooks rulebooks;
  private final OperatorFiles operators;
  private final Clock clock;

  ImportLines(ImportStore store, Rulebooks rulebooks, OperatorFiles operators, Clock clock) {
    this.store = store;
    this.rulebooks = rulebooks;
    this.operators = operators;
    this.clock = clock;
  }

  @Override
  public Optional<LocalDate> firstDay(boolean simulated) {
    return store.days(simulated).stream().findFirst();
  }

  @Override
  public List<PeriodLine> of(ReportingPeriod period, boolean simulated) {
    var accounts =
        new CaseAccounts(
            FormText.shipped(), day -> operators.on(day).orElse(null), clock.instant());
    var lines = new ArrayList<PeriodLine>();
    store.each(period.first(), period.last(), simulated, row -> lines.add(line(row, accounts)));
    store
        .openConflicts(period.first(), period.last(), simulated)
        .forEach(row -> lines.add(open(row, period)));
    return lines;
  }

  /**
   * A row of which nobody has settled whether it holds: it goes in nowhere, and keeps the report
   * open. Nothing is told of it, so that it can be settled on the page of its list alone.
   */
  private static PeriodLine open(ImportedAccident row, ReportingPeriod period) {
    var question =
        new Refusal(
            "import.conflict-open",
            Integer.toString(row.importNumber()),
            Integer.toString(row.accident().line()));
    LocalDate day = LocalDate.ofInstant(row.accident().occurredAt().earliest(), Figures.JAPAN);
    // It may stand against a row of this period and name a day outside of it.
    LocalDate inPeriod =
        day.isBefore(period.first())
            ? period.first()
            : day.isAfter(period.last()) ? period.last() : day;
    return PeriodLine.judged(
            "reports/imports/" + row.importNumber() + "#conflict-" + row.accident().line(),
            headline(row.accident()),
            inPeriod,
            Truth.YES,
            Filing.UNDETERMINED)
        .telling(
            List.of(
                new LocalizedText(
                    question.sentence(Locale.JAPANESE), question.sentence(Locale.ENGLISH))),
            List.of());
  }

  private static LocalizedText headline(AccidentCase read) {
    return LocalizedText.asWritten((read.id() + " " + read.details().summary()).strip());
  }

  private PeriodLine line(ImportedAccident row, CaseAccounts accounts) {
    AccidentCase read = row.accident();
    var line =
        PeriodLine.judged(
            row.lineKey(),
            headline(read),
            LocalDate.ofInstant(read.occurredAt().earliest(), Figures.JAPAN),
            row.required(),
            row.filing());
    return line.mayGoIn()
        ? line.telling(
            line.lawIsOpen() ? questions(read, row) : List.of(),
            PeriodLines.cells(
                accounts.line(read, row.filing()),
                read.occurredAt(),
                rulebooks.current().law().rulebook().periodic()))
        : line;
  }

  /** What would settle it: a list has no place for everything that the law may ask. */
  private List<LocalizedText> questions(AccidentCase read, ImportedAccident row) {
    AccidentLaw law = rulebooks.current().law();
    LocalDate today = LocalDate.ofInstant(clock.instant(), Figures.JAPAN);
    Determination said = law.determine(new CaseFacts(law.rulebook(), today).of(read));
    Question form = said.periodic().filingQuestion();
    // The only service of a row has no name of its own: it is told which row is meant.
    UnaryOperator<String> name = service -> headline(read).japanese();
    List<Question> asked =
        row.required() == Truth.YES ? form == null ? List.of() : List.of(form) : said.questions();
    return asked.stream()
        .map(each ->
            new LocalizedText(
                LawWords.in(Locale.JAPANESE).question(each, name),
                LawWords.in(Locale.ENGLISH).question(each, name)))
        .distinct()
        .toList();
  }
}
