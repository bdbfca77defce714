package jp.anshin.server.intake;

import java.nio.file.Path;
import java.util.List;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.BmpOptions;
import jp.anshin.server.ServerOptions;

/** A server in a process of its own, to be killed. */
public final class KilledServer {

  private KilledServer() {}

  /** Arguments: data directory, port for BMP. Prints the port and runs until it is killed. */
  public static void main(String[] arguments) throws Exception {
    var bmp =
        new BmpOptions("127.0.0.1", Integer.parseInt(arguments[1]), LeakStory.loopback().allowed());
    var options =
        ServerOptions.local(Path.of(arguments[0]))
            .receiving(bmp)
            .knowing(LeakStory.relations(), List.of())
            .asSimulation();
    var server = AnshinServer.start(options);
    System.out.println("port " + server.bmpPort());
    server
        .incidents()
        .watch(id -> {
          System.out.println("incident " + id);
        });
    Thread.currentThread().join();
  }
}
