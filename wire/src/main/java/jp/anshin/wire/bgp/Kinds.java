package jp.anshin.wire.bgp;

import java.util.stream.IntStream;

/** Names of what is counted, made once: a router may send the same fault a million times. */
final class Kinds {
  private static final String[] UNKNOWN = each("bgp-attribute-");
  private static final String[] DISCARD = each("bgp-attribute-discard-");
  private static final String[] WITHDRAW = each("bgp-treat-as-withdraw-");
  private static final String[] RESET = each("bgp-session-reset-");

  private Kinds() {}

  private static String[] each(String start) {
    return IntStream.range(0, 256).mapToObj(type -> start + type).toArray(String[]::new);
  }

  static String unknown(int type) {
    return UNKNOWN[type];
  }

  /** Of a malformed attribute; of a message without it, where it must be there. */
  static String of(ErrorHandling handling, int type) {
    return switch (handling) {
      case NONE -> throw new IllegalArgumentException("nothing is wrong");
      case ATTRIBUTE_DISCARD -> DISCARD[type];
      case TREAT_AS_WITHDRAW -> WITHDRAW[type];
      case SESSION_RESET -> RESET[type];
    };
  }
}
