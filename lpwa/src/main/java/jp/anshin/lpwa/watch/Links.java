package jp.anshin.lpwa.watch;

import java.io.IOException;
import java.util.Arrays;

/**
 * Which gateways hear which devices: of each device the gateways it is heard by most, with the
 * share of its frames that each hears, and hears alone, of those that anybody heard; and of each
 * gateway the list of its devices.
 */
final class Links {

  /** Who is heard by more is heard by enough. */
  static final int PER_DEVICE = 4;

  private static final int NONE = -1;

  /** How many frames a share remembers. */
  private static final float MEMORY_FRAMES = 64;

  /** Missed so often while others heard it, the device has left. */
  private static final int LEFT = 6;

  /** A link heard less than this may be given up for a new one. */
  private static final float WEAK = 0.05f;

  private int[] gateway = new int[0];
  private float[] heard = new float[0];
  private float[] alone = new float[0];
  private byte[] missedInRow = new byte[0];

  /** How often a device left a gateway that heard it well; a device that moves proves little. */
  private byte[] moves = new byte[0];

  private int[] next = new int[0];
  private int devices;
  private int[] first = new int[0];
  private int[] devicesOf = new int[0];

  void addDevice() {
    int slots = (devices + 1) * PER_DEVICE;
    if (slots > gateway.length) {
      int room = Math.max(16 * PER_DEVICE, gateway.length * 2);
      int used = gateway.length;
      gateway = Arrays.copyOf(gateway, room);
      Arrays.fill(gateway, used, room, NONE);
      heard = Arrays.copyOf(heard, room);
      alone = Arrays.copyOf(alone, room);
      missedInRow = Arrays.copyOf(missedInRow, room);
      next = Arrays.copyOf(next, room);
    }
    if (devices >= moves.length) {
      moves = Arrays.copyOf(moves, Math.max(16, devices * 2));
    }
    devices++;
  }

  /** The chance that a device leaves a gateway after a frame, by what it did so far (Laplace). */
  double moveChance(int device, int framesOfDevice) {
    return Math.min(0.5, (moves[device] + 0.5) / (framesOfDevice + 1.0));
  }

  void addGateway(int number) {
    if (number >= first.length) {
      int used = first.length;
      int room = Math.max(16, Math.max(number + 1, used * 2));
      first = Arrays.copyOf(first, room);
      Arrays.fill(first, used, room, NONE);
      devicesOf = Arrays.copyOf(devicesOf, room);
    }
  }

  static int slot(int device, int which) {
    return device * PER_DEVICE + which;
  }

  static int device(int slot) {
    return slot / PER_DEVICE;
  }

  /** The gateway of a slot, or −1. */
  int gateway(int slot) {
    return gateway[slot];
  }

  /** Share of a device's frames that this gateway hears. */
  double heard(int slot) {
    return heard[slot];
  }

  /** Share of a device's frames that only this gateway hears. */
  double alone(int slot) {
    return alone[slot];
  }

  /** The first slot of a gateway's list, or −1. */
  int firstOf(int number) {
    return first[number];
  }

  /** The slot after this one in its gateway's list, or −1. */
  int after(int slot) {
    return next[slot];
  }

  int devicesOf(int number) {
    return devicesOf[number];
  }

  int missedInRow(int slot) {
    return missedInRow[slot];
  }

  /** The slot of a link, or −1. */
  int find(int device, int number) {
    for (int which = 0; which < PER_DEVICE; which++) {
      if (gateway[slot(device, which)] == number) {
        return slot(device, which);
      }
    }
    return NONE;
  }

  /** A frame of the device was heard by that gateway, and by no other when {@code only}. */
  void heardBy(int slot, int framesOfDevice, boolean only) {
    float share = 1 / Math.min(framesOfDevice + 1, MEMORY_FRAMES);
    heard[slot] += share * (1 - heard[slot]);
    alone[slot] += share * ((only ? 1 : 0) - alone[slot]);
    missedInRow[slot] = 0;
  }

  /** A frame of the device was heard, but not by that gateway. */
  void missedBy(int slot, int framesOfDevice) {
    float share = 1 / Math.min(framesOfDevice + 1, MEMORY_FRAMES);
    heard[slot] -= share * heard[slot];
    alone[slot] -= share * alone[slot];
    if (missedInRow[slot] < Byte.MAX_VALUE) {
      missedInRow[slot]++;
    }
    int device = device(slot);
    if (missedInRow[slot] == LEFT && moves[device] < Byte.MAX_VALUE) {
      moves[device]++;
    }
  }

  /** Adds a link, in the place of a weak one where there is no room; −1 when all are strong. */
  int add(int device, int number, int framesOfDevice, boolean only) {
    int weakest = slot(device, 0);
    for (int which = 0; which < PER_DEVICE; which++) {
      int slot = slot(device, which);
      if (gateway[slot] == NONE) {
        weakest = slot;
        break;
      }
      if (heard[slot] < heard[weakest]) {
        weakest = slot;
      }
    }
    if (gateway[weakest] != NONE) {
      if (heard[weakest] > WEAK) {
        return NONE;
      }
      unlink(weakest);
    }
    float share = 1 / Math.min(framesOfDevice + 1, MEMORY_FRAMES);
    gateway[weakest] = number;
    heard[weakest] = share;
    alone[weakest] = only ? share : 0;
    missedInRow[weakest] = 0;
    next[weakest] = first[number];
    first[number] = weakest;
    devicesOf[number]++;
    return weakest;
  }

  private void unlink(int slot) {
    int number = gateway[slot];
    devicesOf[number]--;
    if (first[number] == slot) {
      first[number] = next[slot];
      return;
    }
    int at = first[number];
    while (next[at] != slot) {
      at = next[at];
    }
    next[at] = next[slot];
  }

  void exchange(StateExchange state) throws IOException {
    devices = state.size(devices);
    moves = state.of(moves, devices);
    int slots = devices * PER_DEVICE;
    gateway = state.of(gateway, slots);
    heard = state.of(heard, slots);
    alone = state.of(alone, slots);
    missedInRow = state.of(missedInRow, slots);
    next = state.of(next, slots);
    int gateways = state.size(first.length);
    first = state.of(first, gateways);
    devicesOf = state.of(devicesOf, gateways);
  }
}
