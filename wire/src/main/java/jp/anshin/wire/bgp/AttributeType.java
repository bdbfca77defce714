package jp.anshin.wire.bgp;

/** Codes of the path attributes that are decoded here (IANA, BGP Path Attributes). */
public final class AttributeType {
  public static final int ORIGIN = 1;
  public static final int AS_PATH = 2;
  public static final int NEXT_HOP = 3;
  public static final int MULTI_EXIT_DISC = 4;
  public static final int LOCAL_PREF = 5;
  public static final int ATOMIC_AGGREGATE = 6;
  public static final int AGGREGATOR = 7;
  public static final int COMMUNITIES = 8;
  public static final int ORIGINATOR_ID = 9;
  public static final int CLUSTER_LIST = 10;
  public static final int MP_REACH_NLRI = 14;
  public static final int MP_UNREACH_NLRI = 15;
  public static final int EXTENDED_COMMUNITIES = 16;
  public static final int AS4_PATH = 17;
  public static final int AS4_AGGREGATOR = 18;
  public static final int PMSI_TUNNEL = 22;
  public static final int TUNNEL_ENCAPSULATION = 23;
  public static final int IPV6_EXTENDED_COMMUNITIES = 25;
  public static final int AIGP = 26;
  public static final int BGP_LS = 29;
  public static final int LARGE_COMMUNITIES = 32;
  public static final int BGPSEC_PATH = 33;
  public static final int ONLY_TO_CUSTOMER = 35;
  public static final int PREFIX_SID = 40;
  public static final int ATTR_SET = 128;

  private static final boolean[] IN_USE = new boolean[256];

  static {
    for (int code :
        new int[] {
          ORIGIN,
          AS_PATH,
          NEXT_HOP,
          MULTI_EXIT_DISC,
          LOCAL_PREF,
          ATOMIC_AGGREGATE,
          AGGREGATOR,
          COMMUNITIES,
          ORIGINATOR_ID,
          CLUSTER_LIST,
          MP_REACH_NLRI,
          MP_UNREACH_NLRI,
          EXTENDED_COMMUNITIES,
          AS4_PATH,
          AS4_AGGREGATOR,
          PMSI_TUNNEL,
          TUNNEL_ENCAPSULATION,
          IPV6_EXTENDED_COMMUNITIES,
          AIGP,
          BGP_LS,
          LARGE_COMMUNITIES,
          BGPSEC_PATH,
          ONLY_TO_CUSTOMER,
          PREFIX_SID,
          ATTR_SET
        }) {
      IN_USE[code] = true;
    }
  }

  private AttributeType() {}

  /** Whether the code is one in use today; others are kept as bytes and counted. */
  public static boolean isInUse(int code) {
    return IN_USE[code];
  }
}
