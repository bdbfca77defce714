package jp.anshin.server.alerts;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import jp.anshin.incident.IncidentId;
import jp.anshin.server.alerts.AlertOptions.Syslog;
import jp.anshin.server.alerts.AlertOptions.Transport;

/**
 * Tells by syslog (RFC 5424), facility local0, with id, kind and severity as structured data and a
 * line in the language of those who state no preference. By TCP and TLS each message has a
 * connection of its own (RFC 6587 and RFC 5425, octet counting), which is closed on our side and
 * then waited for on the other: who closes it in good order has read what came before. Syslog knows
 * no other receipt, and by UDP (RFC 5426) none at all.
 */
final class SyslogChannel implements Channel {

  /** RFC 5424, 6.2.1: local use 0. */
  private static final int FACILITY = 16;

  private static final int SEVERITIES = 8;

  /**
   * RFC 5424, 7.2.2 wants a number that is registered; we have none, and 32473 is for examples (RFC
   * 5612): no other product may use it either.
   */
  private static final String DATA_ID = "anshin@32473";

  /** RFC 5426, 3.2: what receivers should take. Longer messages are cut. */
  private static final int OCTETS_MAX = 2_048;

  private static final Duration WAIT_MAX = Duration.ofSeconds(20);
  private static final int HOST_CHARACTERS_MAX = 255;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Syslog syslog;
  private final String consoleUrl;
  private final Locale language;

  SyslogChannel(Syslog syslog, String consoleUrl, Locale language) {
    this.syslog = syslog;
    this.consoleUrl = consoleUrl;
    this.language = language;
  }

  @Override
  public String name() {
    return "syslog-" + syslog.name();
  }

  @Override
  public String reference() {
    return syslog.name();
  }

  @Override
  public String reaches() {
    return syslog.host() + ":" + syslog.port() + " " + syslog.transport();
  }

  @Override
  public void send(Alert alert) throws DeliveryFailure {
    byte[] message = cut(message(alert).getBytes(StandardCharsets.UTF_8));
    try {
      if (syslog.transport() == Transport.UDP) {
        sendDatagram(message);
      } else {
        sendStream(message);
      }
    } catch (SSLException untrusted) {
      throw new DeliveryFailure("syslog-tls", said(untrusted), untrusted);
    } catch (IOException | GeneralSecurityException failed) {
      throw new DeliveryFailure("syslog-unreachable", said(failed), failed);
    }
  }

  private static String said(Exception failed) {
    return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
  }

  private void sendDatagram(byte[] message) throws IOException {
    var to = new InetSocketAddress(InetAddress.getByName(syslog.host()), syslog.port());
    try (var socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(message, message.length, to));
    }
  }

  private void sendStream(byte[] message) throws IOException, GeneralSecurityException {
    try (Socket socket = connected()) {
      socket.setSoTimeout((int) WAIT_MAX.toMillis());
      var out = socket.getOutputStream();
      out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
      out.write(message);
      out.flush();
      socket.shutdownOutput();
      awaitEnd(socket.getInputStream());
    }
  }

  /** One that is closed in the middle of reading, as by a crash, is reset: that is a failure. */
  private static void awaitEnd(InputStream in) throws IOException {
    try {
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        // A receiver says nothing; what one says all the same is of no interest.
      }
    } catch (SocketTimeoutException stillOpen) {
      // It has not refused anything, and keeps its side open: it counts as taken.
    }
  }

  private Socket connected() throws IOException, GeneralSecurityException {
    var plain = new Socket();
    boolean done = false;
    try {
      plain.connect(
          new InetSocketAddress(InetAddress.getByName(syslog.host()), syslog.port()),
          (int) WAIT_MAX.toMillis());
      plain.setSoTimeout((int) WAIT_MAX.toMillis());
      Socket socket = syslog.transport() == Transport.TLS ? secured(plain) : plain;
      done = true;
      return socket;
    } finally {
      if (!done) {
        plain.close();
      }
    }
  }

  private Socket secured(Socket plain) throws IOException, GeneralSecurityException {
    var socket = (SSLSocket) factory().createSocket(plain, syslog.host(), syslog.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the name must be in the certificate
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** Read anew for each message: a certificate may be renewed while we run. */
  private SSLSocketFactory factory() throws IOException, GeneralSecurityException {
    Path authority = syslog.authority();
    if (authority == null) {
      return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("authority-" + number++, each);
      }
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  private String message(Alert alert) {
    Severity severity = Severity.of(alert);
    var data = new LinkedHashMap<String, String>();
    data.put("id", alert.key());
    data.put("kind", alert.kind().name().toLowerCase(Locale.ROOT));
    data.put("severity", severity.name().toLowerCase(Locale.ROOT));
    IncidentId incident = alert.incident();
    data.put("incident", incident == null ? "" : incident.value());
    data.put("call", alert.call() == null ? "" : String.valueOf(alert.call()));
    return "<"
        + (FACILITY * SEVERITIES + severity.code)
        + ">1 "
        + TIME.format(alert.raisedAt())
        + " "
        + hostName()
        + " anshin - "
        + alert.kind()
        + " ["
        + DATA_ID
        + data.entrySet().stream()
            .filter(each -> !each.getValue().isEmpty())
            .map(each -> " " + each.getKey() + "=\"" + escaped(each.getValue()) + "\"")
            .collect(Collectors.joining())
        + "] "
        + BYTE_ORDER_MARK
        + alert.subject().in(language).replaceAll("\\p{Cntrl}", " ")
        + (consoleUrl.isEmpty() ? "" : " " + consoleUrl + alert.path());
  }

  /** RFC 5424, 6.3.3. */
  private static String escaped(String value) {
    return value.replaceAll("\\p{Cntrl}", " ").replaceAll("([\\\\\"\\]])", "\\\\$1");
  }

  /** RFC 5424, 6.2.4: printable US-ASCII, or the nil value. */
  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName().replaceAll("[^!-~]", "");
      return name.isEmpty() ? "-" : name.substring(0, Math.min(name.length(), HOST_CHARACTERS_MAX));
    } catch (UnknownHostException nameless) {
      return "-";
    }
  }

  /** Cut where a character begins. */
  private static byte[] cut(byte[] message) {
    if (message.length <= OCTETS_MAX) {
      return message;
    }
    int end = OCTETS_MAX;
    while (end > 0 && (message[end] & 0xC0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(message, end);
  }

  /** RFC 5424, 6.2.1. */
  private enum Severity {
    ALERT(1),
    NOTICE(5),
    INFORMATIONAL(6);

    private final int code;

    Severity(int code) {
      this.code = code;
    }

    static Severity of(Alert alert) {
      if (alert.urgent()) {
        return ALERT;
      }
      return alert.kind() == Alert.Kind.TEST ? INFORMATIONAL : NOTICE;
    }
  }
}
