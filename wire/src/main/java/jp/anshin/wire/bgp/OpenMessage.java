package jp.anshin.wire.bgp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import jp.anshin.wire.Octets;
import org.jspecify.annotations.Nullable;

/**
 * What an OPEN says (RFC 4271, 4.2; capabilities: RFC 5492).
 *
 * @param as AS number: that of the four-octet capability (RFC 6793) when there is one, unsigned
 * @param holdTimeSeconds proposed hold time
 * @param bgpIdentifier 32 bits
 * @param fourOctetAs whether the speaker takes four-octet AS numbers
 * @param addPath by family ({@code afi << 8 | safi}) 1 receive, 2 send, 3 both (RFC 7911, 4)
 * @param capabilities codes met
 * @param families of routes it takes, each {@code afi << 8 | safi} (RFC 4760, 8)
 * @param role 0 provider, 1 route server, 2 its client, 3 customer, 4 peer (RFC 9234, 4.1), or -1
 */
public record OpenMessage(
    long as,
    int holdTimeSeconds,
    int bgpIdentifier,
    boolean fourOctetAs,
    Map<Integer, Integer> addPath,
    Set<Integer> capabilities,
    Set<Integer> families,
    int role) {
  private static final int FIXED_OCTETS = 10;
  private static final int EXTENDED_PARAMETERS = 255;
  private static final int PARAMETER_CAPABILITIES = 2;
  private static final int CAPABILITY_MULTIPROTOCOL = 1;
  private static final int CAPABILITY_EXTENDED_MESSAGE = 6;
  private static final int CAPABILITY_ROLE = 9;
  private static final int CAPABILITY_FOUR_OCTET_AS = 65;
  private static final int CAPABILITY_ADD_PATH = 69;
  private static final int IPV4_UNICAST = 1 << 8 | 1;
  private static final int IPV6_UNICAST = 2 << 8 | 1;

  public OpenMessage {
    addPath = Map.copyOf(addPath);
    capabilities = Set.copyOf(capabilities);
    families = Set.copyOf(families);
  }

  /**
   * Reads an OPEN in {@code [offset, end)}, BGP header included.
   *
   * @return null when it is no whole OPEN
   */
  public static @Nullable OpenMessage read(byte[] bytes, int offset, int end) {
    if (BgpMessage.type(bytes, offset, end) != BgpMessage.OPEN) {
      return null;
    }
    int messageEnd = offset + BgpMessage.length(bytes, offset);
    int body = offset + BgpMessage.HEADER_OCTETS;
    if (body + FIXED_OCTETS > messageEnd) {
      return null;
    }
    var reading = new Reading(bytes);
    reading.as = Octets.u16(bytes, body + 1);
    if (!reading.parameters(body + 9, messageEnd)) {
      return null;
    }
    return new OpenMessage(
        reading.as,
        Octets.u16(bytes, body + 3),
        Octets.i32(bytes, body + 5),
        reading.capabilities.contains(CAPABILITY_FOUR_OCTET_AS),
        reading.addPath,
        reading.capabilities,
        reading.families,
        reading.role);
  }

  /** Whether the speaker takes messages of more than 4,096 octets (RFC 8654). */
  public boolean extendedMessage() {
    return capabilities.contains(CAPABILITY_EXTENDED_MESSAGE);
  }

  /**
   * In which families this speaker puts path identifiers on what it sends to the other: it must
   * offer to send, the other to receive (RFC 7911, 4).
   */
  public AddPath addPathTo(OpenMessage receiver) {
    boolean others =
        addPath.keySet().stream()
            .anyMatch(family ->
                family != IPV4_UNICAST && family != IPV6_UNICAST && agreed(receiver, family));
    return new AddPath(agreed(receiver, IPV4_UNICAST), agreed(receiver, IPV6_UNICAST), others);
  }

  private boolean agreed(OpenMessage receiver, int family) {
    boolean sends = (addPath.getOrDefault(family, 0) & 2) != 0;
    boolean receives = (receiver.addPath.getOrDefault(family, 0) & 1) != 0;
    return sends && receives;
  }

  private static final class Reading {
    private final byte[] bytes;
    private final Map<Integer, Integer> addPath = new HashMap<>();
    private final Set<Integer> capabilities = new HashSet<>();
    private final Set<Integer> families = new HashSet<>();
    private int role = -1;
    private long as;

    Reading(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Whether the parameters fit into the message. */
    boolean parameters(int lengthOffset, int messageEnd) {
      // RFC 9072: a first parameter of type 255 says that lengths have two octets.
      int length = Octets.u8(bytes, lengthOffset);
      boolean extended =
          lengthOffset + 4 <= messageEnd
              && length != 0
              && Octets.u8(bytes, lengthOffset + 1) == EXTENDED_PARAMETERS;
      int position = lengthOffset + (extended ? 4 : 1);
      int end = position + (extended ? Octets.u16(bytes, lengthOffset + 2) : length);
      if (end > messageEnd) {
        return false;
      }
      int header = extended ? 3 : 2;
      while (position + header <= end) {
        int type = Octets.u8(bytes, position);
        length = extended ? Octets.u16(bytes, position + 1) : Octets.u8(bytes, position + 1);
        position += header;
        if (position + length > end) {
          return false;
        }
        if (type == PARAMETER_CAPABILITIES) {
          capabilities(position, position + length);
        }
        position += length;
      }
      return position == end;
    }

    private void capabilities(int offset, int end) {
      int position = offset;
      while (position + 2 <= end) {
        int code = Octets.u8(bytes, position);
        int length = Octets.u8(bytes, position + 1);
        position += 2;
        if (position + length > end) {
          return;
        }
        capability(code, position, length);
        position += length;
      }
    }

    private void capability(int code, int offset, int length) {
      if (code == CAPABILITY_FOUR_OCTET_AS && length != 4) {
        return;
      }
      capabilities.add(code);
      switch (code) {
        case CAPABILITY_FOUR_OCTET_AS -> as = Octets.u32(bytes, offset);
        case CAPABILITY_MULTIPROTOCOL -> {
          if (length == 4) {
            families.add(Octets.u16(bytes, offset) << 8 | Octets.u8(bytes, offset + 3));
          }
        }
        case CAPABILITY_ROLE -> role = length == 1 ? Octets.u8(bytes, offset) : -1;
        case CAPABILITY_ADD_PATH -> {
          for (int i = 0; i + 4 <= length; i += 4) {
            int family = Octets.u16(bytes, offset + i) << 8 | Octets.u8(bytes, offset + i + 2);
            addPath.put(family, Octets.u8(bytes, offset + i + 3));
          }
        }
        default -> {}
      }
    }
  }
}
