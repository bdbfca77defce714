package jp.anshin.server.determinations;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Contact;
import jp.anshin.operator.ContactRole;
import jp.anshin.operator.HouseRule;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Period;
import jp.anshin.operator.Service;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.alerts.AlertLanguage;
import jp.anshin.server.alerts.AlertOptions;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.incidents.Simulation;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.operators.OperatorFiles;
import jp.anshin.server.reports.Drafts;
import jp.anshin.server.standby.ConfiguredRole;
import jp.anshin.server.standby.StationRole;
import jp.anshin.server.store.Database;
import jp.anshin.server.store.DatabaseOptions;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rooms that judge, on a real database: only who we are and what time it is are said by the
 * test, and no clock runs by itself.
 */
public final class Rooms implements AutoCloseable {

  /** Who we are in these tests. */
  static final Operator OPERATOR =
      new Operator(
          LocalDate.parse("2017-08-25"),
          new LocalizedName("例示通信", "Example ISP"),
          List.of(),
          List.of(),
          List.of(),
          List.of(
              new Service(
                  "internet",
                  new LocalizedName("例示インターネット接続", "Example Internet access"),
                  ServiceCategory.OTHER,
                  118_000L,
                  Period.ALWAYS)),
          List.of(),
          List.of(),
          List.of(
              new Contact(
                  ContactRole.NETWORK_OPERATIONS,
                  new LocalizedName("運用センター", "Operations centre"),
                  "noc@isp.example",
                  null,
                  null,
                  Audience.STAFF,
                  null,
                  Period.ALWAYS)),
          List.of(
              new HouseRule(
                  "tell-the-head",
                  new LocalizedName("責任者への報告", "Tell the head"),
                  Duration.ofMinutes(20),
                  Period.ALWAYS)),
          true,
          List.of(),
          List.of());

  final SettableClock clock = new SettableClock(Statements.START.plusSeconds(60));

  private final Database database;
  private final AnnotationConfigApplicationContext context;

  /** Opens the rooms on that database; nobody outside is told. */
  public Rooms(DatabaseOptions options, boolean simulated, boolean knowsWhoWeAre) {
    this(options, simulated, knowsWhoWeAre, AlertOptions.NONE);
  }

  /** Opens the rooms on that database. */
  public Rooms(
      DatabaseOptions options, boolean simulated, boolean knowsWhoWeAre, AlertOptions alerts) {
    database = Database.open(options);
    DataSource source = database.source();
    OperatorFiles files = mock(OperatorFiles.class);
    when(files.on(any())).thenReturn(knowsWhoWeAre ? Optional.of(OPERATOR) : Optional.empty());
    context = new AnnotationConfigApplicationContext();
    context.registerBean(DataSource.class, () -> source);
    context.registerBean(
        PlatformTransactionManager.class, () -> new JdbcTransactionManager(source));
    context.registerBean(
        TransactionTemplate.class,
        () -> new TransactionTemplate(context.getBean(PlatformTransactionManager.class)));
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
    context.registerBean(Clock.class, () -> clock);
    context.registerBean(Simulation.class, () -> new Simulation(simulated));
    context.registerBean(OperatorFiles.class, () -> files);
    context.registerBean(AlertOptions.class, () -> alerts);
    context.registerBean(AlertLanguage.class, () -> new AlertLanguage(Locale.JAPANESE));
    context.registerBean(ConfiguredRole.class, () -> new ConfiguredRole(StationRole.ACTIVE));
    context.scan(
        "jp.anshin.server.alerts",
        "jp.anshin.server.audit",
        "jp.anshin.server.imports",
        "jp.anshin.server.incidents",
        "jp.anshin.server.determinations",
        "jp.anshin.server.feeds",
        "jp.anshin.server.periods",
        "jp.anshin.server.duties",
        "jp.anshin.server.reports",
        "jp.anshin.server.rulebooks",
        "jp.anshin.server.statistics",
        "jp.anshin.server.runbooks",
        "jp.anshin.server.standby",
        "jp.anshin.server.verifications");
    context.refresh();
    context.getBeansOfType(SmartLifecycle.class).values().forEach(SmartLifecycle::stop);
  }

  /** The room of incidents. */
  public Incidents incidents() {
    return context.getBean(Incidents.class);
  }

  Determinations determinations() {
    return context.getBean(Determinations.class);
  }

  /** Any other part of these rooms. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  Drafts drafts() {
    return context.getBean(Drafts.class);
  }

  /** Sets the only clock there is. */
  public void at(Instant instant) {
    clock.set(instant);
  }

  @Override
  public void close() {
    context.close();
    database.close();
  }
}
