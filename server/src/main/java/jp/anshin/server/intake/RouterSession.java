package jp.anshin.server.intake;

import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import jdk.net.ExtendedSocketOptions;
import jp.anshin.wire.bmp.BmpFraming;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a router: from its octets to whole messages in the log. */
final class RouterSession {

  private static final int BUFFER_OCTETS = 1 << 16;

  /** Messages that one read may hold at most before they are written. */
  private static final int BATCH_MAX = 2_048;

  /** BMP has no keepalive: TCP's finds a router that lost its power, in a minute. */
  private static final int KEEPALIVE_IDLE_SECONDS = 30;

  private static final int KEEPALIVE_INTERVAL_SECONDS = 10;
  private static final int KEEPALIVE_PROBES = 3;
  private static final int SHOWN_OCTETS = 16;
  private static final Logger LOG = LoggerFactory.getLogger(RouterSession.class);

  private final Station station;
  private final IntakeLog log;
  private final Socket socket;
  private final long stream;
  private final String address;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicReference<@Nullable End> wanted = new AtomicReference<>();

  private byte[] buffer = new byte[BUFFER_OCTETS];
  private int filled;
  private final int[] lengths = new int[BATCH_MAX];
  private long octetsBefore;
  private volatile String feed;

  /**
   * How a session ended.
   *
   * @param reason key of why
   * @param detail figures: offset in the session's octets, what stood there
   */
  record End(String reason, String detail) {
    byte[] payload() {
      return (reason + "\n" + detail).getBytes(StandardCharsets.UTF_8);
    }

    static End read(byte[] bytes, int offset, int length) {
      String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
      int line = text.indexOf('\n');
      return line < 0
          ? new End(text, "")
          : new End(text.substring(0, line), text.substring(line + 1));
    }
  }

  RouterSession(Station station, IntakeLog log, Socket socket, long stream, String address) {
    this.station = station;
    this.log = log;
    this.socket = socket;
    this.stream = stream;
    this.address = address;
    this.feed = address;
  }

  long stream() {
    return stream;
  }

  String address() {
    return address;
  }

  /** Id of the feed that this session is of, as far as is known. */
  String feed() {
    return feed;
  }

  void belongsTo(String feedId) {
    feed = feedId;
  }

  /** Ends the session from our side. */
  void close(String reason, String detail) {
    wanted.compareAndSet(null, new End(reason, detail));
    try {
      socket.close();
    } catch (IOException e) {
      LOG.warn("the session with {} did not close: {}", address, e.toString());
    }
  }

  void awaitEnd(long seconds) throws InterruptedException {
    if (!finished.await(seconds, TimeUnit.SECONDS)) {
      LOG.warn("the session with {} does not end", address);
    }
  }

  void run() {
    try (socket) {
      if (opened()) {
        var end = read();
        var ours = wanted.get();
        station.ended(this, ours == null ? end : ours);
      }
    } catch (IOException e) {
      LOG.warn("the session with {} did not close: {}", address, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      finished.countDown();
    }
  }

  private boolean opened() throws InterruptedException {
    byte[] payload = address.getBytes(StandardCharsets.UTF_8);
    try {
      int[] length = {payload.length};
      log.append(RecordKind.OPENED, stream, station.micros(), payload, 0, length, 1);
      return true;
    } catch (IOException e) {
      station.couldNotOpen(this, e);
      return false;
    }
  }

  private End read() throws InterruptedException {
    try {
      findDeadRouters();
      var in = socket.getInputStream();
      while (true) {
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
          return new End("session-lost", filled == 0 ? "" : "torn-octets=" + filled);
        }
        filled += count;
        var end = take();
        if (end != null) {
          return end;
        }
      }
    } catch (IOException e) {
      return new End("session-lost", String.valueOf(e.getMessage()));
    }
  }

  private void findDeadRouters() throws IOException {
    socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEPALIVE_IDLE_SECONDS);
    socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEPALIVE_INTERVAL_SECONDS);
    socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEPALIVE_PROBES);
  }

  /** Writes every whole message that the buffer holds; keeps the rest at its beginning. */
  private @Nullable End take() throws InterruptedException {
    int begin = 0;
    while (true) {
      int position = begin;
      int count = 0;
      int length = BmpFraming.NEED_MORE;
      while (count < BATCH_MAX) {
        length = BmpFraming.messageLength(buffer, position, filled - position);
        if (length <= 0 || position + length > filled) {
          break;
        }
        lengths[count++] = length;
        position += length;
      }
      var failed = write(begin, count);
      if (failed != null) {
        return failed;
      }
      begin = position;
      if (length < 0) {
        return malformed(begin, length);
      }
      if (count < BATCH_MAX) {
        keepFrom(begin, length);
        return null;
      }
    }
  }

  private @Nullable End write(int begin, int count) throws InterruptedException {
    if (count == 0) {
      return null;
    }
    try {
      log.append(RecordKind.MESSAGE, stream, station.micros(), buffer, begin, lengths, count);
      return null;
    } catch (IOException e) {
      return new End("disk-full", String.valueOf(e.getMessage()));
    }
  }

  private End malformed(int begin, int fault) {
    int shown = Math.min(SHOWN_OCTETS, filled - begin);
    String octets = HexFormat.ofDelimiter(" ").formatHex(buffer, begin, begin + shown);
    String kind = fault == BmpFraming.WRONG_VERSION ? "wrong-version" : "wrong-length";
    return new End("malformed", kind + " offset=" + (octetsBefore + begin) + " octets=" + octets);
  }

  private void keepFrom(int begin, int neededOctets) {
    octetsBefore += begin;
    filled -= begin;
    int needed = Math.max(neededOctets, BUFFER_OCTETS);
    var next = needed > buffer.length ? new byte[needed] : buffer;
    System.arraycopy(buffer, begin, next, 0, filled);
    buffer = next;
    if (filled == 0 && buffer.length > BUFFER_OCTETS) {
      buffer = Arrays.copyOf(buffer, BUFFER_OCTETS); // a large message is rare: give it back
    }
  }
}
