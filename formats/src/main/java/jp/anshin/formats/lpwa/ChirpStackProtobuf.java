package jp.anshin.formats.lpwa;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages of ChirpStack v4 in protobuf, as the same JSON that it would have sent: only the fields
 * that are used, by their numbers in ChirpStack's definitions. The topic tells which message it is.
 */
final class ChirpStackProtobuf {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;
  private static final int VARINT_OCTETS_MAX = 10;
  private static final int DEPTH_MAX = 8;

  /** What a field holds. */
  private enum Holds {
    TEXT,
    WHOLE,
    SIGNED,
    TRUTH,
    FLOAT,
    MOMENT,
    MESSAGE,
    MESSAGES,
    TAG,
    NAMED
  }

  /**
   * A field.
   *
   * @param name in JSON
   * @param message of what, for messages
   * @param names of an enumeration's values, from 0
   */
  private record Field(String name, Holds holds, Map<Integer, Field> message, String... names) {}

  private static Field field(String name, Holds holds) {
    return new Field(name, holds, Map.of());
  }

  private static final Map<Integer, Field> TAGS =
      Map.of(1, field("key", Holds.TEXT), 2, field("value", Holds.TEXT));

  private static final Map<Integer, Field> DEVICE_INFO =
      Map.of(8, field("devEui", Holds.TEXT), 9, new Field("tags", Holds.TAG, TAGS));

  private static final Map<Integer, Field> RECEPTION =
      Map.of(
          1, field("gatewayId", Holds.TEXT),
          3, field("gwTime", Holds.MOMENT),
          17, field("nsTime", Holds.MOMENT),
          6, field("rssi", Holds.SIGNED),
          7, field("snr", Holds.FLOAT),
          16, new Field("crcStatus", Holds.NAMED, Map.of(), "NO_CRC", "BAD_CRC", "CRC_OK"));

  private static final Field DEDUPLICATION = field("deduplicationId", Holds.TEXT);
  private static final Field TIME = field("time", Holds.MOMENT);
  private static final Field DEVICE = new Field("deviceInfo", Holds.MESSAGE, DEVICE_INFO);

  private static final Map<Integer, Field> UPLINK =
      Map.of(
          1, DEDUPLICATION,
          2, TIME,
          3, DEVICE,
          7, field("fCnt", Holds.WHOLE),
          12, new Field("rxInfo", Holds.MESSAGES, RECEPTION));

  private static final Map<Integer, Field> JOIN = Map.of(1, DEDUPLICATION, 2, TIME, 3, DEVICE);

  private static final Map<Integer, Field> ACKNOWLEDGED =
      Map.of(1, DEDUPLICATION, 2, TIME, 3, DEVICE, 5, field("acknowledged", Holds.TRUTH));

  private static final Map<Integer, Field> SENT =
      Map.of(2, TIME, 3, DEVICE, 6, field("gatewayId", Holds.TEXT));

  private static final Map<Integer, Field> LOG =
      Map.of(
          1,
          TIME,
          2,
          DEVICE,
          4,
          new Field(
              "code",
              Holds.NAMED,
              Map.of(),
              "UNKNOWN",
              "DOWNLINK_PAYLOAD_SIZE",
              "UPLINK_CODEC",
              "DOWNLINK_CODEC",
              "OTAA",
              "UPLINK_F_CNT_RESET",
              "UPLINK_MIC",
              "UPLINK_F_CNT_RETRANSMISSION",
              "DOWNLINK_GATEWAY"),
          6,
          new Field("context", Holds.TAG, TAGS));

  private static final Map<Integer, Field> GATEWAY_UPLINK =
      Map.of(5, new Field("rxInfo", Holds.MESSAGE, RECEPTION));

  private static final Map<Integer, Field> STATS =
      Map.of(
          17, field("gatewayId", Holds.TEXT),
          2, TIME,
          5, field("rxPacketsReceived", Holds.WHOLE),
          6, field("rxPacketsReceivedOk", Holds.WHOLE));

  private static final Map<Integer, Field> ITEM =
      Map.of(1, new Field("status", Holds.NAMED, Map.of(), "IGNORED", "OK"));

  private static final Map<Integer, Field> GATEWAY_ACKNOWLEDGED =
      Map.of(6, field("gatewayId", Holds.TEXT), 5, new Field("items", Holds.MESSAGES, ITEM));

  private static final Map<Integer, Field> CONNECTION =
      Map.of(
          1,
          field("gatewayId", Holds.TEXT),
          2,
          new Field("state", Holds.NAMED, Map.of(), "OFFLINE", "ONLINE"));

  private final byte[] octets;
  private int position;
  private final int end;

  private ChirpStackProtobuf(byte[] octets, int from, int end) {
    this.octets = octets;
    this.position = from;
    this.end = end;
  }

  /**
   * The message of that topic.
   *
   * @throws Unusable when no message of ChirpStack has that topic, or the octets are none
   */
  static JsonNode read(String topic, byte[] octets) throws Unusable {
    Map<Integer, Field> fields = fields(topic);
    if (fields == null) {
      throw Unusable.fault("payload.unknown");
    }
    return new ChirpStackProtobuf(octets, 0, octets.length).message(fields, 0);
  }

