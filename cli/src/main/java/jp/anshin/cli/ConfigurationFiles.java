package jp.anshin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.formats.configuration.ConfigurationText;
import jp.anshin.formats.configuration.ServerConfiguration;
import jp.anshin.formats.configuration.ServerConfiguration.Alerting;
import jp.anshin.formats.configuration.ServerConfiguration.BmpStation;
import jp.anshin.formats.configuration.ServerConfiguration.H2;
import jp.anshin.formats.configuration.ServerConfiguration.Heartbeat;
import jp.anshin.formats.configuration.ServerConfiguration.Mail;
import jp.anshin.formats.configuration.ServerConfiguration.OnCall;
import jp.anshin.formats.configuration.ServerConfiguration.PostgreSql;
import jp.anshin.formats.configuration.ServerConfiguration.Secret;
import jp.anshin.formats.configuration.ServerConfiguration.Syslog;
import jp.anshin.formats.configuration.ServerConfiguration.Webhook;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.formats.relations.CaidaRelations;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.server.BmpOptions;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.alerts.AlertOptions;
import jp.anshin.server.store.DatabaseOptions;
import org.jspecify.annotations.Nullable;

/** Reads a configuration file and everything that it names, before anything is started. */
record ConfigurationFiles(Terminal terminal, Texts texts) {

  /**
   * What the server needs to know.
   *
   * @throws RefusedInput when the file, or one that it names, cannot be used
   */
  ServerOptions options(String config) throws RefusedInput {
    ServerConfiguration read = configuration(config);
    ServerOptions options =
        ServerOptions.local(read.dataDirectory())
            .listening(read.address(), read.port())
            .storing(database(read.database(), config))
            .operatedBy(operator(read.operatorFile(), config))
            .speaking(read.language())
            .knowing(relations(read.relations(), config), read.baselines())
            .journalling(read.journalOctetsMax())
            .alerting(alerts(read, config))
            .standingBy(read.standby());
    for (Path baseline : read.baselines()) {
      readable("baselines", baseline, config);
    }
    BmpStation bmp = read.bmp();
    return bmp == null
        ? options
        : options.receiving(new BmpOptions(bmp.address(), bmp.port(), bmp.allowed()));
  }

  private ServerConfiguration configuration(String config) throws RefusedInput {
    String text = TextFiles.text(config, terminal, texts);
    try {
      Path file = Path.of(config).toAbsolutePath();
      return ConfigurationText.read(text, Objects.requireNonNull(file.getParent()));
    } catch (FaultyTextException e) {
      throw new RefusedInput(e.sentences(config, texts.language().locale()));
    }
  }

  private String operator(@Nullable Path file, String config) throws RefusedInput {
    if (file == null) {
      return "";
    }
    readable("operator-file", file, config);
    String text = TextFiles.text(file.toString(), terminal, texts);
    try {
      OperatorText.read(text);
      return text;
    } catch (FaultyTextException e) {
      throw new RefusedInput(e.sentences(file.toString(), texts.language().locale()));
    }
  }

  private StatedRelations relations(@Nullable Path file, String config) throws RefusedInput {
    if (file == null) {
      return StatedRelations.NONE;
    }
    try (InputStream in = Decompression.open(Files.newInputStream(file))) {
      return CaidaRelations.read(in);
    } catch (FaultyTextException e) {
      throw new RefusedInput(e.sentences(file.toString(), texts.language().locale()));
    } catch (IOException e) {
      throw refused("relations", file, config, e);
    }
  }

  private DatabaseOptions database(ServerConfiguration.Database database, String config)
      throws RefusedInput {
    return switch (database) {
      case H2 h2 -> new DatabaseOptions.H2File(h2.directory());
      case PostgreSql server -> {
        Secret password = server.password();
        yield new DatabaseOptions.PostgreSql(
            server.url(),
            server.user(),
            password == null ? "" : word("password", password, config));
      }
    };
  }

  /** What stands there; the first line of a file. */
  private String word(String key, Secret secret, String config) throws RefusedInput {
    String variable = secret.variable();
    if (variable != null) {
      String word = terminal.environment().get(variable);
      if (word == null) {
        throw new RefusedInput(
            texts.sentence("serve.variable-missing", config, variable, key + "-env"));
      }
      return word;
    }
    Path file = Objects.requireNonNull(secret.file(), "in a file or a variable");
    try (var reader = Files.newBufferedReader(file)) {
      return Objects.requireNonNullElse(reader.readLine(), "");
    } catch (IOException e) {
      throw refused(key + "-file", file, config, e);
    }
  }

