package jp.anshin.operator;

/**
 * Writes an IPv6 address as RFC 5952 section 4 says: lower case, the longest run of zeroes as ::.
 */
final class Ipv6Text {

  private static final int GROUPS = 8;
  private static final int GROUP_BITS = 16;
  private static final int GROUP_MASK = 0xffff;

  private Ipv6Text() {}

  static String of(long high, long low) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      long half = i < GROUPS / 2 ? high : low;
      groups[i] = (int) (half >>> (Long.SIZE - GROUP_BITS * (i % 4 + 1))) & GROUP_MASK;
    }
    int start = 0;
    int length = 0;
    for (int i = 0; i < GROUPS; i++) {
      int run = zeroesFrom(groups, i);
      if (run > length) {
        start = i;
        length = run;
      }
    }
    // A single zero group is not shortened (section 4.2.2).
    return length < 2
        ? join(groups, 0, GROUPS)
        : join(groups, 0, start) + "::" + join(groups, start + length, GROUPS);
  }

  private static int zeroesFrom(int[] groups, int from) {
    int end = from;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end - from;
  }

  private static String join(int[] groups, int from, int to) {
    var text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i > from ? ":" : "").append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
