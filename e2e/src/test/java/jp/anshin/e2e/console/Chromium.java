package jp.anshin.e2e.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium with a profile of its own. */
final class Chromium implements AutoCloseable {

  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  /** How long a page may take on a busy machine before the test gives up. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChromeDriver driver;

  Chromium(Path profile) {
    var options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    var logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.WARNING);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    this.driver = new ChromeDriver(service, options);
  }

  /** Whether both are installed. */
  static boolean isInstalled() {
    return Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
  }

  /** Sets the width that the page believes to have; a narrow one is a phone's. */
  void width(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", pixels < 600));
  }

  void open(String address) {
    driver.get(address);
  }

  /** Clicks it, again when the page replaced it at that moment with what is newer. */
  void click(String selector) {
    until(() -> {
      try {
        find(selector).click();
        return true;
      } catch (StaleElementReferenceException replaced) {
        return false;
      }
    });
  }

  /** Drops the session, as if another person sat down. */
  void forgetWhoIsLoggedIn() {
    driver.manage().deleteAllCookies();
  }

  String address() {
    return Objects.requireNonNull(driver.getCurrentUrl());
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Text of the page as a person reads it. */
  String text() {
    return find("body").getText();
  }

  /** Waits until so. */
  void until(BooleanSupplier so) {
    new WebDriverWait(driver, PATIENCE).until(any -> so.getAsBoolean());
  }

  /** What a script of ours says about the page. */
  Object ask(String script) {
    return Objects.requireNonNull(driver.executeScript(script));
  }

  /**
   * Keys as a person presses them on a page that is whole: to the page, not to an element, since
   * what had the focus may be gone at that moment, as the button of a dialog that it closed.
   */
  void press(String keys) {
    until(() -> ask("return document.readyState").equals("complete"));
    new Actions(driver).sendKeys(keys).perform();
  }

  /** What the browser complains about: policy broken, file missing, script failed. */
  List<String> complaints() {
    return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }

  /** Keeps what is seen, to be looked at. */
  void keepPicture(Path file) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
