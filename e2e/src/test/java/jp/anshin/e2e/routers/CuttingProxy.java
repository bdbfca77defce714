package jp.anshin.e2e.routers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a router and the station, and cuts its first connection after some octets. */
final class CuttingProxy implements AutoCloseable {
  private static final int BUFFER_OCTETS = 4_096;

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private long octetsLeft;

  /**
   * @param target port of the station
   * @param cutAfterOctets when the first connection is cut
   */
  CuttingProxy(int target, long cutAfterOctets) throws IOException {
    this.listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    this.target = target;
    this.octetsLeft = cutAfterOctets;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Whether the cut has been made. */
  synchronized boolean hasCut() {
    return octetsLeft == 0;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var router = listener.accept();
        open.add(router);
        Thread.ofVirtual().start(() -> forward(router));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void forward(Socket router) {
    try (router;
        var station = new Socket(InetAddress.getLoopbackAddress(), target)) {
      open.add(station);
      var buffer = new byte[BUFFER_OCTETS];
      var in = router.getInputStream();
      var out = station.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        int passed = passed(count);
        out.write(buffer, 0, passed);
        if (passed < count || passed == 0) {
          return; // in the middle of a message
        }
      }
    } catch (IOException either) {
      // One side is gone: so is the other.
    }
  }

  /** How many of the octets pass before the cut; all of them once it has been made. */
  private synchronized int passed(int count) {
    if (octetsLeft == 0) {
      return count;
    }
    int passed = (int) Math.min(count, octetsLeft);
    octetsLeft -= passed;
    return octetsLeft == 0 ? Math.max(0, passed - 1) : passed;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (var socket : open) {
      socket.close();
    }
  }
}
