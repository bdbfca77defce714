package jp.anshin.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.anshin.core.Certainty;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Evidence;
import jp.anshin.core.Interval;
import jp.anshin.core.Subject;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.incident.Incident;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.identity.FirstStart.DemoAccount;
import jp.anshin.server.identity.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConsoleInChromiumTest {

  private static final Instant START = Instant.parse("2017-08-25T03:22:01Z");
  private static final Path PICTURES = Path.of("target", "pictures");

  @TempDir Path directory;

  private AnshinServer server;
  private Chromium chromium;

  @BeforeEach
  void start() {
    assumeTrue(Chromium.isInstalled(), "Chromium and its driver are not installed");
    server =
        AnshinServer.start(
            ServerOptions.local(directory.resolve("data"))
                .operatedBy(OperatorText.example())
                .asSimulation());
    for (int revision = 1; revision <= 20; revision++) {
      server.incidents().accept(leak(revision, revision * 8_000L));
    }
    chromium = new Chromium(directory.resolve("profile"));
  }

  @AfterEach
  void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ja, 1280, 経路漏えい, 判定不能",
    "en, 1280, route leak, Undetermined",
    "ja, 390, 経路漏えい, 判定不能",
    "en, 390, route leak, Undetermined"
  })
  void everyPageFitsItsScreenAndBreaksNoPolicy(
      String language, int width, String headline, String verdict) {
    chromium.width(width);
    logIn(Role.INCIDENT_MANAGER, language);
    String incident = "/incidents/" + server.incidents().open().getFirst().id();
    fits(
        List.of(
            "/",
            "/incidents",
            "/reports",
            "/reports/periodic/2017-09-30",
            "/rulebook",
            "/feeds",
            "/about",
            incident + "/verification",
            incident),
        language,
        width);
    assertThat(chromium.text()).contains(headline, verdict);
    chromium.until(() -> !chromium.all(".chart svg path").isEmpty());
    assertThat(chromium.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ja, 1280", "en, 390"})
  void settingsFitTheirScreen(String language, int width) {
    chromium.width(width);
    logIn(Role.ADMINISTRATOR, language);
    fits(
        List.of(
            "/settings/operator", "/settings/rulebook", "/settings/accounts", "/settings/audit"),
        language,
        width);
    assertThat(chromium.complaints()).isEmpty();
  }

  private void fits(List<String> paths, String language, int width) {
    for (String path : paths) {
      chromium.open(base() + path);
      chromium.keepPicture(
          PICTURES.resolve(path.replace('/', '_') + "-" + language + "-" + width + ".png"));

      assertThat((Long) chromium.ask("return document.documentElement.scrollWidth"))
          .as(path)
          .isLessThanOrEqualTo(width);
    }
  }

  @Test
  void aPersonAnswersTheImpactQuestionAndSeesTheDetermination() {
    chromium.width(1280);
    logIn(Role.LEGAL, "ja");
    chromium.open(base() + "/incidents/" + server.incidents().open().getFirst().id());
    chromium.find("[name='internet.kind'][value='STOP']").click();
    chromium.find("[name='phone.kind'][value='NONE']").click();
    chromium.find("[name='mail.kind'][value='NONE']").click();
    chromium.find("[name='internet.usersLow']").sendKeys("4万1,000");
    chromium.find("[name='internet.usersHigh']").sendKeys("41000");
    chromium.find("[name='internet.minutesLow']").sendKeys("23");
    chromium.find("[name='internet.minutesHigh']").sendKeys("23");
    chromium.find("[name='internet.ongoing']").click();
    chromium.find(".impact-form button[type='submit']").click();

    chromium.until(() -> chromium.address().contains("answered"));
    assertThat(chromium.text()).contains("回答 第1版", "4万1,000");
    assertThat(chromium.find("#determination").getText()).contains("重大な事故");
    chromium.keepPicture(PICTURES.resolve("answered-ja-1280.png"));
    assertThat(chromium.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ja, 1280, 副署", "en, 390, countersign"})
  void aSeriousAccidentGoesFromItsDraftToTheRecordOfWhatWasSent(
      String language, int width, String countersign) {
    Incident incident = server.incidents().open().getFirst();
    server.incidents().answerImpact(incident.id(), 0, "test", List.of(stopOfTwoHours()), "");
    String page = base() + "/incidents/" + incident.id();
    String report = page + "/reports/FIRST_REPORT";
    chromium.width(width);

    logIn(Role.ENGINEER, language);
    chromium.open(page);
    chromium.click("form[action$='/reports/FIRST_REPORT/begin'] button");
    chromium.until(() -> chromium.address().equals(report));
    chromium.click("#edit > summary");
    chromium.find("[name='ja.area']").sendKeys("東京都");
    chromium.click("#edit button[type='submit']");
    chromium.until(() -> chromium.address().endsWith("done=edited"));
    assertThat(chromium.text()).contains("東京都");

    logInAfresh(Role.INCIDENT_MANAGER, language);
    fits(List.of("/incidents/" + incident.id() + "/reports/FIRST_REPORT"), language, width);
    chromium.click("[name='channel'] option[value='TELEPHONE']");
    chromium.find("[name='recipient']").sendKeys("総務省");
    chromium.click("form[action$='/submit'] button");
    chromium.until(() -> chromium.address().endsWith("done=submit"));
    assertThat(chromium.all("form[action$='/countersign']")).isEmpty();

    logInAfresh(Role.LEGAL, language);
    chromium.open(base() + "/reports");
    assertThat(chromium.find("#due").getText()).containsIgnoringCase(countersign);
    chromium.open(report);
    chromium.click("form[action$='/countersign'] button");
    chromium.until(() -> chromium.address().endsWith("done=countersign"));
    chromium.until(() -> chromium.text().contains("demo-legal"));
    assertThat(chromium.complaints()).isEmpty();
  }

  /** What a demo's phone service meets in the worst case: two hours without emergency calls. */
  private static ServiceImpact stopOfTwoHours() {
    return new ServiceImpact(
        "phone",
        ServiceCategory.VOICE_EMERGENCY,
        Impact.STOP,
        Bounds.exactly(41_000),
        Bounds.exactly(125),
        Interval.at(START.minusSeconds(10_000)),
        false,
        "");
  }

  private void logInAfresh(Role role, String language) {
    chromium.forgetWhoIsLoggedIn();
    logIn(role, language);
  }

  @Test
  void anOpenPageShowsWhatHappensByItself() {
    chromium.width(1280);
    logIn(Role.VIEWER, "en");
    chromium.open(base() + "/");
    assertThat(chromium.text()).contains("160,000");

    server.incidents().accept(leak(21, 171_234));

    chromium.until(() -> chromium.find("#cards").getText().contains("171,234"));
  }

  @Test
  void keysAloneLeadEverywhere() {
    chromium.width(1280);
    logIn(Role.VIEWER, "en");
    chromium.press("?");
    assertThat(chromium.find("#help").isDisplayed()).isTrue();
    chromium.find("#help button").click();
    chromium.press("g");
    chromium.press("f");
    chromium.until(() -> chromium.address().endsWith("/feeds"));
    chromium.press("/");
    chromium.press("15169\n");
    chromium.until(() -> chromium.address().contains("/incidents?q=15169"));
  }

  private void logIn(Role role, String language) {
    DemoAccount account =
        server.demoAccounts().stream()
            .filter(each -> each.role() == role)
            .findFirst()
            .orElseThrow();
    chromium.open(base() + "/login?lang=" + language);
    chromium.find("#username").sendKeys(account.name());
    chromium.find("#password").sendKeys(account.password());
    chromium.find("#content button").click();
    chromium.until(() -> !chromium.all("#map").isEmpty());
  }

  private String base() {
    return "http://127.0.0.1:" + server.port();
  }

  private static Detection leak(int revision, long routes) {
    return new Detection(
        new DetectionId("route:15169>701:" + START),
        revision,
        "route",
        new TreeSet<>(List.of("leak")),
        new Subject("route-edge", "15169>701"),
        Interval.at(START),
        START.plusSeconds(9),
        START.plusSeconds(8L + revision),
        null,
        Certainty.HIGH,
        new TreeMap<>(Map.of("routeCount", routes, "newMoreSpecificCount", routes / 2)),
        new TreeMap<>(Map.of("suspects", List.of("15169"), "letThrough", List.of("701"))),
        List.of(new Evidence("bmp", 1, 4096, 128, "ab".repeat(32), START)));
  }
}
