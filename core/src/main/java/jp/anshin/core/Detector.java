package jp.anshin.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A deterministic state machine over events in event time. It never reads a clock, opens a socket
 * or starts a thread: the same events and watermarks give the same output, however they are run.
 *
 * @param <I> what goes in; a flyweight may be reused by the caller once {@link #onEvent} returns
 * @param <O> what comes out; always immutable
 */
public interface Detector<I, O> {

  /** Takes one event. Events of one key arrive in order. */
  void onEvent(I event, Consumer<O> out);

  /**
   * Event time has reached {@code watermark} for every source that is not idle: nothing earlier is
   * to come, and what was due before may be stated. Watermarks never go back.
   */
  void onWatermark(Instant watermark, Consumer<O> out);

  /**
   * Writes the whole state so that {@link #restore} on a new instance goes on where this one is.
   */
  void snapshot(DataOutput out) throws IOException;

  /**
   * Reads a state that {@link #snapshot} wrote.
   *
   * @throws IOException when the bytes are torn, or of a version that this code does not know
   */
  void restore(DataInput in) throws IOException;
}
