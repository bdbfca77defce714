package jp.anshin.formats.configuration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.formats.configuration.ServerConfiguration.Alerting;
import jp.anshin.formats.configuration.ServerConfiguration.BmpStation;
import jp.anshin.formats.configuration.ServerConfiguration.Database;
import jp.anshin.formats.configuration.ServerConfiguration.H2;
import jp.anshin.formats.configuration.ServerConfiguration.Mail;
import jp.anshin.formats.configuration.ServerConfiguration.PostgreSql;
import jp.anshin.formats.configuration.ServerConfiguration.Secret;
import jp.anshin.formats.configuration.ServerConfiguration.Tls;
import jp.anshin.formats.configuration.ServerConfiguration.Webhook;
import jp.anshin.formats.yaml.Fields;
import jp.anshin.formats.yaml.YamlNode.Scalar;
import jp.anshin.operator.AddressPrefix;
import org.jspecify.annotations.Nullable;

/** Makes the configuration of the nodes; what is missing or faulty reads as its default. */
record ConfigurationReading(Fields root, Path directory) {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String DATA_DIRECTORY_DEFAULT = "anshin-data";
  private static final String JDBC = "jdbc:postgresql:";

  /** Less would not hold one table of a large router beside what is being read. */
  private static final long JOURNAL_OCTETS_MIN = 256L << 20;