  private AlertOptions alerts(ServerConfiguration read, String config) throws RefusedInput {
    Alerting alerts = read.alerts();
    if (alerts == null) {
      return AlertOptions.NONE;
    }
    var webhooks = new ArrayList<AlertOptions.Webhook>();
    for (Webhook each : alerts.webhooks()) {
      webhooks.add(webhook(each, config));
    }
    Mail mail = alerts.mail();
    Heartbeat heartbeat = alerts.heartbeat();
    return new AlertOptions(
        alerts.consoleUrl(),
        mail == null ? null : mail(mail, config),
        webhooks,
        syslogs(alerts.syslogs(), config),
        heartbeat == null ? null : heartbeat(heartbeat, read, config),
        onCall(alerts.onCall()));
  }

  private static AlertOptions.OnCall onCall(OnCall said) {
    return new AlertOptions.OnCall(
        said.repeat(),
        said.repeatsMax(),
        said.merge(),
        said.escalation().stream()
            .map(step -> new AlertOptions.Escalation(step.after(), step.to()))
            .toList());
  }

  private List<AlertOptions.Syslog> syslogs(List<Syslog> said, String config) throws RefusedInput {
    var syslogs = new ArrayList<AlertOptions.Syslog>();
    for (Syslog each : said) {
      if (each.authority() != null) {
        readable("ca-file", each.authority(), config);
      }
      syslogs.add(
          new AlertOptions.Syslog(
              each.name(),
              each.host(),
              each.port(),
              switch (each.transport()) {
                case UDP -> AlertOptions.Transport.UDP;
                case TCP -> AlertOptions.Transport.TCP;
                case TLS -> AlertOptions.Transport.TLS;
              },
              each.authority()));
    }
    return syslogs;
  }

  private AlertOptions.Heartbeat heartbeat(Heartbeat said, ServerConfiguration read, String config)
      throws RefusedInput {
    URI address = address("heartbeat", said.url(), said.secretUrl(), config);
    return new AlertOptions.Heartbeat(
        address, said.period(), read.dataDirectory(), read.bmp() != null);
  }

  private AlertOptions.Mail mail(Mail mail, String config) throws RefusedInput {
    Secret password = mail.password();
    return new AlertOptions.Mail(
        mail.host(),
        mail.port(),
        switch (mail.tls()) {
          case STARTTLS -> AlertOptions.Tls.STARTTLS;
          case TLS -> AlertOptions.Tls.TLS;
          case NONE -> AlertOptions.Tls.NONE;
        },
        mail.user(),
        password == null ? "" : word("password", password, config),
        mail.from(),
        mail.to());
  }

  private AlertOptions.Webhook webhook(Webhook webhook, String config) throws RefusedInput {
    Secret key = webhook.key();
    return new AlertOptions.Webhook(
        webhook.name(),
        address(webhook.name(), webhook.url(), webhook.secretUrl(), config),
        key == null ? "" : word("secret", key, config));
  }

  private URI address(
      String name, @Nullable String written, @Nullable Secret elsewhere, String config)
      throws RefusedInput {
    String url = elsewhere == null ? written : word("url", elsewhere, config);
    URI address = url == null ? null : webAddress(url);
    if (address == null) {
      // The address is not repeated: it may be a secret.
      throw new RefusedInput(texts.sentence("serve.not-web", config, name));
    }
    return address;
  }

  private static @Nullable URI webAddress(String text) {
    try {
      URI address = new URI(text.strip());
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      return web && address.getHost() != null && address.getUserInfo() == null ? address : null;
    } catch (URISyntaxException unreadable) {
      return null;
    }
  }

  private void readable(String key, Path file, String config) throws RefusedInput {
    try (InputStream in = Files.newInputStream(file)) {
      in.read();
    } catch (IOException | InvalidPathException e) {
      throw refused(key, file, config, e);
    }
  }

  private RefusedInput refused(String key, Path file, String config, Exception fault) {
    String why = new MrtFiles(terminal, texts).sentence(file.toString(), fault);
    return new RefusedInput(texts.sentence("serve.file", config, key, why));
  }
}
