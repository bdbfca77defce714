package jp.anshin.formats.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import jp.anshin.formats.configuration.ServerConfiguration.Alerting;
import jp.anshin.formats.configuration.ServerConfiguration.BmpStation;
import jp.anshin.formats.configuration.ServerConfiguration.Escalation;
import jp.anshin.formats.configuration.ServerConfiguration.H2;
import jp.anshin.formats.configuration.ServerConfiguration.Heartbeat;
import jp.anshin.formats.configuration.ServerConfiguration.Mail;
import jp.anshin.formats.configuration.ServerConfiguration.OnCall;
import jp.anshin.formats.configuration.ServerConfiguration.PostgreSql;
import jp.anshin.formats.configuration.ServerConfiguration.Secret;
import jp.anshin.formats.configuration.ServerConfiguration.Syslog;
import jp.anshin.formats.configuration.ServerConfiguration.SyslogTransport;
import jp.anshin.formats.configuration.ServerConfiguration.Tls;
import jp.anshin.formats.configuration.ServerConfiguration.Webhook;
import jp.anshin.formats.yaml.Fault;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.operator.AddressPrefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTextTest {

  private static final Path DIRECTORY = Path.of("/etc/anshin");

  @Test
  void anEmptyFileIsAServerOnThisMachineAlone() throws Exception {
    ServerConfiguration read = ConfigurationText.read("", DIRECTORY);
    assertThat(read)
        .isEqualTo(
            new ServerConfiguration(
                DIRECTORY.resolve("anshin-data"),
                "127.0.0.1",
                8421,
                new H2(DIRECTORY.resolve("anshin-data/database")),
                null,
                Locale.JAPANESE,
                null,
                null,
                List.of(),
                8L << 30,
                null,
                false));
  }

  @Test
  void everyKeyIsRead() throws Exception {
    ServerConfiguration read =
        ConfigurationText.read(
            """
            data-directory: /var/lib/anshin
            listen: {address: "::1", port: 0}
            database:
              postgresql: {url: "jdbc:postgresql://db/anshin", user: anshin, password-file: ../pw}
            operator-file: operator.yaml
            language: en
            role: standby
            bmp: {address: 0.0.0.0, port: 1790, allow: [192.0.2.0/24, "2001:db8::/32"]}
            relations: as-rel.bz2
            baselines: [rib.1.gz, /rib.2.gz]
            journal-max: 300 MiB
            alerts:
              console-url: https://anshin.example.jp/
              mail:
                host: relay.example.jp
                tls: tls
                user: anshin
                password-env: RELAY
                from: anshin@example.jp
                to: [noc@example.jp, night@example.jp]
              webhooks:
              - {name: chat, url: "https://chat.example.jp/hook", secret-file: chat-key}
              - {name: siem, url-env: SIEM}
              syslog:
              - {name: log, host: log.example.jp, transport: tls, ca-file: ca.pem}
              heartbeat: {url-file: heartbeat-address, period: 30s}
              repeat: 5m
              repeats-max: 3
              merge: 2h
              escalation:
              - {after: 0s, to: [noc@example.jp, log]}
              - {after: 10 m, to: [chat]}
            """,
            DIRECTORY);
    assertThat(read)
        .isEqualTo(
            new ServerConfiguration(
                Path.of("/var/lib/anshin"),
                "::1",
                0,
                new PostgreSql(
                    "jdbc:postgresql://db/anshin", "anshin", new Secret(Path.of("/etc/pw"), null)),
                Path.of("/etc/anshin/operator.yaml"),
                Locale.ENGLISH,
                new BmpStation(
                    "0.0.0.0",
                    1790,
                    List.of(
                        AddressPrefix.parse("192.0.2.0/24"), AddressPrefix.parse("2001:db8::/32"))),
                Path.of("/etc/anshin/as-rel.bz2"),
                List.of(Path.of("/etc/anshin/rib.1.gz"), Path.of("/rib.2.gz")),
                300L << 20,
                new Alerting(
                    "https://anshin.example.jp",
                    new Mail(
                        "relay.example.jp",
                        465,
                        Tls.TLS,
                        "anshin",
                        new Secret(null, "RELAY"),
                        "anshin@example.jp",
                        List.of("noc@example.jp", "night@example.jp")),
                    List.of(
                        new Webhook(
                            "chat",
                            "https://chat.example.jp/hook",
                            null,
                            new Secret(Path.of("/etc/anshin/chat-key"), null)),
                        new Webhook("siem", null, new Secret(null, "SIEM"), null)),
                    List.of(
                        new Syslog(
                            "log",
                            "log.example.jp",
                            6514,
                            SyslogTransport.TLS,
                            Path.of("/etc/anshin/ca.pem"))),
                    new Heartbeat(
                        null,
                        new Secret(Path.of("/etc/anshin/heartbeat-address"), null),
                        Duration.ofSeconds(30)),
                    new OnCall(
                        Duration.ofMinutes(5),
                        3,
                        Duration.ofHours(2),
                        List.of(
                            new Escalation(Duration.ZERO, List.of("noc@example.jp", "log")),
                            new Escalation(Duration.ofMinutes(10), List.of("chat"))))),
                true));
  }

  @Test
  void theExampleOfTheGuideIsGoodAlsoWithAllThatIsCommentedOut() throws Exception {
    String example = Files.readString(Path.of("../docs/guide/example-server.yaml"));
    ServerConfiguration read = ConfigurationText.read(example, DIRECTORY);
    assertThat(read.operatorFile()).isEqualTo(DIRECTORY.resolve("example-operator.yaml"));
    assertThat(Objects.requireNonNull(read.bmp()).port()).isEqualTo(11019);
    String all = example.replaceAll("(?m)^# ((\\s*[a-z0-9-]+:).*)$", "$1");
    String withoutH2 = all.replaceFirst("(?m)^database: \\{h2.*$", "");
    ServerConfiguration second = ConfigurationText.read(withoutH2, DIRECTORY);
    assertThat(second.database()).isInstanceOf(PostgreSql.class);
    assertThat(second.baselines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void allFaultsAreToldAtOnceWithPlaceAndRemedyButNoSecret(String language) throws IOException {
    String told =
        refused(resource("faulty-server.yaml")).sentences("anshin.yaml", Locale.of(language));
    assertThat(told + "\n").isEqualTo(resource("faulty-server." + language + ".txt"));
    assertThat(told).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jdbc:h2:mem:x", "postgresql://h/d", "jdbc:postgresql://h/d?Password=hidden"})
  void anAddressThatIsNoneOrHoldsAPasswordIsNotRepeated(String url) {
    var faults = refused("database: {postgresql: {user: u, url: \"" + url + "\"}}").faults();
    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst().sentence(Locale.ENGLISH))
        .doesNotContain(url)
        .doesNotContain("hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail: {host: h, from: a@b, to: [c@d], user: hidden}",
        "mail: {host: h, from: a@b, to: [c@d], password-env: X}",
        "mail: {host: h, from: a@b, to: []}",
        "mail: {host: h, from: 'a@b\\r\\nBcc: x@y', to: [c@d]}",
        "webhooks: [{name: a}]",
        "webhooks: [{name: a, url: 'https://hidden@h/x'}]",
        "webhooks: [{name: a, url: 'ftp://h/hidden'}]",
        "webhooks: [{name: a, url: 'https://h/hidden', url-env: X}]",
        "webhooks: [{name: a, url-env: X}, {name: a, url-env: Y}]",
        "console-url: 'javascript:hidden'",
        "heartbeat: {period: 1m}",
        "heartbeat: {url: 'ftp://h/hidden'}",
        "heartbeat: {url-env: X, period: 1s}",
        "repeat: often",
        "repeat: 30s",
        "repeats-max: 101",
        "merge: 25h",
        "syslog: [{name: a, host: h, ca-file: x}]",
        "syslog: [{name: a, host: h}], webhooks: [{name: a, url-env: X}]",
        "escalation: [{after: 5m, to: [nobody]}]",
        "syslog: [{name: a, host: h}], escalation: [{after: 0s, to: [a]}, {after: 5m, to: [a]}]",
        "syslog: [{name: a, host: h}, {name: b, host: h}], escalation: [{after: 5m, to: [a]}, {after: 1m, to: [b]}]"
      })
  void whomItCannotTellIsAFaultThatRepeatsNoSecret(String alerts) {
    var refused = refused("alerts: {" + alerts + "}");
    assertThat(refused.faults()).hasSize(1);
    assertThat(refused.sentences("x", Locale.ENGLISH)).doesNotContain("hidden");
  }

  @Test
  void aJournalThatHoldsNoTableIsRefused() {
    assertThat(refused("journal-max: 1 MiB").faults())
        .extracting(Fault::code)
        .containsExactly("configuration.journal-small");
  }

  @Test
  void noMutationOfTheExampleGivesAnythingButFaults() throws IOException {
    var random = new Random(20170825);
    String example = Files.readString(Path.of("../docs/guide/example-server.yaml"));
    String pieces = ":-\n {}[]#\"&*\0a1,/";
    for (int round = 0; round < 2_000; round++) {
      var mutated = new StringBuilder(example);
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        int at = random.nextInt(mutated.length());
        char piece = pieces.charAt(random.nextInt(pieces.length()));
        if (random.nextBoolean()) {
          mutated.insert(at, piece);
        } else {
          mutated.setCharAt(at, piece);
        }
      }
      try {
        ConfigurationText.read(mutated.toString(), DIRECTORY);
      } catch (FaultyTextException e) {
        assertThat(e.faults()).isNotEmpty();
        assertThat(e.sentences("x", Locale.JAPANESE)).doesNotContain("{0}");
      }
    }
  }

  private static FaultyTextException refused(String text) {
    return Objects.requireNonNull(
        catchThrowableOfType(
            FaultyTextException.class, () -> ConfigurationText.read(text, DIRECTORY)));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ConfigurationTextTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
