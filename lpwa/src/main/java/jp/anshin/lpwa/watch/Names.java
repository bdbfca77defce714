package jp.anshin.lpwa.watch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Names to numbers 0, 1, 2 … in the order met. An EUI-64 (16 lower-case hexadecimal digits) is kept
 * as a number: of ten million devices the strings alone would take half a gigabyte.
 */
final class Names {

  private static final int EUI_DIGITS = 16;
  private static final int NONE = -1;

  /** Of each number the EUI, or the place in {@link #others}. */
  private long[] keys = new long[16];

  private byte[] isOther = new byte[16];
  private int size;
  private int[] table = filled(64);
  private List<String> others = new ArrayList<>();
  private final Map<String, Integer> otherNumbers = new HashMap<>();

  int size() {
    return size;
  }

  /** The number of a name, a new one where it is not known yet. */
  int of(String name) {
    int known = find(name);
    return known >= 0 ? known : add(name);
  }

  /** The number of a name, or −1. */
  int find(String name) {
    if (!isEui(name)) {
      Integer number = otherNumbers.get(name);
      return number == null ? NONE : number;
    }
    long key = eui(name);
    int slot = slot(key);
    while (table[slot] != NONE) {
      if (keys[table[slot]] == key) {
        return table[slot];
      }
      slot = (slot + 1) & (table.length - 1);
    }
    return NONE;
  }

  String name(int number) {
    return isOther[number] == 0
        ? HexFormat.of().toHexDigits(keys[number])
        : others.get((int) keys[number]);
  }

  private int add(String name) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      isOther = Arrays.copyOf(isOther, size * 2);
    }
    if (isEui(name)) {
      keys[size] = eui(name);
      if (size * 5L >= table.length * 3L) {
        table = filled(table.length * 2);
        for (int number = 0; number < size; number++) {
          place(number);
        }
      }
      place(size);
    } else {
      keys[size] = others.size();
      isOther[size] = 1;
      others.add(name);
      otherNumbers.put(name, size);
    }
    return size++;
  }

  private void place(int number) {
    if (isOther[number] != 0) {
      return;
    }
    int slot = slot(keys[number]);
    while (table[slot] != NONE) {
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = number;
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & (table.length - 1);
  }

  private static boolean isEui(String name) {
    if (name.length() != EUI_DIGITS) {
      return false;
    }
    for (int i = 0; i < EUI_DIGITS; i++) {
      char digit = name.charAt(i);
      if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static long eui(String name) {
    return HexFormat.fromHexDigitsToLong(name);
  }

  private static int[] filled(int length) {
    int[] table = new int[length];
    Arrays.fill(table, NONE);
    return table;
  }

  void exchange(StateExchange state) throws IOException {
    int used = state.size(size);
    keys = state.of(keys, used);
    isOther = state.of(isOther, used);
    others = state.of(others);
    if (state.isReading()) {
      size = used;
      int length = 64;
      while (size * 5L >= length * 3L) {
        length *= 2;
      }
      table = filled(length);
      otherNumbers.clear();
      for (int number = 0; number < size; number++) {
        place(number);
        if (isOther[number] != 0) {
          otherNumbers.put(others.get((int) keys[number]), number);
        }
      }
    }
  }
}
