package jp.anshin.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.server.alerts.AlertOptions.Syslog;
import jp.anshin.server.alerts.AlertOptions.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real sockets receive. */
final class SyslogChannelTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String MESSAGE =
      "<129>1 2026-04-01T03:00:00.250000Z HOST anshin - DETECTION"
          + " [anshin@32473 id=\"call \\\"1\\\\\\]\" kind=\"detection\" severity=\"alert\""
          + " incident=\"i-1\" call=\"c\"] \uFEFF[安信] 新しい事案です"
          + " https://console.example/incidents/i-1";

  @Test
  void aDatagramIsOneMessage() throws Exception {
    try (var receiver = new DatagramSocket(0, LOOPBACK)) {
      receiver.setSoTimeout(20_000);
      channel(receiver.getLocalPort(), Transport.UDP, null).send(alert("[安信] 新しい事案です"));
      var packet = new DatagramPacket(new byte[65_536], 65_536);
      receiver.receive(packet);

      assertThat(
              withoutHost(
                  new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8)))
          .isEqualTo(MESSAGE);
    }
  }

  @Test
  void aLongMessageIsCutWhereACharacterBegins() throws Exception {
    try (var receiver = new DatagramSocket(0, LOOPBACK)) {
      receiver.setSoTimeout(20_000);
      channel(receiver.getLocalPort(), Transport.UDP, null).send(alert("長".repeat(2_000)));
      var packet = new DatagramPacket(new byte[65_536], 65_536);
      receiver.receive(packet);

      assertThat(packet.getLength()).isBetween(2_046, 2_048);
      assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
          .endsWith("長");
    }
  }

  @Test
  void byTcpEachMessageSaysItsLengthAndAReceiverThatComesBackIsTold() throws Exception {
    try (var receiver = new Receiver(new ServerSocket(0, 9, LOOPBACK))) {
      SyslogChannel channel = channel(receiver.port(), Transport.TCP, null);
      channel.send(alert("[安信] 新しい事案です"));
      channel.send(alert("second"));

      assertThat(withoutHost(receiver.next())).isEqualTo(MESSAGE);
      assertThat(receiver.next()).contains("second");
    }
    SyslogChannel channel;
    int port;
    try (var held = new Socket()) {
      // Bound and not listening, so that nobody else gets the port, not even the caller's end.
      held.bind(new InetSocketAddress(LOOPBACK, 0));
      port = held.getLocalPort();
      channel = channel(port, Transport.TCP, null);
      assertThat(fault(channel)).isEqualTo("syslog-unreachable");
    }
    try (var receiver = new Receiver(new ServerSocket(port, 9, LOOPBACK))) {
      channel.send(alert("third"));
      assertThat(receiver.next()).contains("third");
    }
  }

  @Test
  void aReceiverThatBreaksOffHasNotTakenIt() throws Exception {
    try (var server = new ServerSocket(0, 9, LOOPBACK)) {
      Thread breaking =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  Socket socket = server.accept();
                  socket.setSoLinger(true, 0); // closed so, it is reset
                  socket.close();
                } catch (IOException failure) {
                  throw new AssertionError(failure);
                }
              });
      assertThat(fault(channel(server.getLocalPort(), Transport.TCP, null)))
          .isEqualTo("syslog-unreachable");
      breaking.join();
    }
  }

  @Test
  void byTlsOnlyAReceiverThatIsTrustedIsTold(@TempDir Path directory) throws Exception {
    Path ours = certified(directory, "ours", "ip:127.0.0.1");
    Path foreign = certified(directory, "foreign", "ip:127.0.0.1");
    Path misnamed = certified(directory, "misnamed", "dns:elsewhere.example");
    try (var receiver = new Receiver(secured(ours))) {
      channel(receiver.port(), Transport.TLS, authority(ours)).send(alert("[安信] 新しい事案です"));
      assertThat(withoutHost(receiver.next())).isEqualTo(MESSAGE);
      assertThat(fault(channel(receiver.port(), Transport.TLS, authority(foreign))))
          .isEqualTo("syslog-tls");
      assertThat(fault(channel(receiver.port(), Transport.TLS, null))).isEqualTo("syslog-tls");
    }
    try (var receiver = new Receiver(secured(misnamed))) {
      assertThat(fault(channel(receiver.port(), Transport.TLS, authority(misnamed))))
          .isEqualTo("syslog-tls");
    }
  }

  private static String fault(SyslogChannel channel) {
    return Objects.requireNonNull(
            catchThrowableOfType(DeliveryFailure.class, () -> channel.send(alert("x"))))
        .fault();
  }

  private static SyslogChannel channel(int port, Transport transport, @Nullable Path authority) {
    return new SyslogChannel(
        new Syslog("log", "127.0.0.1", port, transport, authority),
        "https://console.example",
        Locale.JAPANESE);
  }

  private static Alert alert(String subject) {
    return new Alert(
        Alert.Kind.DETECTION,
        "c",
        "call \"1\\]",
        "series",
        null,
        Instant.parse("2026-04-01T03:00:00.25Z"),
        true,
        new IncidentId("i-1"),
        "/incidents/i-1",
        LocalizedText.asWritten(subject),
        LocalizedText.asWritten("text"));
  }

  /** Which machine the test runs on is of no interest. */
  private static String withoutHost(String message) {
    return message.replaceFirst("Z \\S+ anshin", "Z HOST anshin");
  }

  private static Path certified(Path directory, String name, String subject) throws Exception {
    Path store = directory.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "key",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + subject,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    return store;
  }

  private static KeyStore read(Path store) throws Exception {
    return KeyStore.getInstance(store.toFile(), PASSWORD);
  }

  private static Path authority(Path store) throws Exception {
    String certificate =
        Base64.getMimeEncoder().encodeToString(read(store).getCertificate("key").getEncoded());
    Path file = Path.of(store + ".pem");
    Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + certificate + "\n-----END CERTIFICATE-----\n");
    return file;
  }

  private static ServerSocket secured(Path store) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(read(store), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context.getServerSocketFactory().createServerSocket(0, 9, LOOPBACK);
  }

  /** Reads by octet counting, as RFC 6587 has it, until the other side has no more. */
  private static final class Receiver implements AutoCloseable {

    private final ServerSocket server;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    Receiver(ServerSocket server) {
      this.server = server;
      Thread.ofVirtual().start(this::accept);
    }

    int port() {
      return server.getLocalPort();
    }

    String next() throws InterruptedException {
      return Objects.requireNonNull(messages.poll(20, TimeUnit.SECONDS), "nothing came");
    }

    private void accept() {
      while (!server.isClosed()) {
        try (Socket socket = server.accept()) {
          read(socket.getInputStream());
        } catch (IOException refusedOrClosed) {
          // Whoever does not trust us says so and goes.
        }
      }
    }

    private void read(InputStream in) throws IOException {
      int length = 0;
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        if (octet == ' ') {
          messages.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
          length = 0;
        } else {
          length = length * 10 + Character.digit(octet, 10);
        }
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
