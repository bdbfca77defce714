package jp.anshin.bench.bmp;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.formats.operator.OperatorText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code anshin serve} in a process of its own, on loopback: a configuration file, the example
 * operator, H2, a journal, 1 GiB of heap; asked by its interface for programs.
 */
final class MeasuredServer implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Pattern SETUP = Pattern.compile("setup code: (\\S+)");
  private static final Pattern DIGEST = Pattern.compile("tables at .* digest=(\\p{XDigit}+)");
  private static final Pattern HEAP = Pattern.compile(" (\\d+)M->(\\d+)M\\(");
  private static final Duration START_MAX = Duration.ofMinutes(2);
  private static final long STOP_SECONDS_MAX = 120;
  private static final long LOOK_EVERY_MILLIS = 100;

  private final Path directory;
  private final int console;
  private final int bmp;
  private final Process process;
  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String password = UUID.randomUUID().toString();

  /** Starts one with further options of the JVM, and makes its first account. */
  MeasuredServer(Path directory, List<String> jvmOptions) throws IOException, InterruptedException {
    this.directory = directory;
    this.console = freePort();
    this.bmp = freePort();
    Path config = directory.resolve("anshin.yaml");
    Files.writeString(directory.resolve("operator.yaml"), OperatorText.example());
    Files.writeString(
        config,
        """
        data-directory: data
        listen: {address: 127.0.0.1, port: %d}
        operator-file: operator.yaml
        bmp: {address: 127.0.0.1, port: %d, allow: [127.0.0.1/32]}
        """
            .formatted(console, bmp));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:+UseG1GC",
            "-Xlog:gc:file=" + directory.resolve("gc.log"),
            "--enable-native-access=ALL-UNNAMED",
            "-Dlogging.level.jp.anshin.server.intake=debug"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "jp.anshin.cli.Anshin"));
    command.addAll(List.of("serve", "--config", config.toString(), "--lang", "en"));
    process =
        new ProcessBuilder(command)
            .redirectOutput(directory.resolve("out").toFile())
            .redirectError(directory.resolve("err").toFile())
            .start();
    // Who interrupts the measurement leaves no server behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    try {
      setUp();
    } catch (IOException | InterruptedException | RuntimeException failure) {
      close();
      throw failure;
    }
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private void setUp() throws IOException, InterruptedException {
    String code = setupCode();
    String page = get("/setup", "");
    String form =
        "_csrf="
            + encoded(found(TOKEN, page))
            + "&code="
            + encoded(code)
            + "&name=bench&display=bench&password="
            + password;
    var request =
        HttpRequest.newBuilder(uri("/setup"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 302) {
      throw new IOException("no account could be made: " + status);
    }
  }

  private String setupCode() throws IOException, InterruptedException {
    long end = System.nanoTime() + START_MAX.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      Matcher told = SETUP.matcher(Files.readString(directory.resolve("out")));
      if (told.find()) {
        return told.group(1);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
    throw new IOException("the server does not start: see " + directory.resolve("err"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String found(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("not found: " + pattern);
    }
    return matcher.group(1);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + console + path);
  }

  private String get(String path, String authorization) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri(path));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    var response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw new IOException(path + " answers " + response.statusCode());
    }
    return response.body();
  }

  /** Asks the interface for programs, as that account. */
  JsonNode ask(String path) throws IOException, InterruptedException {
    byte[] who = ("bench:" + password).getBytes(StandardCharsets.UTF_8);
    String answer = get("/api/v1" + path, "Basic " + Base64.getEncoder().encodeToString(who));
    return JsonMapper.shared().readTree(answer);
  }

  int bmpPort() {
    return bmp;
  }

  /** Processor time that it has used. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Sends a signal to it alone. */
  void signal(String name) throws IOException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().onExit().join();
  }

  /** The most heap that was in use before a collection, in MiB. */
  int peakHeapMib() throws IOException {
    return heap(1);
  }

  /** The most heap that a collection left, in MiB. */
  int keptHeapMib() throws IOException {
    return heap(2);
  }

  private int heap(int group) throws IOException {
    Matcher collections = HEAP.matcher(Files.readString(directory.resolve("gc.log")));
    int most = 0;
    while (collections.find()) {
      most = Math.max(most, Integer.parseInt(collections.group(group)));
    }
    return most;
  }

  /** Stops it as an administrator does. */
  void stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new IOException("the server does not stop");
    }
  }

  /** That of the tables when it last kept the state of its watch, or an empty text. */
  String digest() throws IOException {
    Matcher told = DIGEST.matcher(Files.readString(directory.resolve("err")));
    String last = "";
    while (told.find()) {
      last = told.group(1);
    }
    return last;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
