package jp.anshin.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads and writes big-endian numbers in byte arrays. Callers check the bounds. */
public final class Octets {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Octets() {}

  /** One octet, 0 to 255. */
  public static int u8(byte[] bytes, int offset) {
    return bytes[offset] & 0xff;
  }

  /** Two octets, 0 to 65535. */
  public static int u16(byte[] bytes, int offset) {
    return (short) SHORTS.get(bytes, offset) & 0xffff;
  }

  /** Four octets, 0 to 2^32-1. */
  public static long u32(byte[] bytes, int offset) {
    return (int) INTS.get(bytes, offset) & 0xffff_ffffL;
  }

  /** Four octets as they lie in an int: an unsigned value. */
  public static int i32(byte[] bytes, int offset) {
    return (int) INTS.get(bytes, offset);
  }

  /** Eight octets as they lie in a long: an unsigned value. */
  public static long i64(byte[] bytes, int offset) {
    return (long) LONGS.get(bytes, offset);
  }

  /** Writes the low two octets. */
  public static void put16(byte[] bytes, int offset, int value) {
    SHORTS.set(bytes, offset, (short) value);
  }

  /** Writes four octets. */
  public static void put32(byte[] bytes, int offset, int value) {
    INTS.set(bytes, offset, value);
  }

  /** Writes eight octets. */
  public static void put64(byte[] bytes, int offset, long value) {
    LONGS.set(bytes, offset, value);
  }
}
