package jp.anshin.server.alerts;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import jp.anshin.server.alerts.AlertOptions.Mail;
import jp.anshin.server.alerts.AlertOptions.Tls;

/**
 * Tells one address by mail (RFC 5321), in the language of those who state no preference. Each
 * address is a channel of its own, so that one that is refused keeps nobody else from being told.
 */
final class MailChannel implements Channel {

  /** Of one who does not answer, nobody waits longer: the next attempt comes anyway. */
  private static final String MILLISECONDS_MAX = "20000";

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final Mail mail;
  private final String to;
  private final String consoleUrl;
  private final Locale language;

  MailChannel(Mail mail, String to, String consoleUrl, Locale language) {
    this.mail = mail;
    this.to = to;
    this.consoleUrl = consoleUrl;
    this.language = language;
  }

  @Override
  public String name() {
    return "mail " + to;
  }

  @Override
  public String reference() {
    return to;
  }

  @Override
  public String reaches() {
    return to;
  }

  @Override
  public void send(Alert alert) throws DeliveryFailure {
    try {
      Session session = Session.getInstance(properties());
      MimeMessage message = message(session, alert);
      try (Transport transport = session.getTransport()) {
        if (mail.user().isEmpty()) {
          transport.connect();
        } else {
          transport.connect(mail.host(), mail.port(), mail.user(), mail.password());
        }
        transport.sendMessage(message, message.getAllRecipients());
      }
    } catch (AuthenticationFailedException refused) {
      // What a server says of a password it does not take may repeat it.
      throw new DeliveryFailure("mail-password", "", refused);
    } catch (SendFailedException refused) {
      throw new DeliveryFailure("mail-address", said(refused), refused);
    } catch (MessagingException failed) {
      throw new DeliveryFailure("mail-server", said(failed), failed);
    }
  }

  private static String said(Exception failed) {
    return failed.getMessage() == null ? "" : failed.getMessage();
  }

  private Properties properties() {
    var properties = new Properties();
    String protocol = mail.tls() == Tls.TLS ? "smtps" : "smtp";
    properties.setProperty("mail.transport.protocol", protocol);
    String prefix = "mail." + protocol + ".";
    properties.setProperty(prefix + "host", mail.host());
    properties.setProperty(prefix + "port", Integer.toString(mail.port()));
    properties.setProperty(prefix + "auth", Boolean.toString(!mail.user().isEmpty()));
    properties.setProperty(prefix + "connectiontimeout", MILLISECONDS_MAX);
    properties.setProperty(prefix + "timeout", MILLISECONDS_MAX);
    properties.setProperty(prefix + "writetimeout", MILLISECONDS_MAX);
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    if (mail.tls() == Tls.STARTTLS) {
      properties.setProperty(prefix + "starttls.enable", "true");
      properties.setProperty(prefix + "starttls.required", "true");
    }
    return properties;
  }

  private MimeMessage message(Session session, Alert alert) throws MessagingException {
    // The same alert has the same identity, so that a mail that arrived twice is seen as one.
    String identity =
        "<"
            + UUID.nameUUIDFromBytes(alert.key().getBytes(StandardCharsets.UTF_8))
            + mail.from().substring(mail.from().lastIndexOf('@'))
            + ">";
    var message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", identity);
          }
        };
    message.setFrom(new InternetAddress(mail.from()));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    message.setSubject(oneLine(alert.subject().in(language)), UTF_8);
    message.setText(text(alert), UTF_8);
    message.setSentDate(Date.from(alert.raisedAt()));
    message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's absence answers it
    if (alert.urgent()) {
      message.setHeader("Importance", "high");
    }
    return message;
  }

  private String text(Alert alert) {
    return alert.text().in(language) + links(alert) + "\n";
  }

  /** Whoever follows one must log in: a link alone changes nothing. */
  private String links(Alert alert) {
    if (consoleUrl.isEmpty()) {
      return "";
    }
    String call = alert.call();
    String taking =
        call == null
            ? ""
            : "\n" + AlertWords.in(language, "line.take", consoleUrl + Call.path(call));
    return "\n\n" + consoleUrl + alert.path() + runbook(alert) + taking;
  }

  private String runbook(Alert alert) {
    String path = alert.runbookPath();
    return path == null ? "" : "\n" + AlertWords.in(language, "line.runbook", consoleUrl + path);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
