package jp.anshin.formats.configuration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
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

  private static final Duration REPEAT_DEFAULT = Duration.ofMinutes(15);

  /** More often nobody could take it meanwhile. */
  private static final Duration REPEAT_MIN = Duration.ofMinutes(1);

  private static final int REPEATS_DEFAULT = 8;
  private static final Duration MERGE_DEFAULT = Duration.ofHours(1);
  private static final Duration PERIOD_DEFAULT = Duration.ofMinutes(1);
  private static final Duration PERIOD_MIN = Duration.ofSeconds(10);
  private static final Duration SPAN_MAX = Duration.ofHours(24);
  private static final Pattern SPAN = Pattern.compile("([0-9]{1,5}) ?([smh])");

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
        root.has("alerts") ? alerting(root.at("alerts")) : null,
        "standby".equals(root.text("role")));
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
    var syslogs = new ArrayList<Syslog>();
    for (Fields each : alerts.each("syslog")) {
      Syslog syslog = syslog(each);
      if (!names.add(syslog.name())) {
        each.fault("configuration.webhook-twice", each.place("name"), syslog.name());
      }
      syslogs.add(syslog);
    }
    Mail mail = alerts.has("mail") ? mail(alerts.at("mail")) : null;
    if (mail != null) {
      names.addAll(mail.to());
    }
    return new Alerting(
        url.endsWith("/") ? url.substring(0, url.length() - 1) : url,
        mail,
        webhooks,
        syslogs,
        alerts.has("heartbeat") ? heartbeat(alerts.at("heartbeat")) : null,
        onCall(alerts, List.copyOf(names)));
  }

  private static OnCall onCall(Fields alerts, List<String> known) {
    Long repeats = alerts.whole("repeats-max");
    return new OnCall(
        span(alerts, "repeat", REPEAT_DEFAULT, REPEAT_MIN),
        // The schema has told what is out of range.
        repeats == null || repeats < 0 || repeats > 100 ? REPEATS_DEFAULT : repeats.intValue(),
        span(alerts, "merge", MERGE_DEFAULT, Duration.ZERO),
        escalation(alerts, known));
  }

  private static List<Escalation> escalation(Fields alerts, List<String> known) {
    var steps = new ArrayList<Escalation>();
    var named = new HashSet<String>();
    Duration before = Duration.ZERO;
    for (Fields step : alerts.each("escalation")) {
      Duration after = span(step, "after", Duration.ZERO, Duration.ZERO);
      if (after.compareTo(before) < 0) {
        step.fault("configuration.steps-backward", step.place("after"));
      }
      before = after;
      for (Scalar to : step.scalars("to")) {
        if (!known.contains(to.text())) {
          step.unknown("configuration.receiver-unknown", to.place(), to.text(), "to", known);
        } else if (!named.add(to.text())) {
          step.fault("configuration.step-twice", to.place(), to.text());
        }
      }
      steps.add(new Escalation(after, step.scalars("to").stream().map(Scalar::text).toList()));
    }
    return steps;
  }

  private Syslog syslog(Fields syslog) {
    String word = Objects.requireNonNullElse(syslog.text("transport"), "udp");
    SyslogTransport transport = SyslogTransport.UDP;
    for (SyslogTransport each : SyslogTransport.values()) {
      transport = each.name().toLowerCase(Locale.ROOT).equals(word) ? each : transport;
    }
    Path authority = path(syslog, "ca-file");
    if (authority != null && transport != SyslogTransport.TLS) {
      syslog.fault("configuration.ca-without-tls", syslog.place("ca-file"));
    }
    return new Syslog(
        Objects.requireNonNullElse(syslog.text("name"), ""),
        Objects.requireNonNullElse(syslog.text("host"), ""),
        port(syslog, transport.port()),
        transport,
        authority);
  }

  private Heartbeat heartbeat(Fields heartbeat) {
    String url = heartbeat.text("url");
    Secret elsewhere = secret(heartbeat, "url");
    addressed(heartbeat, url, elsewhere);
    return new Heartbeat(url, elsewhere, span(heartbeat, "period", PERIOD_DEFAULT, PERIOD_MIN));
  }

  private static void addressed(Fields fields, @Nullable String url, @Nullable Secret elsewhere) {
    if ((url == null) == (elsewhere == null)) {
      fields.fault("configuration.one-url", url == null ? fields.place() : fields.place("url"));
    } else if (url != null && !WEB_ADDRESS.matcher(url).matches()) {
      fields.fault("configuration.not-web", fields.place("url"));
    }
  }

  /** A span of time, within a day. */
  private static Duration span(Fields fields, String key, Duration otherwise, Duration least) {
    Duration span = fields.parsed(key, ConfigurationReading::span, "value.span");
    if (span == null) {
      return otherwise;
    }
    if (span.compareTo(least) < 0 || span.compareTo(SPAN_MAX) > 0) {
      fields.fault(
          "configuration.span-range", fields.place(key), written(least), written(SPAN_MAX));
      return otherwise;
    }
    return span;
  }

  private static String written(Duration span) {
    return span.toHours() > 0 ? span.toHours() + "h" : span.toSeconds() + "s";
  }

  private static Optional<Duration> span(String text) {
    Matcher span = SPAN.matcher(text);
    if (!span.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(span.group(1));
    return Optional.of(
        switch (span.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          default -> Duration.ofHours(count);
        });
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
    addressed(webhook, url, elsewhere);
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
