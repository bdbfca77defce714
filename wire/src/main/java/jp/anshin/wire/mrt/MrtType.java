package jp.anshin.wire.mrt;

/** MRT types and subtypes that are decoded here (RFC 6396, 4; RFC 8050). */
public final class MrtType {
  public static final int TABLE_DUMP = 12;
  public static final int TABLE_DUMP_V2 = 13;
  public static final int BGP4MP = 16;
  public static final int BGP4MP_ET = 17;

  public static final int PEER_INDEX_TABLE = 1;
  public static final int RIB_IPV4_UNICAST = 2;
  public static final int RIB_IPV6_UNICAST = 4;
  public static final int RIB_IPV4_UNICAST_ADDPATH = 8;
  public static final int RIB_IPV6_UNICAST_ADDPATH = 10;

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

  private MrtType() {}

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
