package jp.anshin.cli;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import jp.anshin.documents.DetailedReportDocx;
import jp.anshin.documents.DetailedReportPdf;
import jp.anshin.documents.DocumentStamp;
import jp.anshin.documents.FirstReportPdf;
import jp.anshin.documents.Recipients;
import jp.anshin.documents.ReportMail;
import jp.anshin.documents.TelephoneScript;
import jp.anshin.documents.facts.AccidentText;
import jp.anshin.documents.facts.StatedAccident;
import jp.anshin.formats.accident.CaseScope;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormText;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.incident.draft.AccidentAccount;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftWriter;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Determination;
import jp.anshin.law.Verdict;
import jp.anshin.law.words.LawWords;
import jp.anshin.operator.Audience;
import jp.anshin.operator.OperatorRegister;
import org.jspecify.annotations.Nullable;

/**
 * Papers on one accident, from a file of facts. The paper is for the ministry; what is for
 * ourselves goes to standard error.
 */
final class ReportPapers {

  private final Terminal terminal;
  private final Texts texts;
  private final FormBook book = FormText.shipped();
  private final AccidentLaw law = new AccidentLaw(RulebookText.shipped());

  ReportPapers(Terminal terminal, Texts texts) {
    this.terminal = terminal;
    this.texts = texts;
  }

  int first(Given given) throws WrongUsage, RefusedInput {
    Locale language = ReportOptions.language(given);
    String out = given.required(ReportOptions.OUT);
    boolean page = ending(out, "pdf txt").equals("pdf");
    StatedAccident stated = stated(given);
    AccidentAccount account = stated.judgedBy(law);
    Draft draft = firstDraft(account);
    byte[] bytes =
        page
            ? FirstReportPdf.write(book, draft, language, stamp(account), recipients(account))
            : utf8(ReportMail.of(draft, language, stamp(account)));
    return written(out, bytes, stated, account);
  }

  /**
   * The first report to be read aloud.
   *
   * @param at when the call is made
   */
  int call(Given given, Instant at) throws WrongUsage, RefusedInput {
    Locale language = ReportOptions.language(given);
    String out = given.required(ReportOptions.OUT);
    ending(out, "txt");
    StatedAccident stated = stated(given);
    AccidentAccount account = stated.judgedBy(law);
    String script =
        TelephoneScript.of(firstDraft(account), language, stamp(account), recipients(account), at);
    return written(out, utf8(script), stated, account);
  }

  private Draft firstDraft(AccidentAccount account) throws RefusedInput {
    return DraftWriter.firstReport(account)
        .orElseThrow(() -> new RefusedInput(texts.sentence("report.no-first", verdict(account))))
        .visibleTo(Audience.MINISTRY);
  }

  private Recipients recipients(AccidentAccount account) {
    return Recipients.of(book, account.prefecturesToTell(), account.operator());
  }

  int detail(Given given) throws WrongUsage, RefusedInput {
    Locale language = ReportOptions.language(given);
    String out = given.required(ReportOptions.OUT);
    String ending = ending(out, "pdf docx txt");
    StatedAccident stated = stated(given);
    AccidentAccount account = stated.judgedBy(law);
    Determination judged = account.determination();
    if (judged != null && judged.verdict() == Verdict.NOT_SERIOUS) {
      throw new RefusedInput(texts.sentence("report.no-detail", verdict(account)));
    }
    Draft draft = DraftWriter.detailedReport(account).visibleTo(Audience.MINISTRY);
    byte[] bytes =
        switch (ending) {
          case "pdf" -> DetailedReportPdf.write(book, draft, language, stamp(account));
          case "docx" -> DetailedReportDocx.write(book, draft, language, stamp(account));
          default -> utf8(ReportMail.of(draft, language, stamp(account)));
        };
    return written(out, bytes, stated, account);
  }

  private String ending(String out, String possible) throws RefusedInput {
    String ending = WholeFile.ending(out);
    if (!List.of(possible.split(" ")).contains(ending)) {
      throw new RefusedInput(
          texts.sentence("report.ending", out, "." + possible.replace(" ", ", .")));
    }
    return ending;
  }

  private StatedAccident stated(Given given) throws RefusedInput {
    String operatorFile = given.value(ReportOptions.OPERATOR);
    @Nullable OperatorRegister register =
        operatorFile == null ? null : TextFiles.operator(operatorFile, terminal, texts);
    String name = given.required(ReportOptions.FACTS);
    try {
      var scope = new CaseScope(law.rulebook(), AccidentLawbook.today(), false);
      return AccidentText.read(TextFiles.text(name, terminal, texts), book, register, scope);
    } catch (FaultyTextException e) {
      throw new RefusedInput(e.sentences(name, texts.language().locale()));
    }
  }

  private String verdict(AccidentAccount account) {
    LawWords words = LawWords.in(texts.language().locale());
    Determination judged = account.determination();
    if (judged == null) {
      return "";
    }
    var miss = judged.nearestMiss();
    String verdict = words.verdict(judged.verdict());
    return miss == null ? verdict : verdict + " " + words.nearestMiss(miss, id -> id);
  }

  private int written(String out, byte[] bytes, StatedAccident stated, AccidentAccount account)
      throws RefusedInput {
    new WholeFile(texts).write(out, bytes);
    terminal.err().println(texts.sentence("report.verdict", verdict(account)));
    Determination judged = account.determination();
    if (judged != null) {
      tellQuestions(account, judged);
      tellDue(stated, judged.verdict());
    }
    terminal.err().println(texts.sentence("report.written", out, bytes.length));
    return ExitStatus.GOOD;
  }

  /** What settles a verdict that is open. */
  private void tellQuestions(AccidentAccount account, Determination judged) {
    Locale locale = texts.language().locale();
    if (judged.verdict() == Verdict.UNDETERMINED) {
      judged.questions().stream()
          .map(each -> LawWords.in(locale).question(each, id -> account.serviceName(id, locale)))
          .forEach(each -> terminal.err().println(texts.sentence("report.question", each)));
    }
  }

  /** By when the report within thirty days is due; nothing while nobody has said when it began. */
  private void tellDue(StatedAccident stated, Verdict verdict) {
    if (verdict != Verdict.NOT_SERIOUS) {
      stated
          .day()
          .map(day -> AccidentJudgment.finalReport(law.rulebook(), day))
          .map(LawWords.in(texts.language().locale())::deadline)
          .ifPresent(due ->
              terminal
                  .err()
                  .println(
                      texts.sentence(
                          verdict == Verdict.SERIOUS ? "report.due" : "report.due.if-serious",
                          due)));
    }
  }

  private static DocumentStamp stamp(AccidentAccount account) {
    return DocumentStamp.draft(1, account.asOf());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
