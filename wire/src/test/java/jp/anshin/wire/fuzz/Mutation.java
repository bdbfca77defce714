package jp.anshin.wire.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes of valid input what a broken disk, a broken router or an attacker may make of it. */
final class Mutation {
  private static final int[] TELLING = {0, 1, 2, 3, 4, 0x10, 0x20, 0x7f, 0x80, 0xfe, 0xff};
  private static final int CHANGES_MAX = 6;
  private static final int BLOCK_MAX = 64;

  private final SplittableRandom random;

  Mutation(long seed) {
    random = new SplittableRandom(seed);
  }

  /** One of the seeds, changed in one to six places; now and then two of them spliced. */
  byte[] of(List<byte[]> seeds) {
    byte[] input = pick(seeds).clone();
    if (random.nextInt(8) == 0) {
      input = splice(input, pick(seeds));
    }
    for (int i = random.nextInt(CHANGES_MAX); i >= 0 && input.length > 0; i--) {
      input = change(input);
    }
    return input;
  }

  private byte[] pick(List<byte[]> seeds) {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] change(byte[] input) {
    int at = random.nextInt(input.length);
    switch (random.nextInt(8)) {
      case 0 -> input[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> input[at] = (byte) random.nextInt(256);
      case 2, 3 -> input[at] = (byte) TELLING[random.nextInt(TELLING.length)];
      case 4 -> Arrays.fill(input, at, Math.min(input.length, at + 4), telling());
      case 5 -> {
        return Arrays.copyOf(input, at);
      }
      case 6 -> {
        return insert(input, at);
      }
      default -> {
        return remove(input, at);
      }
    }
    return input;
  }

  private byte telling() {
    return (byte) TELLING[random.nextInt(TELLING.length)];
  }

  /** Says a block of it twice. */
  private byte[] insert(byte[] input, int at) {
    int length = Math.min(input.length - at, 1 + random.nextInt(BLOCK_MAX));
    return splice(Arrays.copyOf(input, at + length), Arrays.copyOfRange(input, at, input.length));
  }

  private byte[] remove(byte[] input, int at) {
    int end = Math.min(input.length, at + 1 + random.nextInt(BLOCK_MAX));
    return splice(Arrays.copyOf(input, at), Arrays.copyOfRange(input, end, input.length));
  }

  private static byte[] splice(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
