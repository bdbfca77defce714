package jp.anshin.formats.mrt;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import jp.anshin.wire.mrt.MrtBlock;
import jp.anshin.wire.mrt.MrtBlocks;
import jp.anshin.wire.mrt.MrtFault;
import jp.anshin.wire.mrt.MrtReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads one recording on several threads, block by block, and gives what came of the blocks in
 * their order. No more blocks are in memory than the threads need.
 *
 * @param <R> what comes of a block
 */
public final class BlockReading<R> {

  /**
   * What is done with a block, on any thread.
   *
   * @param <R> what comes of it
   */
  public interface Work<R> {
    /** Reads the records to their end. */
    R of(MrtReader reader, MrtBlock block);
  }

  private record Done<R>(R result, MrtBlock block, @Nullable MrtFault fault) {}

  private final int threads;
  private final Work<R> work;

  /**
   * @param threads how many read at once
   */
  public BlockReading(int threads, Work<R> work) {
    this.threads = threads;
    this.work = work;
  }

  /**
   * Reads to the end, whole or torn.
   *
   * @param in uncompressed MRT bytes
   * @param inOrder takes what came of each block, on this thread
   * @return why the reading stopped before a whole end, or null
   */
  public @Nullable MrtFault read(InputStream in, Consumer<R> inOrder) throws InterruptedException {
    var blocks = new MrtBlocks(in);
    Deque<Future<Done<R>>> begun = new ArrayDeque<>();
    try (var pool = Executors.newFixedThreadPool(threads)) {
      MrtFault fault = null;
      var block = blocks.next();
      while (fault == null && (block != null || !begun.isEmpty())) {
        if (block != null && begun.size() <= threads) {
          var next = block;
          begun.add(pool.submit(() -> done(next)));
          block = blocks.next();
        } else {
          var done = begun.remove().get();
          inOrder.accept(done.result());
          blocks.done(done.block());
          fault = done.fault();
        }
      }
      return fault;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Done<R> done(MrtBlock block) {
    var reader = block.reader();
    return new Done<>(work.of(reader, block), block, reader.fault());
  }
}
