package jp.anshin.formats.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import jp.anshin.operator.AddressPrefix;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration file says. Nothing is opened yet: a path may lead nowhere.
 *
 * @param dataDirectory where the server keeps its files
 * @param address address of the console
 * @param port port of the console; 0 takes a free one
 * @param database which database
 * @param operatorFile who we are; null when it is to be written on the console
 * @param language language of those who state no preference: Japanese or English
 * @param bmp where routers send BMP; null when none do
 * @param relations what ASes are to each other, in the format of CAIDA; null when none is stated
 * @param baselines MRT tables that are learnt before the first message
 * @param journalOctetsMax bound on the journal of what came in
 * @param alerts who is told when something is due; null when only the console tells
 * @param standby whether it begins as the station that calls nobody
 */
public record ServerConfiguration(
    Path dataDirectory,
    String address,
    int port,
    Database database,
    @Nullable Path operatorFile,
    Locale language,
    @Nullable BmpStation bmp,
    @Nullable Path relations,
    List<Path> baselines,
    long journalOctetsMax,
    @Nullable Alerting alerts,
    boolean standby) {

  public ServerConfiguration {
    baselines = List.copyOf(baselines);
  }

  /** Which database. */
  public sealed interface Database {}

  /**
   * A database in files of the server's own process.
   *
   * @param directory where the files lie
   */
  public record H2(Path directory) implements Database {}

  /**
   * A PostgreSQL server. Its password stands in a file or in a variable of the environment, so that
   * the configuration can be shown to anybody.
   *
   * @param url JDBC address
   * @param user its user
   * @param password where it stands, or null when the server does not ask
   */
  public record PostgreSql(String url, String user, @Nullable Secret password)
      implements Database {}

  /**
   * Where routers send BMP.
   *
   * @param address address to listen on
   * @param port port to listen on; 0 takes a free one
   * @param allowed routers may connect from these blocks only; never empty
   */
  public record BmpStation(String address, int port, List<AddressPrefix> allowed) {
    public BmpStation {
      allowed = List.copyOf(allowed);
    }
  }

  /**
   * Who is told when something is due.
   *
   * @param consoleUrl address of the console as readers reach it, without a slash at its end; empty
   *     when what is sent has no links
   * @param mail null when nobody is told by mail
   * @param webhooks addresses that are told by HTTP; each name once
   * @param syslogs receivers of syslog; each name once, also among the webhooks
   * @param heartbeat who rings when nothing is heard of us, or null
   * @param onCall who is called when
   */
  public record Alerting(
      String consoleUrl,
      @Nullable Mail mail,
      List<Webhook> webhooks,
      List<Syslog> syslogs,
      @Nullable Heartbeat heartbeat,
      OnCall onCall) {
    public Alerting {
      webhooks = List.copyOf(webhooks);
      syslogs = List.copyOf(syslogs);
    }
  }

  /**
   * How people are called until somebody takes it.
   *
   * @param repeat so long after it was told it is told again
   * @param repeatsMax so often
   * @param merge what comes again within so long is the same thing
   * @param escalation who is told only later
   */
  public record OnCall(
      Duration repeat, int repeatsMax, Duration merge, List<Escalation> escalation) {
    public OnCall {
      escalation = List.copyOf(escalation);
    }
  }

  /**
   * One step of an escalation.
   *
   * @param after so long after it was told first
   * @param to mail addresses of {@code to}, and names of webhooks and syslog receivers
   */
  public record Escalation(Duration after, List<String> to) {
    public Escalation {
      to = List.copyOf(to);
    }
  }

  /**
   * A receiver of syslog.
   *
   * @param name what the console calls it
   * @param host its name or address
   * @param port its port
   * @param transport how the way there is
   * @param authority certificates in PEM that its own must lead to, or null for those of Java
   */
  public record Syslog(
      String name, String host, int port, SyslogTransport transport, @Nullable Path authority) {}

  /** How the way to a receiver of syslog is. */
  public enum SyslogTransport {
    /** RFC 5426: nobody knows whether it arrives. */
    UDP(514),
    /** RFC 6587, octet counting. */
    TCP(601),
    /** RFC 5425. */
    TLS(6514);

    private final int port;

    SyslogTransport(int port) {
      this.port = port;
    }

    /** The port that such receivers listen on. */
    public int port() {
      return port;
    }
  }

  /**
   * An outside service that rings when it does not hear of us.
   *
   * @param url its address as the file says it, or null when it stands elsewhere
   * @param secretUrl where the address stands, or null
   * @param period how often it hears of us
   */
  public record Heartbeat(@Nullable String url, @Nullable Secret secretUrl, Duration period) {}

  /**
   * A word that is not for everybody's eyes: it stands elsewhere.
   *
   * @param file file whose first line it is, or null
   * @param variable variable of the environment that holds it, or null
   */
  public record Secret(@Nullable Path file, @Nullable String variable) {}

  /**
   * A server that relays mail.
   *
   * @param host its name or address
   * @param port its port
   * @param tls how the way there is protected
   * @param user who we are to it; empty when it does not ask
   * @param password null when it does not ask
   * @param from whose name stands on it
   * @param to who is told; never empty
   */
  public record Mail(
      String host,
      int port,
      Tls tls,
      String user,
      @Nullable Secret password,
      String from,
      List<String> to) {
    public Mail {
      to = List.copyOf(to);
    }
  }

  /** How the way to a mail server is protected. */
  public enum Tls {
    /** Begun on a plain connection and required (RFC 3207). */
    STARTTLS(587),
    /** From the first octet (RFC 8314). */
    TLS(465),
    /** Not at all. */
    NONE(25);

    private final int port;

    Tls(int port) {
      this.port = port;
    }

    /** The port that such servers listen on. */
    public int port() {
      return port;
    }
  }

  /**
   * An address that is told by HTTP.
   *
   * @param name what the console calls it
   * @param url the address as the file says it, or null when it stands elsewhere
   * @param secretUrl where the address stands, or null
   * @param key what messages are signed with, or null when they are not
   */
  public record Webhook(
      String name, @Nullable String url, @Nullable Secret secretUrl, @Nullable Secret key) {}
}
