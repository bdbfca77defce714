package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import jp.anshin.documents.facts.AccidentText;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.law.Category;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Papers from files, by the command line. */
class ReportCommandTest {

  private static final String HEAD = "id,date,service_category,duration_minutes,affected_users";

  @TempDir Path home;
  private final TerminalForTest terminal = new TerminalForTest();
  private String facts = "";
  private String operator = "";

  @BeforeEach
  void writeExamples() throws IOException {
    facts = file("facts.yaml", AccidentText.example());
    operator = file("operator.yaml", OperatorText.example());
  }

  @Test
  void aFirstReportIsWrittenAsPageMailAndScript() throws IOException {
    assertThat(first("first.pdf")).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err()).contains("A serious accident", "9 Jun 2024", "It is a draft");
    assertThat(pdf("first.pdf")).contains("重大な事故の第一報", "4万1,000", "関東総合通信局", "信越総合通信局");
    assertThat(first("first.txt")).isEqualTo(ExitStatus.GOOD);
    assertThat(text("first.txt")).contains("■ 影響を与えた範囲\n東京都、新潟県", "下書き 第1版");
    assertThat(first("script.txt", "--telephone")).isEqualTo(ExitStatus.GOOD);
    assertThat(text("script.txt")).contains("例示通信株式会社（架空）です。", "続報します");
    operator =
        file(
            "operator.yaml",
            OperatorText.example()
                .replace("ja: 総合通信局（例）", "ja: 関東総合通信局")
                .replace("fax: \"+81-3-0000-0111\"", "hours: 09:30-18:15"));
    assertThat(first("script.txt", "--telephone", "--at", "2024-05-10 18:00"))
        .isEqualTo(ExitStatus.GOOD);
    assertThat(text("script.txt")).contains("いま（2024年5月10日 18時00分）は受付時間内");
    assertThat(first("script.txt", "--telephone", "--at", "18:00")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(first("en.txt", "--language", "en")).isEqualTo(ExitStatus.GOOD);
    assertThat(text("en.txt")).contains("First report of a serious accident");
  }

  @Test
  void howUsersWereCountedIsToldInTheLanguageOfThePaper() throws IOException {
    facts = file("facts.yaml", AccidentText.example());
    for (String language : List.of("ja", "en")) {
      String name = language + ".txt";
      assertThat(
              terminal.run(
                  "report", "detail", "--facts", facts, "--language", language, "--out", out(name)))
          .isEqualTo(ExitStatus.GOOD);
      assertThat(text(name).contains("認証サーバのセッション数の差")).isEqualTo(language.equals("ja"));
      assertThat(text(name).contains("difference of sessions")).isEqualTo(language.equals("en"));
    }
  }

