package jp.anshin.server.alerts;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jp.anshin.server.alerts.AlertOptions.Mail;
import jp.anshin.server.alerts.AlertOptions.OnCall;
import jp.anshin.server.alerts.AlertOptions.Tls;
import jp.anshin.server.alerts.AlertOptions.Webhook;
import org.jspecify.annotations.Nullable;

/** A mail server and a web server on loopback that take what is sent to them. */
final class Receivers implements AutoCloseable {

  /** The key with which messages to the web server are signed. */
  static final String KEY = "a key that nobody sees";

  /** The password of the mail server's only user. */
  static final String PASSWORD = "a password that nobody sees";

  /** What came to the web server. */
  record Post(String path, String body, @Nullable String signature) {}

  final List<Post> posts = new CopyOnWriteArrayList<>();

  /** What the web server answers. */
  volatile int status = 204;

  private final GreenMail mail;
  private final HttpServer web;

  Receivers() {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    mail.setUser("anshin@isp.example", "anshin", PASSWORD);
    try {
      web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    web.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          posts.add(
              new Post(
                  exchange.getRequestURI().getPath(),
                  new String(body, StandardCharsets.UTF_8),
                  exchange.getRequestHeaders().getFirst(WebhookChannel.SIGNATURE)));
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    web.start();
  }

  /** Both of them. */
  AlertOptions options() {
    return options(OnCall.DEFAULT);
  }

  /** Both of them, called like that. */
  AlertOptions options(OnCall onCall) {
    return new AlertOptions("https://console.example", mail(PASSWORD), List.of(webhook()), onCall);
  }

  Mail mail(String password) {
    return new Mail(
        "127.0.0.1",
        mail.getSmtp().getPort(),
        Tls.NONE,
        "anshin",
        password,
        "anshin@isp.example",
        List.of("noc@isp.example"));
  }

  Webhook webhook() {
    URI url = URI.create("http://127.0.0.1:" + web.getAddress().getPort() + "/hook/hidden");
    return new Webhook("chat", url, KEY);
  }

  List<MimeMessage> mails() {
    return List.of(mail.getReceivedMessages());
  }

  @Override
  public void close() {
    web.stop(0);
    mail.stop();
  }
}
