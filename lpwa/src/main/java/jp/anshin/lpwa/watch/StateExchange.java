package jp.anshin.lpwa.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes or reads state, by one and the same sequence of calls, so that both cannot differ: each
 * call takes the value as it is and gives the value as it shall be.
 */
final class StateExchange {

  /** Names longer than this are no names; also what a torn file may make us read at once. */
  private static final int SIZE_MAX = 200_000_000;

  private final @Nullable DataOutput out;
  private final @Nullable DataInput in;

  private StateExchange(@Nullable DataOutput out, @Nullable DataInput in) {
    this.out = out;
    this.in = in;
  }

  static StateExchange writing(DataOutput out) {
    return new StateExchange(out, null);
  }

  static StateExchange reading(DataInput in) {
    return new StateExchange(null, in);
  }

  boolean isReading() {
    return in != null;
  }

  int of(int value) throws IOException {
    if (out != null) {
      out.writeInt(value);
      return value;
    }
    return source().readInt();
  }

  long of(long value) throws IOException {
    if (out != null) {
      out.writeLong(value);
      return value;
    }
    return source().readLong();
  }

  double of(double value) throws IOException {
    if (out != null) {
      out.writeDouble(value);
      return value;
    }
    return source().readDouble();
  }

  boolean of(boolean value) throws IOException {
    if (out != null) {
      out.writeBoolean(value);
      return value;
    }
    return source().readBoolean();
  }

  @Nullable String of(@Nullable String value) throws IOException {
    if (out != null) {
      out.writeBoolean(value != null);
      if (value != null) {
        out.writeUTF(value);
      }
      return value;
    }
    return source().readBoolean() ? source().readUTF() : null;
  }

  /** One of a list of names. */
  <E extends Enum<E>> E of(Class<E> type, E value) throws IOException {
    if (out != null) {
      out.writeUTF(value.name());
      return value;
    }
    String name = source().readUTF();
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException unknown) {
      throw new IOException("no " + type.getSimpleName() + " is called " + name, unknown);
    }
  }

  /** A number of 64 bits that may be absent. */
  @Nullable Long ofNullable(@Nullable Long value) throws IOException {
    return of(value != null) ? (Long) of(value == null ? 0L : value.longValue()) : null;
  }

  /** A fraction that may be absent. */
  @Nullable Double ofNullable(@Nullable Double value) throws IOException {
    return of(value != null) ? (Double) of(value == null ? 0.0 : value.doubleValue()) : null;
  }

  /** A moment to the millisecond. */
  Instant of(Instant value) throws IOException {
    return Instant.ofEpochMilli(of(value.toEpochMilli()));
  }

  /** A count of things that follow. */
  int size(int value) throws IOException {
    int size = of(value);
    if (size < 0 || size > SIZE_MAX) {
      throw new IOException("a state of " + size + " things");
    }
    return size;
  }

  List<String> of(List<String> values) throws IOException {
    int size = size(values.size());
    var all = new ArrayList<String>();
    for (int i = 0; i < size; i++) {
      String value = of(out != null ? (@Nullable String) values.get(i) : null);
      all.add(value == null ? "" : value);
    }
    return all;
  }

  int[] of(int[] values, int used) throws IOException {
    int size = size(used);
    if (out != null) {
      for (int i = 0; i < size; i++) {
        out.writeInt(values[i]);
      }
      return values;
    }
    int[] read = new int[Math.max(1, size)];
    for (int i = 0; i < size; i++) {
      read[i] = source().readInt();
    }
    return read;
  }

  long[] of(long[] values, int used) throws IOException {
    int size = size(used);
    if (out != null) {
      for (int i = 0; i < size; i++) {
        out.writeLong(values[i]);
      }
      return values;
    }
    long[] read = new long[Math.max(1, size)];
    for (int i = 0; i < size; i++) {
      read[i] = source().readLong();
    }
    return read;
  }

  float[] of(float[] values, int used) throws IOException {
    int size = size(used);
    if (out != null) {
      for (int i = 0; i < size; i++) {
        out.writeFloat(values[i]);
      }
      return values;
    }
    float[] read = new float[Math.max(1, size)];
    for (int i = 0; i < size; i++) {
      read[i] = source().readFloat();
    }
    return read;
  }

  byte[] of(byte[] values, int used) throws IOException {
    int size = size(used);
    if (out != null) {
      out.write(values, 0, size);
      return values;
    }
    byte[] read = new byte[Math.max(1, size)];
    source().readFully(read, 0, size);
    return read;
  }

  int[] of(int[] values) throws IOException {
    int[] exchanged = of(values, values.length);
    return out != null ? values : Arrays.copyOf(exchanged, exchanged.length);
  }

  private DataInput source() {
    if (in == null) {
      throw new IllegalStateException("nothing to read from");
    }
    return in;
  }
}
