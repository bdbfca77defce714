package jp.anshin.lpwa.watch;

import java.io.IOException;
import java.util.Arrays;

/**
 * When to look at what again: a heap of seconds and numbers. Each number is in it at most once; who
 * was heard meanwhile is only put back when its time comes, so that a frame costs nothing here.
 */
final class DueTimes {

  private static final int NUMBER_BITS = 31;
  private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;
  private static final long MILLIS = 1000;

  private long[] heap = new long[16];
  private int size;

  void add(long atMillis, int number) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    long seconds = Math.ceilDiv(Math.max(0, atMillis), MILLIS);
    long entry = (seconds << NUMBER_BITS) | number;
    int at = size++;
    while (at > 0 && heap[(at - 1) >> 1] > entry) {
      heap[at] = heap[(at - 1) >> 1];
      at = (at - 1) >> 1;
    }
    heap[at] = entry;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** When the first is due, in milliseconds. */
  long firstMillis() {
    return (heap[0] >>> NUMBER_BITS) * MILLIS;
  }

  /** Takes the first away. */
  int removeFirst() {
    int first = (int) (heap[0] & NUMBER_MASK);
    long entry = heap[--size];
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= entry) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = entry;
    return first;
  }

  void exchange(StateExchange state) throws IOException {
    size = state.size(size);
    heap = state.of(heap, size);
  }
}
