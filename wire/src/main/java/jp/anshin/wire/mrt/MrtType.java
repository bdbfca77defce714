package jp.anshin.wire.mrt;

/** MRT types and subtypes that are decoded here (RFC 6396, 4 and appendix B; RFC 8050, 4 and 5). */
public final class MrtType {
  /** Retired (RFC 6396, B.2), found in archives of before 2001. */
  public static final int BGP = 5;

  /** Retired: {@link #BGP} with IPv6 addresses (RFC 6396, B.3). */
  public static final int BGP4PLUS = 9;

  /** Retired: the same as {@link #BGP4PLUS}. */
  public static final int BGP4PLUS_01 = 10;

  public static final int TABLE_DUMP = 12;
  public static final int TABLE_DUMP_V2 = 13;
  public static final int BGP4MP = 16;
  public static final int BGP4MP_ET = 17;

  public static final int PEER_INDEX_TABLE = 1;
  public static final int RIB_IPV4_UNICAST = 2;
  public static final int RIB_IPV4_MULTICAST = 3;
  public static final int RIB_IPV6_UNICAST = 4;
  public static final int RIB_IPV6_MULTICAST = 5;
  public static final int RIB_GENERIC = 6;
  public static final int RIB_IPV4_UNICAST_ADDPATH = 8;
  public static final int RIB_IPV4_MULTICAST_ADDPATH = 9;
  public static final int RIB_IPV6_UNICAST_ADDPATH = 10;
  public static final int RIB_IPV6_MULTICAST_ADDPATH = 11;
  public static final int RIB_GENERIC_ADDPATH = 12;

  public static final int STATE_CHANGE = 0;
  public static final int MESSAGE = 1;
  public static final int MESSAGE_AS4 = 4;
  public static final int STATE_CHANGE_AS4 = 5;
  public static final int MESSAGE_LOCAL = 6;
  public static final int MESSAGE_AS4_LOCAL = 7;
  public static final int MESSAGE_ADDPATH = 8;
  public static final int MESSAGE_AS4_ADDPATH = 9;
  public static final int MESSAGE_LOCAL_ADDPATH = 10;
  public static final int MESSAGE_AS4_LOCAL_ADDPATH = 11;

  /** Subtypes of {@link #BGP} (RFC 6396, B.2). */
  public static final int BGP_UPDATE = 1;

  public static final int BGP_STATE_CHANGE = 3;
  public static final int BGP_OPEN = 5;
  public static final int BGP_NOTIFY = 6;
  public static final int BGP_KEEPALIVE = 7;

  private MrtType() {}

  /** Whether records of that type hold a session's message or change of state. */
  public static boolean isSession(int type) {
    return type == BGP4MP || type == BGP4MP_ET || isRetiredBgp(type);
  }

  static boolean isRetiredBgp(int type) {
    return type == BGP || type == BGP4PLUS || type == BGP4PLUS_01;
  }

  /** Whether IANA's registry knows the type: 0–7 and 9–10 are the retired ones. */
  public static boolean isAssigned(int type) {
    return switch (type) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 17, 32, 33, 48, 49, 64 -> true;
      default -> false;
    };
  }

  /** Whether records of that type carry microseconds (RFC 6396, 3). */
  public static boolean isExtended(int type) {
    return type == BGP4MP_ET || type == 33 || type == 49;
  }
}
