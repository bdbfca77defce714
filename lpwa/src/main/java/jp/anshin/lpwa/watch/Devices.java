package jp.anshin.lpwa.watch;

import java.io.IOException;
import java.util.Arrays;

/** The devices: when and how each was heard. Times in milliseconds, 0 while it never was. */
final class Devices {

  static final int NONE = -1;

  /** It waits in the due times. */
  static final byte WAITING = 1;

  /** It is a feed's canary and of no contract. */
  static final byte CANARY = 2;

  /** It is in the network. */
  static final byte DESCRIBED = 4;

  final Names names = new Names();
  final Habits habits = new Habits();
  final Links links = new Links();

  /** The last new frame. */
  long[] lastAt = new long[16];

  long[] firstAt = new long[16];

  /** The counter of that frame, or −1 where nothing counts or it began anew. */
  int[] counter = new int[16];

  /** The identity of that frame over the air, as a hash, or 0. */
  int[] frame = new int[16];

  int[] feed = new int[16];

  /** The contract that an event's tag named last, or −1. */
  int[] tagged = new int[16];

  int[] outage = new int[16];
  byte[] flags = new byte[16];

  int of(String name) {
    int known = names.find(name);
    if (known >= 0) {
      return known;
    }
    int number = names.of(name);
    habits.add();
    links.addDevice();
    if (number >= lastAt.length) {
      int room = number * 2;
      lastAt = Arrays.copyOf(lastAt, room);
      firstAt = Arrays.copyOf(firstAt, room);
      counter = Arrays.copyOf(counter, room);
      frame = Arrays.copyOf(frame, room);
      feed = Arrays.copyOf(feed, room);
      tagged = Arrays.copyOf(tagged, room);
      outage = Arrays.copyOf(outage, room);
      flags = Arrays.copyOf(flags, room);
    }
    counter[number] = NONE;
    feed[number] = NONE;
    tagged[number] = NONE;
    outage[number] = NONE;
    return number;
  }

  int size() {
    return names.size();
  }

  boolean is(int number, byte flag) {
    return (flags[number] & flag) != 0;
  }

  void set(int number, byte flag, boolean value) {
    flags[number] = (byte) (value ? flags[number] | flag : flags[number] & ~flag);
  }

  void exchange(StateExchange state) throws IOException {
    names.exchange(state);
    habits.exchange(state);
    links.exchange(state);
    int size = names.size();
    lastAt = state.of(lastAt, size);
    firstAt = state.of(firstAt, size);
    counter = state.of(counter, size);
    frame = state.of(frame, size);
    feed = state.of(feed, size);
    tagged = state.of(tagged, size);
    outage = state.of(outage, size);
    flags = state.of(flags, size);
  }
}