  private static @Nullable Map<Integer, Field> fields(String topic) {
    boolean application = topic.contains("application/");
    return switch (topic.substring(topic.lastIndexOf('/') + 1)) {
      case "up" -> application ? UPLINK : GATEWAY_UPLINK;
      case "ack" -> application ? ACKNOWLEDGED : GATEWAY_ACKNOWLEDGED;
      case "join", "status" -> JOIN;
      case "txack" -> SENT;
      case "log" -> LOG;
      case "stats" -> STATS;
      case "conn" -> CONNECTION;
      case "location", "integration", "mesh", "raw", "exec" -> Map.of();
      default -> null;
    };
  }

  private ObjectNode message(Map<Integer, Field> fields, int depth) throws Unusable {
    if (depth > DEPTH_MAX) {
      throw malformed();
    }
    ObjectNode message = JSON.objectNode();
    while (position < end) {
      long key = varint();
      int wire = (int) (key & 7);
      Field field = key >>> 3 > Integer.MAX_VALUE ? null : fields.get((int) (key >>> 3));
      if (field == null) {
        skip(wire);
      } else {
        take(message, field, wire, depth);
      }
    }
    return message;
  }

  private void take(ObjectNode message, Field field, int wire, int depth) throws Unusable {
    switch (field.holds()) {
      case WHOLE -> message.put(field.name(), whole(wire) & 0xffff_ffffL);
      case SIGNED -> message.put(field.name(), (int) whole(wire));
      case TRUTH -> message.put(field.name(), whole(wire) != 0);
      case NAMED -> {
        long value = whole(wire);
        boolean known = value >= 0 && value < field.names().length;
        message.put(field.name(), known ? field.names()[(int) value] : "");
      }
      case FLOAT -> message.put(field.name(), decimal(wire));
      case TEXT -> {
        int length = length(wire);
        message.put(field.name(), new String(octets, position, length, StandardCharsets.UTF_8));
        position += length;
      }
      case MOMENT -> {
        String moment = moment(inner(wire));
        if (!moment.isEmpty()) {
          message.put(field.name(), moment);
        }
      }
      case MESSAGE -> message.set(field.name(), inner(wire).message(field.message(), depth + 1));
      case MESSAGES ->
          message.withArray(field.name()).add(inner(wire).message(field.message(), depth + 1));
      case TAG -> {
        ObjectNode tag = inner(wire).message(field.message(), depth + 1);
        message.withObject(field.name()).put(Told.text(tag, "key"), Told.text(tag, "value"));
      }
    }
  }

  private ChirpStackProtobuf inner(int wire) throws Unusable {
    int length = length(wire);
    var inner = new ChirpStackProtobuf(octets, position, position + length);
    position += length;
    return inner;
  }

  /** Seconds and nanoseconds since 1970. */
  private static String moment(ChirpStackProtobuf timestamp) throws Unusable {
    long seconds = 0;
    long nanos = 0;
    while (timestamp.position < timestamp.end) {
      long key = timestamp.varint();
      if (key == ((1 << 3) | VARINT)) {
        seconds = timestamp.varint();
      } else if (key == ((2 << 3) | VARINT)) {
        nanos = timestamp.varint();
      } else {
        timestamp.skip((int) (key & 7));
      }
    }
    try {
      return Instant.ofEpochSecond(seconds, nanos).toString();
    } catch (DateTimeException | ArithmeticException none) {
      return "";
    }
  }

  private long whole(int wire) throws Unusable {
    if (wire != VARINT) {
      throw malformed();
    }
    return varint();
  }

  private double decimal(int wire) throws Unusable {
    if (wire != FIXED_32 || position + 4 > end) {
      throw malformed();
    }
    int bits = 0;
    for (int i = 3; i >= 0; i--) {
      bits = (bits << 8) | (octets[position + i] & 0xff);
    }
    position += 4;
    double value = Float.intBitsToFloat(bits);
    return Double.isFinite(value) ? value : 0;
  }

  private int length(int wire) throws Unusable {
    long length = wire == LENGTH ? varint() : -1;
    if (length < 0 || length > end - position) {
      throw malformed();
    }
    return (int) length;
  }

  private void skip(int wire) throws Unusable {
    switch (wire) {
      case VARINT -> varint();
      case FIXED_64 -> position += 8;
      case LENGTH -> {
        int length = length(wire);
        position += length;
      }
      case FIXED_32 -> position += 4;
      default -> throw malformed();
    }
    if (position > end) {
      throw malformed();
    }
  }

  private long varint() throws Unusable {
    long value = 0;
    for (int i = 0; i < VARINT_OCTETS_MAX && position < end; i++) {
      byte octet = octets[position++];
      value |= (long) (octet & 0x7f) << (7 * i);
      if (octet >= 0) {
        return value;
      }
    }
    throw malformed();
  }

  private static Unusable malformed() {
    return Unusable.fault("protobuf.malformed");
  }
}
