package jp.anshin.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import jp.anshin.route.simulation.Leak2017;

/** The simulated router: a real BMP session over TCP, at the pace of the demo. */
final class DemoRouter implements AutoCloseable {

  private static final int BUFFER_OCTETS = 1 << 16;
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long WAIT_MILLIS_MAX = 3_600_000;

  /** The demo is to end before its story does. */
  static final class Stopped extends IOException {
    private static final long serialVersionUID = 1;

    Stopped() {
      super("stopped");
    }
  }

  private final Socket socket;
  private final OutputStream out;
  private final StopSignal stop;
  private final DemoOptions options;
  private long firstMicros;
  private long firstNanos;

  DemoRouter(int port, StopSignal stop, DemoOptions options) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_OCTETS);
    this.stop = stop;
    this.options = options;
  }

  /** From this message on the pace counts; everything before came as fast as it could. */
  void beginPace(Leak2017.Message message) {
    firstMicros = message.epochMicros();
    firstNanos = System.nanoTime();
  }

  /** Sends a message when its time has come. */
  void send(Leak2017.Message message) throws IOException {
    if (message.stage() == Leak2017.Stage.CHANGES) {
      await(message.epochMicros());
    }
    out.write(message.octets());
  }

  private void await(long epochMicros) throws IOException {
    double aheadMillis = (double) (epochMicros - firstMicros) / MICROS_PER_MILLI / options.speed();
    long passed = (System.nanoTime() - firstNanos) / 1_000_000;
    long wait = options.paced() ? (long) aheadMillis - passed : 0;
    try {
      if (wait > 0) {
        out.flush();
      }
      if (stop.await(Math.max(0, Math.min(wait, WAIT_MILLIS_MAX)))) {
        throw new Stopped();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    }
  }

  /** Sends what is still held back. */
  void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