  @Test
  void aBrokenCableIsToldInItsPapersWhetherItIsKnownThatNothingWentOverItOrNot()
      throws IOException {
    String cable =
        """
        what: {ja: 海底ケーブルの切断, en: submarine cable cut}
        as-of: 2024-06-01 13:00
        began: 2024-06-01 10:00
        facility: F-CRITICAL
        no-other-services: true
        services:
          - {service: internet, category: other, impact: none}
        """;
    facts = file("facts.yaml", cable);
    assertThat(first("open.txt")).as(terminal.err()).isEqualTo(ExitStatus.GOOD);
    assertThat(text("open.txt")).contains("全ての通信ができなくなったか、その時間は、確認中（未確認）");
    facts = file("facts.yaml", cable + "facility-minutes: 130\n");
    assertThat(first("down.txt")).as(terminal.err()).isEqualTo(ExitStatus.GOOD);
    assertThat(text("down.txt")).contains("重大な事故の第一報", "全ての通信ができなかった時間：2時間10分");
    assertThat(detail("down-detail.txt")).isEqualTo(ExitStatus.GOOD);
    assertThat(text("down-detail.txt")).contains("全ての通信ができなかった時間：2時間10分");
    for (String paper : List.of("down.txt", "down-detail.txt")) {
      assertThat(text(paper))
          .as("nobody was hit, as the facts say of every service, and the class is known")
          .contains("なし（影響を受けた役務はない）", "■ 影響を与えた利用者数\nなし", "設備の区分：衛星");
    }
    facts = file("facts.yaml", cable.replace("F-CRITICAL", "F-RAN") + "facility-minutes: 130\n");
    assertThat(first("wrong.txt")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("F-CRITICAL");
  }

  @Test
  void aDetailedReportIsWrittenInEachKindAndShowsAChangedFigure() throws IOException {
    facts = file("facts.yaml", AccidentText.example().replace("users: 41000", "users: 52345"));
    for (String kind : List.of("pdf", "docx", "txt")) {
      assertThat(detail("detail." + kind)).as(terminal.err()).isEqualTo(ExitStatus.GOOD);
    }
    assertThat(pdf("detail.pdf")).contains("5万2,345");
    assertThat(text("detail.txt")).contains("5万2,345").doesNotContain("社内用");
    assertThat(Files.size(home.resolve("detail.docx"))).isGreaterThan(5_000);
  }

  @Test
  void aReceiverOfWholesaleServiceWritesTheFormOfItsOwn() throws IOException {
    String told = AccidentText.example();
    String said = "wholesale-received: false";
    String from = "\nwholesale-from-wholesalers-accident: ";
    for (var each :
        Map.of(
                said,
                "様式第五十の三\n",
                "",
                "様式第五十の三、様式第五十の三の二のいずれか（確認中・未確認）",
                "wholesale-received: true" + from + "true",
                "様式第五十の三の二\n",
                "wholesale-received: true" + from + "false",
                "様式第五十の三\n")
            .entrySet()) {
      facts = file("facts.yaml", told.replace(said, each.getKey()));
      assertThat(detail("detail.txt")).as(terminal.err()).isEqualTo(ExitStatus.GOOD);
      assertThat(text("detail.txt")).as(each.getKey()).contains(each.getValue());
    }
    facts = file("facts.yaml", told.replace(said, said + from + "true"));
    assertThat(detail("no.txt")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err())
        .contains(
            "wholesale-from-wholesalers-accident: true contradicts wholesale-received: false");
  }

  @Test
  void whatIsLeftOutOfTheFactsStandsInThePaperAsUnknown() throws IOException {
    facts =
        file(
            "facts.yaml",
            """
            what: 障害
            as-of: 2024-05-10 15:23
            services: [{service: x, impact: stop}]
            """);
    assertThat(terminal.run("report", "detail", "--facts", facts, "--out", out("d.txt")))
        .isEqualTo(ExitStatus.GOOD);
    assertThat(text("d.txt")).contains("■ 発生日時\n確認中（未確認）", "■ 影響を与えた利用者数\n「x」: 確認中（未確認）");
    assertThat(terminal.err()).contains("Undetermined").doesNotContain("if it is serious");
  }

  @Test
  void theDayOfTheDetailedReportIsToldAlsoWhereItIsOpenWhetherItIsSerious() throws IOException {
    facts =
        file(
            "facts.yaml",
            """
            what: 障害
            as-of: 2024-05-10 15:23
            began: 2024-05-10 12:23
            services: [{service: x, impact: stop}]
            """);
    assertThat(terminal.run("report", "detail", "--facts", facts, "--out", out("d.txt")))
        .isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.err())
        .contains("Report within thirty days, if it is serious: due Sun 9 Jun 2024");
  }

  @Test
  void aFacilityThatFailedAloneIsJudgedWhereItIsCertainThatNoServiceWasHit() throws IOException {
    String cable =
        """
        what: ケーブルの切断
        as-of: 2024-06-01 13:00
        began: 2024-06-01 10:00
        facility: F-CRITICAL
        services: []
        """;
    facts = file("facts.yaml", cable + "facility-minutes: 119\nno-other-services: true\n");
    assertThat(detail("no.txt")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("Not a serious accident");
    facts = file("facts.yaml", cable + "facility-minutes: 119\n");
    assertThat(detail("open.txt")).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.err())
        .contains("To be settled: Which services may have been affected?")
        .contains("if it is serious: due Mon 1 Jul 2024");
    facts = file("facts.yaml", cable + "facility-minutes: 120\nno-other-services: true\n");
    assertThat(terminal.run("report", "first", "--facts", facts, "--out", out("yes.txt")))
        .isEqualTo(ExitStatus.GOOD);
    assertThat(text("yes.txt")).as("without operator file too").contains("影響を受けた役務はない");
  }

