package jp.anshin.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.findings.Findings;
import jp.anshin.server.identity.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConsoleInChromiumTest {

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
  @CsvSource({
    "ja, 1280, 経路漏えい, 判定不能",
    "en, 1280, route leak, Undetermined",
    "ja, 390, 経路漏えい, 判定不能",
    "en, 390, route leak, Undetermined"
  })
  void everyPageFitsItsScreenAndBreaksNoPolicy(
      String language, int width, String headline, String verdict) {
    chromium.width(width);
    console.logIn(Role.INCIDENT_MANAGER, language);
    String incident = "/incidents/" + console.incident();
    console.fits(
        List.of(
            "/",
            "/incidents",
            "/reports",
            "/reports/periodic/2017-09-30",
            "/rulebook",
            "/feeds",
            "/about",
            "/alerts",
            "/standard",
            "/reports/imports",
            "/reports/statistics?year=2017",
            "/settings/calendar",
            incident + "/verification",
            incident),
        language,
        width);
    assertThat(chromium.text()).contains(headline, verdict);
    chromium.until(() -> !chromium.all(".chart svg path").isEmpty());
    assertThat(chromium.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ja, 1280, 上限超過, 50 の 96 %",
    "ja, 390, 上限超過, 50 の 96 %",
    "en, 1280, over the limit, 96 % of 50",
    "en, 390, over the limit, 96 % of 50"
  })
  void countsOfNeighboursStandBesideTheirLimits(
      String language, int width, String over, String near) {
    console.server.part(Feeds.class).show(List.of(OpenConsole.edge()));
    chromium.width(width);
    console.logIn(Role.VIEWER, language);
    console.fits(List.of("/routes"), language, width);
    assertThat(chromium.find("#routes-now").getText()).contains(over, near, "AS64511", "AS2516");
  }

  @ParameterizedTest
  @CsvSource({"ja, 1280, あり得ないアドレスの経路", "en, 390, Routes to reserved addresses"})
  void whatIsOddAndNoIncidentIsShownWithTheFeeds(String language, int width, String what) {
    console.server.part(Findings.class).accept(OpenConsole.bogon());
    chromium.width(width);
    console.logIn(Role.VIEWER, language);
    console.fits(List.of("/feeds"), language, width);
    assertThat(chromium.find("#findings").getText()).contains(what, "AS2914");
    chromium.click("#findings details summary");
    assertThat(chromium.find("#findings").getText()).contains("10.0.0.0/8");
    chromium.ask("document.querySelector('#findings').scrollIntoView(); return true");
    console.keepPicture("findings-" + language + "-" + width);
    assertThat((Long) chromium.ask("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(width);
  }

  @ParameterizedTest
  @CsvSource({"ja, 1280", "en, 390"})
  void settingsFitTheirScreen(String language, int width) {
    chromium.width(width);
    console.logIn(Role.ADMINISTRATOR, language);
    console.fits(
        List.of(
            "/settings/operator", "/settings/rulebook", "/settings/accounts", "/settings/audit"),
        language,
        width);
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void aPersonAnswersTheImpactQuestionAndSeesTheDetermination() {
    chromium.width(1280);
    console.logIn(Role.LEGAL, "ja");
    console.open("/incidents/" + console.incident());
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
    console.keepPicture("answered-ja-1280");
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void anOpenPageShowsWhatHappensByItself() {
    chromium.width(1280);
    console.logIn(Role.VIEWER, "en");
    console.open("/");
    assertThat(chromium.text()).contains("160,000");

    console.server.incidents().accept(OpenConsole.leak(21, 171_234));

    chromium.until(() -> chromium.find("#cards").getText().contains("171,234"));
  }

  @Test
  void keysAloneLeadEverywhere() {
    chromium.width(1280);
    console.logIn(Role.VIEWER, "en");
    chromium.press("?");
    assertThat(chromium.find("#help").isDisplayed()).isTrue();
    chromium.find("#help button").click();
    chromium.press("gf");
    chromium.until(() -> chromium.address().endsWith("/feeds"));
    chromium.press("/");
    chromium.press("15169\n");
    chromium.until(() -> chromium.address().contains("/incidents?q=15169"));
  }
}
