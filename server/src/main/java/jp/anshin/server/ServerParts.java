package jp.anshin.server;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;
import jp.anshin.journal.JournalOptions;
import jp.anshin.server.alerts.AlertLanguage;
import jp.anshin.server.alerts.AlertOptions;
import jp.anshin.server.evidence.EvidencePlace;
import jp.anshin.server.incidents.Simulation;
import jp.anshin.server.intake.Intake;
import jp.anshin.server.intake.IntakeOptions;
import jp.anshin.server.metrics.MeasuredPlaces;
import jp.anshin.server.operators.ConfiguredOperator;
import jp.anshin.server.standby.ConfiguredRole;
import jp.anshin.server.standby.StationRole;
import jp.anshin.server.store.Database;
import jp.anshin.server.store.DatabaseOptions;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.Modulithic;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the server is made of, apart from its rooms. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    excludeName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
    })
@ComponentScan
@Modulithic
class ServerParts {

  @Bean
  DataSource dataSource(Database database) {
    return database.source();
  }

  @Bean
  PlatformTransactionManager transactionManager(Database database) {
    return database.transactions();
  }

  @Bean
  TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
    return new TransactionTemplate(transactions);
  }

  @Bean
  JdbcClient jdbcClient(DataSource source) {
    return JdbcClient.create(source);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  ConfiguredOperator configuredOperator(ServerOptions options) {
    return new ConfiguredOperator(options.operatorText());
  }

  @Bean
  AlertOptions alertOptions(ServerOptions options) {
    return options.alerts();
  }

  @Bean
  ConfiguredRole configuredRole(ServerOptions options) {
    return new ConfiguredRole(options.standby() ? StationRole.STANDBY : StationRole.ACTIVE);
  }

  @Bean
  AlertLanguage alertLanguage(ServerOptions options) {
    return new AlertLanguage(options.language());
  }

  @Bean
  Simulation simulation(ServerOptions options) {
    return new Simulation(options.simulated());
  }

  @Bean
  IntakeOptions intakeOptions(ServerOptions options) {
    BmpOptions bmp = Objects.requireNonNull(options.bmp(), "no routers are to be heard");
    return new IntakeOptions(
        bmp.address(),
        bmp.port(),
        bmp.allowed(),
        journalDirectory(options),
        options.dataDirectory().resolve("watch"),
        JournalOptions.bounded(options.journalOctetsMax()),
        options.relations(),
        options.operatorText(),
        options.baselines(),
        options.simulated());
  }

  @Bean
  EvidencePlace evidencePlace(ServerOptions options) {
    return new EvidencePlace(Intake.JOURNAL_NAME, journalDirectory(options));
  }

  @Bean
  MeasuredPlaces measuredPlaces(ServerOptions options) {
    return new MeasuredPlaces(
        options.dataDirectory(),
        journalDirectory(options),
        options.journalOctetsMax(),
        options.database() instanceof DatabaseOptions.H2File file ? Path.of(file.place()) : null);
  }

  private static Path journalDirectory(ServerOptions options) {
    return options.dataDirectory().resolve("journal");
  }

  @Bean
  MessageSource messageSource() {
    var messages = new ResourceBundleMessageSource();
    messages.setBasenames("messages.web");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    messages.setDefaultLocale(Locale.ENGLISH);
    return messages;
  }
}
