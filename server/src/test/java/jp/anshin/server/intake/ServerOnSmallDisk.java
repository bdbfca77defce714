package jp.anshin.server.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;

/**
 * A server in a process of its own whose journal, state and database lie on one small file system,
 * which it fills and frees as it is told on its standard input. It answers each line with a line.
 */
public final class ServerOnSmallDisk {
  private static final long JOURNAL_OCTETS_MAX = 16L << 20;
  private static final int CHUNK_OCTETS = 1 << 16;

  private ServerOnSmallDisk() {}

  /** Argument: a directory on that file system. */
  public static void main(String[] arguments) throws Exception {
    Path disk = Path.of(arguments[0]);
    Path filler = disk.resolve("filler");
    var options =
        ServerOptions.local(disk.resolve("data"))
            .receiving(LeakStory.loopback())
            .knowing(LeakStory.relations(), List.of())
            .journalling(JOURNAL_OCTETS_MAX)
            .operatedBy(OperatorText.example())
            .asSimulation();
    var server = AnshinServer.start(options);
    say(server);
    var told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = told.readLine(); line != null; line = told.readLine()) {
      switch (line) {
        case "fill" -> System.out.println("filled " + fill(filler));
        case "free" -> {
          Files.delete(filler);
          System.out.println("freed");
        }
        case "restart" -> {
          server.close();
          server = AnshinServer.start(options);
          say(server);
        }
        default -> throw new IllegalArgumentException(line);
      }
    }
    server.close();
  }

  private static void say(AnshinServer server) {
    var account =
        server.demoAccounts().stream()
            .filter(each -> each.name().equals("demo-incident-manager"))
            .findFirst()
            .orElseThrow();
    System.out.println(
        server.bmpPort() + " " + server.port() + " " + account.name() + " " + account.password());
  }

  /** Takes every octet that is left; says why no more could be taken. */
  private static String fill(Path filler) throws IOException {
    String why = "";
    try (var file =
        FileChannel.open(
            filler,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND,
            StandardOpenOption.WRITE)) {
      for (int size = CHUNK_OCTETS; size > 0; size /= 2) {
        why = fill(file, size);
      }
    }
    return why;
  }

  private static String fill(FileChannel file, int size) {
    try {
      while (true) {
        file.write(ByteBuffer.allocate(size));
      }
    } catch (IOException full) {
      return String.valueOf(full.getMessage());
    }
  }
}
