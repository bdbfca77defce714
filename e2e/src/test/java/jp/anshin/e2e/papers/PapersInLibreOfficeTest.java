package jp.anshin.e2e.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import jp.anshin.documents.DetailedReportDocx;
import jp.anshin.documents.DetailedReportPdf;
import jp.anshin.documents.DocumentStamp;
import jp.anshin.documents.FirstReportPdf;
import jp.anshin.documents.PeriodicReport;
import jp.anshin.documents.PeriodicReportXlsx;
import jp.anshin.documents.Recipients;
import jp.anshin.documents.facts.AccidentText;
import jp.anshin.formats.accident.CaseScope;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormText;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.AccidentAccount;
import jp.anshin.incident.draft.DraftWriter;
import jp.anshin.law.AccidentLaw;
import jp.anshin.operator.Audience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * LibreOffice opens Word and Excel files, poppler PDF files; all show the Japanese, and a figure
 * that was changed.
 */
class PapersInLibreOfficeTest {

  private static final FormBook BOOK = FormText.shipped();

  @TempDir Path home;

  @Test
  void everyPaperShowsTheJapaneseAndTheChangedFigure() throws Exception {
    var office = new LibreOffice(home);
    for (String users : List.of("41000", "52345")) {
      String inWords = users.equals("41000") ? "4万1,000" : "5万2,345";
      String inDigits = users.equals("41000") ? "41,000" : "52,345";
      AccidentAccount account = account(users);
      for (Path paper : written(account)) {
        String shown = office.shown(paper);
        boolean isSheet = paper.toString().endsWith(".xlsx");
        assertThat(shown)
            .as(paper.toString())
            .contains(isSheet ? inDigits : inWords)
            .contains("加入者認証")
            .contains("未確認");
      }
    }
  }

  private List<Path> written(AccidentAccount account) throws IOException {
    DocumentStamp stamp = DocumentStamp.draft(1, account.asOf());
    var first = DraftWriter.firstReport(account).orElseThrow().visibleTo(Audience.MINISTRY);
    var detailed = DraftWriter.detailedReport(account).visibleTo(Audience.MINISTRY);
    var entry = DraftWriter.periodicEntry(account, false).visibleTo(Audience.MINISTRY);
    var recipients = Recipients.of(BOOK, new TreeSet<>(account.area()), account.operator());
    var period = new LocalizedText("2024年度第1四半期", "2024Q1");
    var periodic = new PeriodicReport(new LocalizedText("例示通信", "Example"), period, List.of(entry));
    var papers = new ArrayList<Path>();
    papers.add(
        file("first.pdf", FirstReportPdf.write(BOOK, first, Locale.JAPANESE, stamp, recipients)));
    papers.add(
        file("detailed.pdf", DetailedReportPdf.write(BOOK, detailed, Locale.JAPANESE, stamp)));
    papers.add(
        file("detailed.docx", DetailedReportDocx.write(BOOK, detailed, Locale.JAPANESE, stamp)));
    papers.add(
        file("periodic.xlsx", PeriodicReportXlsx.write(BOOK, periodic, Locale.JAPANESE, stamp)));
    return papers;
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(home.resolve(name), bytes);
  }

  private static AccidentAccount account(String users) throws Exception {
    return AccidentText.read(
            AccidentText.example().replace("users: 41000", "users: " + users),
            BOOK,
            OperatorText.read(OperatorText.example()),
            new CaseScope(RulebookText.shipped(), LocalDate.parse("2026-11-24"), false))
        .judgedBy(new AccidentLaw(RulebookText.shipped()));
  }
}
