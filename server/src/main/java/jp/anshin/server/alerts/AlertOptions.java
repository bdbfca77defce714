package jp.anshin.server.alerts;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told. Printed, none of it shows a secret.
 *
 * @param consoleUrl address of the console as readers reach it, without a slash at its end; empty
 *     when what is sent has no links
 * @param mail null when nobody is told by mail
 * @param webhooks addresses that are told by HTTP; each name once
 */
public record AlertOptions(String consoleUrl, @Nullable Mail mail, List<Webhook> webhooks) {

  /** Nobody but the console tells. */
  public static final AlertOptions NONE = new AlertOptions("", null, List.of());

  public AlertOptions {
    webhooks = List.copyOf(webhooks);
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