  @Test
  void theLawOfEveryDayOnWhichItMayHaveBegunIsAsked() throws IOException {
    String mail =
        """
        what: 障害
        as-of: 2015-04-01 03:00
        no-other-services: true
        services:
          - {service: x, category: free-internet, impact: stop, users: 30000, minutes: 150}
        """;
    facts = file("facts.yaml", mail);
    assertThat(detail("open.txt")).as("begun before the table changed").isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.err())
        .contains("Undetermined", "When did it begin")
        .doesNotContain("thirty days");
    facts = file("facts.yaml", mail + "began: 2015-04-01 00:05\n");
    assertThat(detail("no.txt")).isEqualTo(ExitStatus.BAD_INPUT);
    facts =
        file(
            "facts.yaml", mail + "began: {earliest: 2015-03-31 23:50, latest: 2015-04-01 00:05}\n");
    assertThat(detail("both.txt")).isEqualTo(ExitStatus.GOOD);
  }

  @Test
  void moreUsersMayBeHitWhileItGoesOn() throws IOException {
    String goesOn =
        AccidentText.example()
            .replace("users: 41000", "users: 20000")
            .replaceFirst("minutes: 125.*", "ongoing: true");
    facts = file("facts.yaml", goesOn);
    assertThat(detail("open.txt")).as(terminal.err()).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.err()).contains("Undetermined");
    facts = file("facts.yaml", goesOn.replace("ongoing: true", "minutes: 125"));
    assertThat(detail("no.txt")).isEqualTo(ExitStatus.BAD_INPUT);
  }

  @Test
  void theFactsKnowEveryCategoryOfTheRulebook() throws IOException {
    String other =
        AccidentText.example()
            .replace("service: internet", "service: x\n    category: CODE")
            .replace("began: 2024-05-10", "began: 2024-05-08")
            .replace("minutes: 125", "minutes: 1500")
            .replace("users: 41000", "users: 1000000");
    for (Category each : RulebookText.shipped().categories()) {
      facts = file("facts.yaml", other.replace("CODE", word(each)));
      assertThat(detail("d.txt")).as(terminal.err()).isEqualTo(ExitStatus.GOOD);
    }
  }

  @Test
  void whoSaysHowManyUseAMailServiceIsNotAskedItsCategoryAgain() throws IOException {
    String mail =
        """
        what: 障害
        as-of: 2025-12-05 15:23
        began: 2025-12-05 12:23
        no-other-services: true
        services:
          - {service: x, category: free-internet, impact: stop, users: 1000000, minutes: 120}
        """;
    facts = file("facts.yaml", mail);
    assertThat(detail("d.txt")).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.err()).contains("Which category of service");
    facts = file("facts.yaml", mail.replace("free-internet", "free-messaging-mau10m"));
    String before = terminal.err();
    assertThat(detail("d.txt")).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.err().substring(before.length()))
        .contains("Undetermined")
        .doesNotContain("Which category of service");
  }

  private static String word(Category category) {
    return category.code().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Test
  void whatIsCertainlyNotSeriousGetsNoReport() throws IOException {
    facts = file("facts.yaml", AccidentText.example().replace("minutes: 125", "minutes: 119"));
    assertThat(first("first.pdf")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("No first report is written");
    assertThat(detail("detail.pdf")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(home.resolve("first.pdf")).doesNotExist();
    assertThat(home.resolve("detail.pdf")).doesNotExist();
  }

  @Test
  void papersSayWhatJudgingSaysOfTheSameFacts() throws IOException {
    facts =
        file(
            "facts.yaml",
            AccidentText.example()
                .replaceAll("impact: stop", "impact: degradation")
                .replaceAll("category: voice-emergency", "category: other"));
    terminal.run("report", "first", "--facts", facts, "--out", out("f.txt"));
    assertThat(terminal.out() + terminal.err()).doesNotContain("A serious accident");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "began: 2024-05-10 12:23|began: 2024-05-10 25:23|facts.yaml:7:8: began is not a moment",
        "began: 2024-05-10 12:23|began: 2024-05-10 16:23|is later than as-of",
        "users: 41000|users: -1|users cannot be -1",
        "users: 41000|users: 1.5|users must be a whole number",
        "users: 41000|users: {min: 5, max: 4}|min of users (5) is more than max (4)",
        "impact: stop|impact: stopp|Did you mean stop?",
        "cause-code: C-CONFIG|cause-code: C-NONE|cause-code cannot be C-NONE. Possible are: C-NATFAIL",
        "facility: F-OTHER|facility: F-NONE|facility cannot be F-NONE",
        "area: [13, 15]|area: [13, 48]|cannot be 48",
        "situation:|sitaution:|Did you mean situation?",
        "as-of: 2024-05-10 15:23|as-off: 2024-05-10 15:23|as-of is missing",
        "began: 2024-05-10 12:23|began: 2024-05-10 16:23|began (2024-05-10 16:23 JST) is later",
        "minutes: 125|minutes: 600|minutes (2024-05-10 22:23 JST) is later than as-of (2024-05-10 15:23 JST)",
        "service: internet|service: internet@category: voice-other|The service internet has the category voice-other here and other in the operator file",
        "users: 41000|users: 41000@category: voice-emergency|the category voice-emergency here and other in the operator file",
        "users: 41000|users: 41000@began: 2024-05-09 12:23|The service internet began (2024-05-09 12:23 JST) before the accident (2024-05-10 12:23 JST)",
        "minutes: 125|minutes: 30@ongoing: true|it goes on since 2024-05-10 12:23 JST, which was 180 minutes",
        "minutes: 125|minutes: 181@ongoing: true|minutes contradicts the beginning of the service internet",
        "impact: stop|impact: none|users says something of the service internet, whose users met nothing",
        "impact: stop|impact: none|minutes says something of the service internet",
        "impact: stop|impact: none@ongoing: true|ongoing says something of the service internet",
        "2024-05-10|2008-03-31|began (2008-03-31 12:23 JST) lies before 2008-04-01",
        "2024-05-10|9999-05-10|more than a year ahead"
      })
  void badFactsAreRefusedWithPlaceAndReason(String from, String to, String sentence)
      throws IOException {
    facts = file("facts.yaml", AccidentText.example().replace(from, to.replace("@", "\n    ")));
    assertThat(first("first.pdf")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("facts.yaml:").contains(sentence);
    assertThat(home.resolve("first.pdf")).doesNotExist();
  }

  @Test
  void aCauseThatWasNotThereYetIsRefused() throws IOException {
    facts =
        file(
            "facts.yaml",
            AccidentText.example().replace("C-CONFIG", "C-CYBER").replace("2024-05", "2018-05"));
    assertThat(first("first.pdf")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("C-CYBER is for accidents from 2019-04-01");
  }

  @Test
  void anEndingThatIsNotKnownIsRefused() {
    assertThat(first("first.doc")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains(".pdf, .txt");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsToldAndNothingIsLeft() throws IOException {
    assertThat(first("none/first.pdf")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("cannot be written");
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files).extracting(Path::toString).noneMatch(name -> name.endsWith(".part"));
    }
  }

  @Test
  void thePeriodicReportHoldsWhatBelongsThere() throws IOException {
    String csv =
        file(
            "list.csv",
            HEAD
                + ",impact,cause,facility,area,summary\n"
                + "a,2024-05-10,OTHER,125,41000,stop,C-CONFIG,F-OTHER,13,設定誤り\n"
                + "b,2024-06-30,OTHER,121,12,stop,自然故障,F-RAN,東京都・埼玉県,=1+1\n"
                + "c,2024-05-11,OTHER,10,12,stop,,,,\n"
                + "d,2024-07-01,OTHER,300,50000,stop,,,,\n"
                + "e,2024-05-12,OTHER,,,,,,,\n"
                + "f,2024-05-13,OTHER,20,30000,stop,,,,\n"
                + "g,2024-05-14,OTHER,,,,,F-RAN,,\n");
    assertThat(periodic(csv, "2024Q1", "out.csv")).as(terminal.err()).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.err())
        .contains("Accidents in the report: 5")
        .contains("undetermined whether they belong there: 2, form not settled: 1")
        .contains("not in it: 1; outside the period: 1");
    assertThat(text("out.csv"))
        .contains("2024年5月10日（金）（時刻は未確認）", "簡易な様式", "埼玉県、東京都", "b =1+1", "2024年5月12日（日）（時刻は未確認）")
        .contains("\"e（定期報告の対象か判定不能）\"", "\"f（様式は未定：詳細な様式か簡易な様式かを確認）\"")
        .doesNotContain("2024年7月");
    assertThat(text("out.csv").lines().filter(line -> line.contains("g（定期報告の対象か判定不能）")))
        .as("open whether it goes in, but not in which form")
        .singleElement()
        .asString()
        .contains("\"電気通信事故の定期報告（簡易な様式）\"");
    assertThat(periodic(csv, "2024Q1", "out.xlsx")).isEqualTo(ExitStatus.GOOD);
    assertThat(Files.size(home.resolve("out.xlsx"))).isGreaterThan(5_000);
  }

  /** Of a minor one nothing is filed, however long it lasted; of what may be serious it is open. */
  @Test
  void whatIsCertainlyMinorIsLeftOutWhateverIsUnknown() throws IOException {
    String csv =
        file(
            "list.csv",
            HEAD
                + ",impact,facility,same_premises\n"
                + "minor-a,2024-05-10,OTHER,,5,stop,F-INBUILDING,yes\n"
                + "minor-b,2024-05-10,OTHER,130,5,,F-INBUILDING,yes\n"
                + "open-a,2024-05-10,OTHER,,,stop,F-INBUILDING,yes\n"
                + "open-b,2024-05-10,OTHER,,5,stop,F-INBUILDING,\n");
    assertThat(periodic(csv, "2024Q1", "out.csv")).as(terminal.err()).isEqualTo(ExitStatus.GOOD);
    assertThat(text("out.csv")).contains("open-a", "open-b").doesNotContain("minor-");
  }

  @Test
  void withoutImpactAStopIsAssumedAndSaidSo() throws IOException {
    String csv = file("list.csv", HEAD + "\na,2024-05-10,OTHER,125,41000\n");
    assertThat(periodic(csv, "2024Q1", "out.csv")).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.err()).contains("a stop of the service was assumed");
  }

  @Test
  void badRowsAreToldByLineAndNothingIsWrittenUnlessTheGoodOnesAreWanted() throws IOException {
    String csv =
        file(
            "list.csv",
            HEAD
                + "\na,2024-05-10,OTHER,125,41000\nb,2024-02-30,OTHER,125,1\n"
                + "c,2024-05-10,NONE,125,1\nd,2024-05-10,OTHER,1.5,-3\na,2024-05-10,OTHER,125,41000\n");
    assertThat(periodic(csv, "2024Q1", "out.csv")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err())
        .contains("list.csv:3: date: There is no such day or time as '2024-02-30'")
        .contains("list.csv:4: service_category: 'NONE' is no category")
        .contains("list.csv:5: affected_users: '-3' is negative")
        .contains("Good rows: 1; faults: 3");
    assertThat(home.resolve("out.csv")).doesNotExist();
    assertThat(
            terminal.run(
                "report",
                "periodic",
                "--csv",
                csv,
                "--period",
                "2024Q1",
                "--good-rows",
                "--out",
                out("out.csv")))
        .isEqualTo(ExitStatus.FINDINGS);
    assertThat(text("out.csv").split("\r\n")).hasSize(2);
    assertThat(terminal.err()).contains("were counted once: 1");
  }

  @Test
  void rowsOfOneIdThatSayDifferentThingsAreNeverLeftOut() throws IOException {
    String csv =
        file("list.csv", HEAD + "\na,2024-05-10,OTHER,1.200,300\na,2024-05-10,OTHER,1.2,41000\n");
    assertThat(
            terminal.run(
                "report",
                "periodic",
                "--csv",
                csv,
                "--period",
                "2024Q1",
                "--good-rows",
                "--out",
                out("out.csv")))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err())
        .contains("list.csv:3: id: The id 'a' stands on line 2 as well", "(affected_users)");
    assertThat(home.resolve("out.csv")).doesNotExist();
    terminal.run("accident", "judge", "--csv", csv, "--json");
    assertThat(terminal.out().lines()).hasSize(2);
    assertThat(terminal.err())
        .contains("list.csv:2: duration_minutes: '1.200' was read as 1.2 minutes", "write 1200")
        .doesNotContain("'1.2'");
  }

  @Test
  void whatCanBeJudgedCanBeReportedWithMonthsFractionsAndRemarksOfItsOwn() throws IOException {
    String csv =
        file(
            "list.csv",
            HEAD
                + ",facility,same_premises,prefecture,description,carrier,simulated,cause,remark\n"
                + "a,2024-05,OTHER,120.5,41000..42000,移動端末設備と接続される端末系伝送路設備,,東京,半日,他社,,落雷,x\n"
                + "b,令和6年5月10日,OTHER,2時間,2万,F-INBUILDING,yes,,,,,設定誤り,\n"
                + "c,2024-05-10,OTHER,200,1,F-INBUILDING,no,,,,,落雷,\n"
                + "d,2024-05-10,OTHER,200,1,F-RAN,,,,,yes,,\n");
    assertThat(terminal.run("accident", "judge", "--csv", csv, "--json"))
        .as(terminal.err())
        .isLessThan(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("Columns that were not read: remark");
    assertThat(terminal.out().lines())
        .extracting(line -> line.replaceAll(".*\"filing\":\"?([a-zA-Z0-9]+).*", "$1"))
        .containsExactly("simple", "exempt", "form27", "simple");
    assertThat(periodic(csv, "2024Q1", "out.csv")).as(terminal.err()).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.err())
        .contains("Accidents in the report: 2", "not in it: 1", "in no report: 1");
    assertThat(text("out.csv"))
        .contains("a 半日（設備の所有者：他社）", "東京都", "120～121", "41,000～42,000", "落雷");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-06-30..2024-07-01", "2024-03-31..2024-04-01", "2023-04..2025-03"})
  void aRowThatMayLieInAnotherPeriodIsToldAndNotGuessed(String day) throws IOException {
    String csv = file("list.csv", HEAD + "\na," + day + ",OTHER,125,41000\n");
    assertThat(periodic(csv, "2024Q1", "out.csv")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err())
        .contains("list.csv:2: date: 'a' may lie in more than one reporting period");
  }

  @Test
  void shiftJisAndAByteOrderMarkAreAccepted() throws IOException {
    String rows = HEAD + ",summary\na,2024-05-10,OTHER,125,41000,髙橋の設定誤り①\n";
    Path sjis =
        Files.write(home.resolve("sjis.csv"), rows.getBytes(Charset.forName("windows-31j")));
    Path marked =
        Files.write(home.resolve("bom.csv"), ("\uFEFF" + rows).getBytes(StandardCharsets.UTF_8));
    for (Path csv : List.of(sjis, marked)) {
      assertThat(periodic(csv.toString(), "2024Q1", "out.csv"))
          .as(terminal.err())
          .isEqualTo(ExitStatus.GOOD);
      assertThat(text("out.csv")).contains("髙橋の設定誤り①");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024Q5|--period cannot be 2024Q5",
        "2025Q1|due every 12 months",
        "FY2023|due every 3 months"
      })
  void aPeriodForWhichNoReportIsDueIsRefused(String period, String sentence) throws IOException {
    String csv = file("list.csv", HEAD + "\na,2024-05-10,OTHER,125,41000\n");
    assertThat(periodic(csv, period, "out.csv")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,date|service_category: There is no such column",
        "id,id,date,service_category,duration_minutes,affected_users|id: There are two columns"
      })
  void aHeaderThatCannotBeUsedIsRefused(String header, String sentence) throws IOException {
    String csv = file("list.csv", header + "\n");
    assertThat(periodic(csv, "2024Q1", "out.csv")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("list.csv:1: ").contains(sentence);
  }

  private int first(String name, String... more) {
    return run("first", name, more);
  }

  private int detail(String name) {
    return run("detail", name);
  }

  private int run(String verb, String name, String... more) {
    return terminal.run(
        Stream.concat(
                Stream.of(
                    "report", verb, "--facts", facts, "--operator", operator, "--out", out(name)),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private int periodic(String csv, String period, String name) {
    return terminal.run("report", "periodic", "--csv", csv, "--period", period, "--out", out(name));
  }

  private String out(String name) {
    return home.resolve(name).toString();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name), text).toString();
  }

  private String text(String name) throws IOException {
    return Files.readString(home.resolve(name));
  }

  private String pdf(String name) throws IOException {
    try (var document = Loader.loadPDF(home.resolve(name).toFile())) {
      return new PDFTextStripper().getText(document).replaceAll("\\s", "");
    }
  }
}
