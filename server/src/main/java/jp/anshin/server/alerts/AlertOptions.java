package jp.anshin.server.alerts;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told. Printed, none of it shows a secret.
 *
 * @param consoleUrl address of the console as readers reach it, without a slash at its end; empty
 *     when what is sent has no links
 * @param mail null when nobody is told by mail
 * @param webhooks addresses that are told by HTTP; each name once
 * @param syslogs receivers of syslog; each name once, also among the webhooks
 * @param heartbeat who rings when nothing is heard of us, or null
 * @param onCall who is called when, until somebody takes it
 */
public record AlertOptions(
    String consoleUrl,
    @Nullable Mail mail,
    List<Webhook> webhooks,
    List<Syslog> syslogs,
    @Nullable Heartbeat heartbeat,
    OnCall onCall) {

  /** Nobody but the console tells. */
  public static final AlertOptions NONE = new AlertOptions("", null, List.of(), OnCall.DEFAULT);

  public AlertOptions {
    webhooks = List.copyOf(webhooks);
    syslogs = List.copyOf(syslogs);
  }

  /** Nobody is told by syslog, and nobody outside listens whether we live. */
  public AlertOptions(
      String consoleUrl, @Nullable Mail mail, List<Webhook> webhooks, OnCall onCall) {
    this(consoleUrl, mail, webhooks, List.of(), null, onCall);
  }

  /**
   * A receiver of syslog (RFC 5424).
   *
   * @param name what the console calls it
   * @param host its name or address
   * @param port its port
   * @param transport how the way there is
   * @param authority file with certificates in PEM that its own must lead to, or null for those
   *     that Java trusts
   */
  public record Syslog(
      String name, String host, int port, Transport transport, @Nullable Path authority) {}

  /** How the way to a receiver of syslog is. */
  public enum Transport {
    /** RFC 5426: nobody knows whether it arrives. */
    UDP,
    /** RFC 6587, octet counting. */
    TCP,
    /** RFC 5425. */
    TLS
  }

  /**
   * An outside service that rings when it does not hear of us. The address may be a secret: only
   * its host is shown.
   *
   * @param url its address
   * @param period how often it hears of us while all is well
   * @param disk directory on the disk that must have room
   * @param feeds whether routers are to be heard, so that somebody must watch them
   */
  public record Heartbeat(URI url, Duration period, Path disk, boolean feeds) {
    @Override
    public String toString() {
      return "heartbeat to " + url.getHost() + " every " + period;
    }
  }

  /**
   * How people are called.
   *
   * @param repeat so long after it was told it is told again while nobody has taken it
   * @param repeatsMax so often; 0 not at all
   * @param merge what comes again within so long is the same thing, and rings only when it stays
   * @param escalation who is told only later; the first that names a receiver counts, and who is
   *     named by none is told at once
   */
  public record OnCall(
      Duration repeat, int repeatsMax, Duration merge, List<Escalation> escalation) {

    /** A quarter of an hour, eight times; an hour. */
    public static final OnCall DEFAULT =
        new OnCall(Duration.ofMinutes(15), 8, Duration.ofHours(1), List.of());

    public OnCall {
      escalation = List.copyOf(escalation);
    }

    /** How long a receiver is spared. */
    Duration spared(Channel channel) {
      return escalation.stream()
          .filter(step -> step.to().contains(channel.reference()))
          .map(Escalation::after)
          .findFirst()
          .orElse(Duration.ZERO);
    }
  }

  /**
   * One step of an escalation.
   *
   * @param after so long after it was told first, while nobody has taken it
   * @param to mail addresses, and names of webhooks
   */
  public record Escalation(Duration after, List<String> to) {
    public Escalation {
      to = List.copyOf(to);
    }
  }

  /**
   * A server that relays mail.
   *
   * @param host its name or address
   * @param port its port
   * @param tls how the way there is protected
   * @param user who we are to it; empty when it does not ask
   * @param password empty when it does not ask
   * @param from whose name stands on it
   * @param to who is told; never empty
   */
  public record Mail(
      String host, int port, Tls tls, String user, String password, String from, List<String> to) {
    public Mail {
      to = List.copyOf(to);
      if (to.isEmpty()) {
        throw new IllegalArgumentException("mail to nobody");
      }
    }

    @Override
    public String toString() {
      return "mail to " + to + " by " + host + ":" + port + " " + tls;
    }
  }

  /** How the way to a mail server is protected. */
  public enum Tls {
    /** Begun on a plain connection and required (RFC 3207). */
    STARTTLS,
    /** From the first octet (RFC 8314). */
    TLS,
    /** Not at all. */
    NONE
  }

  /**
   * An address that is told by HTTP. The address may be a secret: only its host is shown.
   *
   * @param name what the console calls it
   * @param url where it listens
   * @param key what messages are signed with; empty when they are not
   */
  public record Webhook(String name, URI url, String key) {
    @Override
    public String toString() {
      return "webhook " + name + " at " + url.getHost();
    }
  }
}