  private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[^/?#@\\s]+([/?][^#\\s]*)?");

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,6}) ?([MGT])iB");

  ServerConfiguration configuration() {
    Path data = Objects.requireNonNullElse(path(root, "data-directory"), resolved(""));
    Fields listen = root.at("listen");
    return new ServerConfiguration(
        data,
        Objects.requireNonNullElse(listen.text("address"), LOOPBACK),
        port(listen, ConfigurationText.PORT_DEFAULT),
        database(data),
        path(root, "operator-file"),
        "en".equals(root.text("language")) ? Locale.ENGLISH : Locale.JAPANESE,
        root.has("bmp") ? bmp(root.at("bmp")) : null,
        path(root, "relations"),
        baselines(),
        journalMax(),
        root.has("alerts") ? alerting(root.at("alerts")) : null);
  }

  private Database database(Path data) {
    Fields database = root.at("database");
    if (database.has("h2") && database.has("postgresql")) {
      root.fault("configuration.two-databases", database.place("postgresql"));
    }
    if (database.has("postgresql")) {
      return postgreSql(database.at("postgresql"));
    }
    Path own = path(database.at("h2"), "directory");
    return new H2(own == null ? data.resolve("database") : own);
  }

  private Database postgreSql(Fields server) {
    String url = Objects.requireNonNullElse(server.text("url"), JDBC);
    // What was written is not repeated: it may hold a secret.
    if (!url.startsWith(JDBC)) {
      server.fault("configuration.not-jdbc", server.place("url"));
    } else if (url.toLowerCase(Locale.ROOT).contains("password=") || url.contains("@")) {
      server.fault("configuration.password-in-url", server.place("url"));
    }
    return new PostgreSql(
        url, Objects.requireNonNullElse(server.text("user"), ""), secret(server, "password"));
  }

  /** A word that stands in a file or in a variable, or null when nothing says where. */
  private @Nullable Secret secret(Fields fields, String key) {
    String file = key + "-file";
    String variable = key + "-env";
    if (!fields.has(file) && !fields.has(variable)) {
      return null;
    }
    if (fields.has(file) && fields.has(variable)) {
      fields.fault("configuration.two-places", fields.place(variable), file, variable);
    }
    return new Secret(path(fields, file), fields.text(variable));
  }

  private Alerting alerting(Fields alerts) {
    String url = Objects.requireNonNullElse(alerts.text("console-url"), "");
    if (!url.isEmpty() && (!WEB_ADDRESS.matcher(url).matches() || url.contains("?"))) {
      alerts.fault("configuration.not-web", alerts.place("console-url"));
    }
    var names = new HashSet<String>();
    var webhooks = new ArrayList<Webhook>();
    for (Fields each : alerts.each("webhooks")) {
      Webhook webhook = webhook(each);
      if (!names.add(webhook.name())) {
        each.fault("configuration.webhook-twice", each.place("name"), webhook.name());
      }
      webhooks.add(webhook);
    }
    return new Alerting(
        url.endsWith("/") ? url.substring(0, url.length() - 1) : url,
        alerts.has("mail") ? mail(alerts.at("mail")) : null,
        webhooks);
  }

  private Mail mail(Fields mail) {
    String word = Objects.requireNonNullElse(mail.text("tls"), "starttls");
    Tls tls = Tls.STARTTLS;
    for (Tls each : Tls.values()) {
      tls = each.name().toLowerCase(Locale.ROOT).equals(word) ? each : tls;
    }
    String user = Objects.requireNonNullElse(mail.text("user"), "");
    Secret password = secret(mail, "password");
    if (user.isEmpty() != (password == null)) {
      mail.fault("configuration.user-alone", mail.place(user.isEmpty() ? "host" : "user"));
    }
    return new Mail(
        Objects.requireNonNullElse(mail.text("host"), ""),
        port(mail, tls.port()),
        tls,
        user,
        password,
        Objects.requireNonNullElse(mail.text("from"), ""),
        mail.scalars("to").stream().map(Scalar::text).toList());
  }

  private Webhook webhook(Fields webhook) {
    String url = webhook.text("url");
    Secret elsewhere = secret(webhook, "url");
    if ((url == null) == (elsewhere == null)) {
      webhook.fault("configuration.one-url", webhook.place(url == null ? "name" : "url"));
    } else if (url != null && !WEB_ADDRESS.matcher(url).matches()) {
      webhook.fault("configuration.not-web", webhook.place("url"));
    }
    return new Webhook(
        Objects.requireNonNullElse(webhook.text("name"), ""),
        url,
        elsewhere,
        secret(webhook, "secret"));
  }

  private BmpStation bmp(Fields station) {
    var allowed = new ArrayList<AddressPrefix>();
    for (Scalar scalar : station.scalars("allow")) {
      AddressPrefix prefix =
          station.parsed("allow", scalar, AddressPrefix::tryParse, "value.prefix");
      if (prefix != null) {
        allowed.add(prefix);
      }
    }
    return new BmpStation(
        Objects.requireNonNullElse(station.text("address"), LOOPBACK),
        port(station, ConfigurationText.BMP_PORT_DEFAULT),
        allowed);
  }

  private List<Path> baselines() {
    var paths = new ArrayList<Path>();
    for (Scalar scalar : root.scalars("baselines")) {
      Path path = root.parsed("baselines", scalar, this::path, "value.path");
      if (path != null) {
        paths.add(path);
      }
    }
    return paths;
  }

  private long journalMax() {
    Long octets = root.parsed("journal-max", ConfigurationReading::size, "value.size");
    if (octets != null && octets < JOURNAL_OCTETS_MIN) {
      root.fault("configuration.journal-small", root.place("journal-max"));
    }
    return octets == null ? ConfigurationText.JOURNAL_OCTETS_MAX_DEFAULT : octets;
  }

  private static Optional<Long> size(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      return Optional.empty();
    }
    int shift =
        switch (size.group(2)) {
          case "M" -> 20;
          case "G" -> 30;
          default -> 40;
        };
    return Optional.of(Long.parseLong(size.group(1)) << shift);
  }

  private static int port(Fields fields, int otherwise) {
    Long port = fields.whole("port");
    // The schema has told what is out of range.
    return port == null || port < 0 || port > 0xffff ? otherwise : port.intValue();
  }

  private @Nullable Path path(Fields fields, String key) {
    return fields.parsed(key, this::path, "value.path");
  }

  private Optional<Path> path(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(resolved(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private Path resolved(String text) {
    return directory.resolve(text.isEmpty() ? DATA_DIRECTORY_DEFAULT : text).normalize();
  }
}
