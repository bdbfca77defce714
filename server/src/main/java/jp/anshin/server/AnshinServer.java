package jp.anshin.server;

import java.net.BindException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jp.anshin.server.backup.Restore;
import jp.anshin.server.backup.RestoreNote;
import jp.anshin.server.identity.FirstStart;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.intake.Intake;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.Database;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The running server. Several may run in one process, each with a data directory of its own. */
public final class AnshinServer implements AutoCloseable {

  private final Database database;
  private final ConfigurableApplicationContext context;
  private final List<FirstStart.DemoAccount> demoAccounts;

  private AnshinServer(
      Database database,
      ConfigurableApplicationContext context,
      List<FirstStart.DemoAccount> demoAccounts) {
    this.database = database;
    this.context = context;
    this.demoAccounts = demoAccounts;
  }

  /**
   * Starts a server; when this returns, it answers.
   *
   * @throws Refusal when the port is in use, the data directory cannot be written or the database
   *     is wrong; nothing of it runs on
   */
  public static AnshinServer start(ServerOptions options) {
    Restore.requireFinished(options.dataDirectory());
    Database database = Database.open(options.database());
    ConfigurableApplicationContext context = null;
    try {
      context = application(options, database).run();
      context.getBean(RestoreNote.class).keep(options.dataDirectory());
      if (options.bmp() != null) {
        context.getBean(Intake.class).start();
      }
      FirstStart firstStart = context.getBean(FirstStart.class);
      var demo =
          options.simulated() ? firstStart.demoAccounts() : List.<FirstStart.DemoAccount>of();
      return new AnshinServer(database, context, demo);
    } catch (RuntimeException failure) {
      if (context != null) {
        context.close();
      }
      database.close();
      throw refusal(failure, options);
    }
  }

  /** The port it listens on. */
  public int port() {
    var web = ((ServletWebServerApplicationContext) context).getWebServer();
    return Objects.requireNonNull(web, "a started server listens").getPort();
  }

  /**
   * The port that routers send BMP to.
   *
   * @throws IllegalStateException when it was started without a station for routers
   */
  public int bmpPort() {
    if (context.getBean(ServerOptions.class).bmp() == null) {
      throw new IllegalStateException("no routers are to be heard");
    }
    return context.getBean(Intake.class).port();
  }

  /** The code with which the first account is made on the console, while there is none. */
  public Optional<String> setupCode() {
    return context.getBean(FirstStart.class).setupCode();
  }

  /** Accounts of a simulated server, one for each role; empty on a real one. */
  public List<FirstStart.DemoAccount> demoAccounts() {
    return demoAccounts;
  }

  /** Where detections go in and incidents come out. */
  public Incidents incidents() {
    return context.getBean(Incidents.class);
  }

  /** A part of the server by its type, for those who run it in their own process. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
    database.close();
  }

  private static SpringApplication application(ServerOptions options, Database database) {
    var application = new SpringApplication(ServerParts.class);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setBannerMode(Banner.Mode.OFF);
    application.setRegisterShutdownHook(false);
    application.setLazyInitialization(true);
    application.setAddCommandLineProperties(false);
    application.setDefaultProperties(
        Map.of(
            "server.address", options.address(),
            "server.port", Integer.toString(options.port()),
            "server.servlet.session.cookie.http-only", "true",
            "server.servlet.session.cookie.same-site", "strict",
            "server.servlet.session.cookie.name", "anshin-session",
            "server.servlet.session.timeout", "8h",
            "server.shutdown", "immediate",
            "spring.threads.virtual.enabled", "true",
            "spring.main.log-startup-info", "false",
            "logging.level.root", "warn"));
    application.addInitializers(starting -> {
      var parts = (GenericApplicationContext) starting;
      parts.registerBean(ServerOptions.class, () -> options);
      parts.registerBean(Database.class, () -> database, bean -> bean.setDestroyMethodName(""));
    });
    return application;
  }

  private static Refusal refusal(RuntimeException failure, ServerOptions options) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof Refusal refusal) {
        return refusal;
      }
      if (each instanceof BindException bind) {
        String message = String.valueOf(bind.getMessage()).toLowerCase(Locale.ROOT);
        String code = message.contains("in use") ? "start.port-in-use" : "start.address-unknown";
        return Refusal.because(failure, code, options.address(), Integer.toString(options.port()));
      }
    }
    return Refusal.because(failure, "start.failed", String.valueOf(failure.getMessage()));
  }
}
