package jp.anshin.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import jp.anshin.server.identity.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The leak of 2017 as two accidents, through every station that the law knows, by the people who
 * would walk it: an engineer writes, an incident manager judges and sends, a lawyer stands by it.
 */
final class AccidentsInChromiumTest {

  private static final String PERIOD = "/reports/periodic/2017-09-30";

  /** As a field takes a time in Japan. */
  private static final DateTimeFormatter JST_FIELD =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Tokyo"));

  @TempDir Path directory;

  private @Nullable OpenConsole opened;
  private OpenConsole console;
  private Chromium chromium;

  @BeforeEach
  void start() {
    opened = new OpenConsole(directory);
    console = opened;
    chromium = console.chromium;
  }

  @AfterEach
  void stop() {
    if (opened != null) {
      opened.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"ja, 1280, 重大な事故に該当する, 副署", "en, 390, A serious accident, countersign"})
  void aSeriousAccidentIsJudgedReportedAndLearntFrom(
      String language, int width, String serious, String countersign) {
    chromium.width(width);
    console.logIn(Role.LEGAL, language);
    answer(incident(), "phone", "41000", "125");
    determinationSays(serious, "58条");
    dutyIs("first-report");
    dutyIs("final-report");
    countUsers("phone", "30000", "41000");

    begin(Role.ENGINEER, language, "FIRST_REPORT");
    edit("area", "東京都");
    console.logInAfresh(Role.INCIDENT_MANAGER, language);
    console.fits(List.of(report("FIRST_REPORT")), language, width);
    send("TELEPHONE", "総務省");
    assertThat(chromium.all("form[action$='/countersign']")).isEmpty();
    console.logInAfresh(Role.LEGAL, language);
    console.open("/reports");
    assertThat(chromium.find("#due").getText()).containsIgnoringCase(countersign);
    console.open(report("FIRST_REPORT"));
    deed("countersign");

    begin(Role.ENGINEER, language, "DETAILED_REPORT");
    edit("cause", "経路の漏えい");
    secondPersonApproves("DETAILED_REPORT", language, width);
    send("MAIL", "総務省");
    assertThat(chromium.find("#papers").getText()).contains("Word", "PDF");

    reportThePeriod(language, width);
    learn(language, width);
    assertThat(chromium.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ja, 390, 重大な事故に該当しない, あと97分", "en, 1280, Not a serious accident, 97 min"})
  void theAccidentOfTheSpineIsNotSeriousAndGoesIntoThePeriodicReport(
      String language, int width, String notSerious, String miss) {
    chromium.width(width);
    console.logIn(Role.LEGAL, language);
    answer(incident(), "internet", "41000", "23");
    determinationSays(notSerious, miss);
    dutyIs("periodic-report");

    begin(Role.ENGINEER, language, "PERIODIC_FORM_27");
    edit("cause", "経路の漏えい");
    secondPersonApproves("PERIODIC_FORM_27", language, width);
    reportThePeriod(language, width);
    learn(language, width);
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void whatNoSensorSawIsReportedAnsweredAndGoesTheSameWay() {
    chromium.width(1280);
    console.logIn(Role.LEGAL, "ja");
    console.fits(List.of("/", "/incidents", "/incidents/new"), "ja", 1280);
    chromium.find("#new-title").sendKeys("大手町局の停電");
    chromium.click("#new-kind option[value='power-failure']");
    fill("#new-began", JST_FIELD.format(Instant.now().minus(Duration.ofHours(3))));
    chromium.click("form[action='/incidents'] button");
    chromium.until(() -> chromium.address().contains("?reported"));
    String reported =
        chromium.address().substring(console.base().length()).replace("?reported", "");
    assertThat(chromium.text()).contains("大手町局の停電（停電・電源の障害）");
    answer(reported, "phone", "41000", "125");
    determinationSays("重大な事故に該当する", "58条");
    console.fits(List.of(reported, "/"), "ja", 1280);
    console.open(reported);
    chromium.click("form[action$='/reports/FIRST_REPORT/begin'] button");
    String report = reported + "/reports/FIRST_REPORT";
    chromium.until(() -> chromium.address().endsWith(report));
    assertThat(chromium.find("main").getText()).contains("登録された種類: 停電・電源の障害").doesNotContain("経路");

    chromium.width(390);
    console.open("/?lang=en");
    console.fits(List.of("/incidents/new", "/incidents", reported, report, "/reports"), "en", 390);
    console.open(reported);
    chromium.click("#statement summary");
    chromium.click("form[action$='/restored'] button");
    chromium.until(() -> chromium.address().contains("?restated"));
    assertThat(chromium.find("#head").getText()).contains("Restored");
    console.keepPicture("reported_over-en-390");
  }

  /** The same hours of the day before are pasted, looked at, and used in the answer. */
  @ParameterizedTest
  @CsvSource({"ja, 390, 41000", "en, 1280, 41000"})
  void usersAreCountedByTheWeekBeforeAndUsed(String language, int width, String users) {
    chromium.width(width);
    console.logIn(Role.LEGAL, language);
    console.open(incident());
    chromium.click(".impact-form a[href*='/counting?service=internet']");
    chromium.click("#method option[value='WEEK_BEFORE']");
    chromium.click(".filter button[type='submit']");
    chromium.until(() -> !chromium.all("#field-series").isEmpty());
    String counting = incident() + "/counting?service=internet&method=WEEK_BEFORE";
    console.fits(List.of(counting), language, width);
    chromium.ask("return document.querySelector('#field-from').value = '2017-08-25T12:22:01'");
    chromium.ask("return document.querySelector('#field-until').value = '2017-08-25T12:45:00'");
    chromium
        .find("#field-series")
        .sendKeys("at,users\n2017-08-24T12:30," + users + "\n2017-08-23T12:30,39000\n");
    chromium.click(".counting .btn-primary");
    chromium.until(() -> !chromium.all("#result .column-chart").isEmpty());
    console.keepPicture("counting-result-" + language + "-" + width);
    assertThat((Long) chromium.ask("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(width);
    chromium.ask("document.querySelector('#result').scrollIntoView(); return true");
    console.keepPicture("counting-days-" + language + "-" + width);
    chromium.click("#result button[formaction*='/counting/use']");
    chromium.until(() -> chromium.address().contains("answered"));
    assertThat(chromium.find("[name='internet.usersHigh']").getDomProperty("value"))
        .isEqualTo(users);
    chromium.ask(
        "document.querySelectorAll('details').forEach(each => each.open = true);"
            + "document.querySelector('[id=\"field-internet.still-affected\"]').scrollIntoView();"
            + "return true");
    console.keepPicture("restored-steps-" + language + "-" + width);
    assertThat((Long) chromium.ask("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(width);
    assertThat(chromium.complaints()).isEmpty();
  }

  private String incident() {
    return "/incidents/" + console.incident();
  }

  private String report(String kind) {
    return incident() + "/reports/" + kind;
  }

  /** Users of that service met a stop that is over; those of the others met nothing. */
  private void answer(String incident, String service, String users, String minutes) {
    console.open(incident);
    for (String each : List.of("internet", "phone", "mail")) {
      String kind = each.equals(service) ? "STOP" : "NONE";
      chromium.click("[name='" + each + ".kind'][value='" + kind + "']");
    }
    for (String bound : List.of("Low", "High")) {
      chromium.find("[name='" + service + ".users" + bound + "']").sendKeys(users);
      chromium.find("[name='" + service + ".minutes" + bound + "']").sendKeys(minutes);
    }
    chromium.find("[name='" + service + ".ongoing']").click();
    chooseFacility("F-OTHER");
    chromium.click(".impact-form button[type='submit']");
    chromium.until(() -> chromium.address().contains("answered"));
  }

  /** Which class of equipment failed: the form of the periodic report hangs on it. */
  private void chooseFacility(String code) {
    String field = "[name='_event.facility-class']";
    String folded = "details.finer-group:not([open]):has(" + field + ") > summary";
    if (!chromium.all(folded).isEmpty()) {
      chromium.click(folded);
    }
    chromium.click(field + " option[value='" + code + "']");
  }

  private void determinationSays(String... words) {
    Object text = chromium.ask("return document.querySelector('#determination').textContent");
    assertThat(text.toString()).contains(words);
  }

  private void dutyIs(String key) {
    assertThat(chromium.all("#clock [data-duty='" + key + "']")).as(key).hasSize(1);
  }

  private void countUsers(String service, String low, String high) {
    console.open(incident());
    chromium.click("#clock-forms summary");
    chromium.click("#count-service option[value='" + service + "']");
    // No router tells what time it is in this replay.
    fill("#count-at", "2017-08-25T12:22:27");
    chromium.find("#count-low").sendKeys(low);
    chromium.find("#count-high").sendKeys(high);
    chromium.click("form[action$='/user-counts'] button");
    chromium.until(() -> chromium.address().contains("counted"));
  }

  private void begin(Role role, String language, String kind) {
    console.logInAfresh(role, language);
    console.open(incident());
    chromium.click("form[action$='/reports/" + kind + "/begin'] button");
    chromium.until(() -> chromium.address().endsWith(report(kind)));
  }

  private void edit(String item, String words) {
    chromium.click("#edit > summary");
    chromium.find("[name='ja." + item + "']").clear();
    chromium.find("[name='ja." + item + "']").sendKeys(words);
    chromium.click("#edit button[type='submit']");
    chromium.until(() -> chromium.address().endsWith("done=edited"));
    assertThat(chromium.text()).contains(words);
  }

  private void secondPersonApproves(String kind, String language, int width) {
    assertThat(chromium.all("form[action$='/approve']")).as("of the author").isEmpty();
    console.logInAfresh(Role.INCIDENT_MANAGER, language);
    console.fits(List.of(report(kind)), language, width);
    deed("review");
    deed("approve");
  }

  private void deed(String deed) {
    chromium.click("form[action$='/" + deed + "'] button");
    chromium.until(() -> chromium.address().endsWith("done=" + deed));
  }

  private void send(String channel, String recipient) {
    chromium.click("[name='channel'] option[value='" + channel + "']");
    chromium.find("[name='recipient']").sendKeys(recipient);
    deed("submit");
  }

  /** One begins the report of the quarter, another stands by it and records its sending. */
  private void reportThePeriod(String language, int width) {
    console.logInAfresh(Role.ENGINEER, language);
    console.fits(List.of(PERIOD), language, width);
    chromium.click("form[action$='/begin'] button");
    chromium.until(() -> !chromium.all("#papers").isEmpty());
    console.logInAfresh(Role.LEGAL, language);
    console.open(PERIOD);
    deed("review");
    // The period of a replay goes on: who stands by its report before its end says why.
    chromium.find("form[action$='/approve'] [name='words']").sendKeys("訓練");
    deed("approve");
    chromium.find("form[action$='/submit'] [name='remark']").sendKeys("訓練");
    send("MAIL", "総務省");
    console.fits(List.of(PERIOD, "/reports", "/reports/statistics"), language, width);
  }

  private void learn(String language, int width) {
    console.logInAfresh(Role.ENGINEER, language);
    console.open(incident() + "/verification");
    chromium.find("#lessons [name='words']").sendKeys("経路数の制限を欠いた");
    chromium.click("form[action$='/lessons'] button");
    chromium.until(() -> chromium.address().endsWith("?done"));
    String add = "#measures > .card-body > details ";
    chromium.click(add + "> summary");
    chromium.find(add + "[name='words']").sendKeys("最大経路数を制限する");
    chromium.find(add + "[name='owner']").sendKeys("網運用部");
    fill(add + "[name=due]", "2017-12-01");
    chromium.click(add + ".standards summary");
    chromium.click(add + "[value='B2-3-1-5-new-a']");
    chromium.click(add + "button");
    chromium.until(() -> !chromium.all("#measure-1").isEmpty());
    console.fits(List.of(incident() + "/verification", "/standard"), language, width);
    assertThat(chromium.text()).contains("最大経路数を制限する");
  }

  /** What a person would choose in the picker of dates. */
  private void fill(String selector, String value) {
    chromium.ask(
        "const field = document.querySelector('%s'); field.value = '%s'; return field.value"
            .formatted(selector, value));
  }
}
