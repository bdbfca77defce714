package jp.anshin.wire.lora;

import java.util.Arrays;
import jp.anshin.wire.Octets;
import org.jspecify.annotations.Nullable;

/**
 * One datagram of the gateway message protocol of Semtech's packet forwarder (GWMP, port 1700):
 * version, token, kind, of what a gateway sends its EUI-64, and JSON that is not looked into here.
 * The protocol authenticates nobody: what a datagram says of its sender is a claim.
 */
public final class GatewayDatagram {

  /** What a datagram is, by its fourth octet. */
  public enum Kind {
    /** Frames that a gateway heard, its statistics, or both. */
    PUSH_DATA(0, true, true),
    /** The server has a PUSH_DATA. */
    PUSH_ACK(1, false, false),
    /** A gateway keeps the way to it open. */
    PULL_DATA(2, true, false),
    /** A frame that a gateway is to send. */
    PULL_RESP(3, false, true),
    /** The server has a PULL_DATA. */
    PULL_ACK(4, false, false),
    /** Whether a gateway took a frame to send; without JSON it did. */
    TX_ACK(5, true, true);

    private final int code;
    private final boolean fromGateway;
    private final boolean withJson;

    Kind(int code, boolean fromGateway, boolean withJson) {
      this.code = code;
      this.fromGateway = fromGateway;
      this.withJson = withJson;
    }

    /** Whether gateways send it, and so name themselves in it. */
    public boolean isFromGateway() {
      return fromGateway;
    }
  }

  /** Bound on one datagram: what UDP over IPv4 can carry. Longer octets are none. */
  public static final int MAX_OCTETS = 65_507;

  /** Octets of version, token and kind. */
  private static final int HEADER_OCTETS = 4;

  private static final int EUI_OCTETS = 8;
  private static final int VERSION_MIN = 1;
  private static final int VERSION_MAX = 2;
  private static final Kind[] BY_CODE = Kind.values();

  private final int version;
  private final int token;
  private final Kind kind;
  private final long gateway;
  private final byte[] json;

  private GatewayDatagram(int version, int token, Kind kind, long gateway, byte[] json) {
    this.version = version;
    this.token = token;
    this.kind = kind;
    this.gateway = gateway;
    this.json = json;
  }

  /**
   * Reads the datagram in {@code [offset, end)}.
   *
   * @return null when it is none: too short or long, of another version or kind, or with something
   *     behind that its kind does not have
   */
  public static @Nullable GatewayDatagram read(byte[] bytes, int offset, int end) {
    int length = end - offset;
    if (length < HEADER_OCTETS || length > MAX_OCTETS) {
      return null;
    }
    int version = Octets.u8(bytes, offset);
    int code = Octets.u8(bytes, offset + 3);
    if (version < VERSION_MIN || version > VERSION_MAX || code >= BY_CODE.length) {
      return null;
    }
    Kind kind = BY_CODE[code];
    int body = offset + HEADER_OCTETS + (kind.fromGateway ? EUI_OCTETS : 0);
    if (body > end || (!kind.withJson && body != end)) {
      return null;
    }
    return new GatewayDatagram(
        version,
        Octets.u16(bytes, offset + 1),
        kind,
        kind.fromGateway ? Octets.i64(bytes, offset + HEADER_OCTETS) : 0,
        Arrays.copyOfRange(bytes, body, end));
  }

  /**
   * A datagram of version 2.
   *
   * @param token 0 to 65535, said again in the answer
   * @param gateway its EUI-64; 0 for kinds that the server sends
   * @param json what it carries; empty for kinds that carry none
   * @throws IllegalArgumentException when that kind has no such gateway or JSON, or it is too long
   */
  public static GatewayDatagram of(Kind kind, int token, long gateway, byte[] json) {
    if (token >>> 16 != 0
        || (!kind.fromGateway && gateway != 0)
        || (!kind.withJson && json.length > 0)
        || HEADER_OCTETS + EUI_OCTETS + json.length > MAX_OCTETS) {
      throw new IllegalArgumentException("no such " + kind);
    }
    return new GatewayDatagram(VERSION_MAX, token, kind, gateway, json.clone());
  }

  /** Version of the protocol, 1 or 2. */
  public int version() {
    return version;
  }

  /** What question and answer have in common, 0 to 65535. */
  public int token() {
    return token;
  }

  /** What it is. */
  public Kind kind() {
    return kind;
  }

  /** EUI-64 of the gateway that sent it; 0 where a server did. */
  public long gateway() {
    return gateway;
  }

  /** The JSON as UTF-8, a copy; empty where there is none. */
  public byte[] json() {
    return json.clone();
  }

  /** The octets on the wire. */
  public byte[] toByteArray() {
    int body = HEADER_OCTETS + (kind.fromGateway ? EUI_OCTETS : 0);
    byte[] bytes = new byte[body + json.length];
    bytes[0] = (byte) version;
    Octets.put16(bytes, 1, token);
    bytes[3] = (byte) kind.code;
    if (kind.fromGateway) {
      Octets.put64(bytes, HEADER_OCTETS, gateway);
    }
    System.arraycopy(json, 0, bytes, body, json.length);
    return bytes;
  }
}
