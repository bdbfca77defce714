package jp.anshin.formats.mrt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import jp.anshin.wire.Counts;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.mrt.MrtType;
import jp.anshin.wire.mrt.MrtWriter;
import jp.anshin.wire.mrt.PeerIndexTable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One line of RIS Live, reused from line to line. The message is taken from {@code raw} where it is
 * there and whole; else it is made again from the fields. Numbers may be text: collectors write
 * both.
 */
final class RisLiveLine {
  private static final JsonFactory JSON = new JsonFactory();
  private static final double MICROS = 1_000_000;
  private static final int OPEN_CONFIRM = 5;
  private static final int ESTABLISHED = 6;
  private static final int IDLE = 1;

  private final MrtWriter out;
  private final Counts counts;
  private final RisLiveUpdate update = new RisLiveUpdate();

  private String type = "";
  private String messageType = "";
  private String state = "";
  private String raw = "";
  private String peer = "";
  private String peerAs = "";
  private boolean sent;
  private double seconds;

  RisLiveLine(MrtWriter out, Counts counts) {
    this.out = out;
    this.counts = counts;
  }

  private void clear() {
    type = "";
    messageType = "";
    state = "";
    raw = "";
    peer = "";
    peerAs = "";
    sent = false;
    seconds = -1;
    update.clear();
  }

  /** Writes the records of a line; counts what is none. */
  void convert(byte[] octets, int length) throws IOException {
    clear();
    try (var parser = JSON.createParser(ObjectReadContext.empty(), octets, 0, length)) {
      parse(parser);
    } catch (JacksonException | IllegalArgumentException malformed) {
      counts.add("ris-malformed-line");
      return;
    }
    if (!type.equals("ris_message")) {
      counts.add(type.equals("ris_error") ? "ris-error" : "ris-other-line");
      return;
    }
    write();
  }

  private void parse(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("no object");
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("type")) {
        type = text(parser);
      } else if (name.equals("data") && value == JsonToken.START_OBJECT) {
        data(parser);
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw new IllegalArgumentException("more than one object");
    }
  }

  private void data(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "timestamp" -> seconds = Double.parseDouble(text(parser));
        case "peer" -> peer = text(parser);
        case "peer_asn" -> peerAs = text(parser);
        case "type" -> messageType = text(parser);
        case "state" -> state = text(parser);
        case "raw" -> raw = text(parser);
        case "direction" -> sent = text(parser).equals("sent");
        default -> {
          if (!update.take(name, value, parser)) {
            parser.skipChildren();
          }
        }
      }
    }
  }

  /** A text or number as text; an empty text for anything else. */
  static String text(JsonParser parser) {
    var token = parser.currentToken();
    if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
      return parser.getString();
    }
    parser.skipChildren();
    return "";
  }

  private void write() throws IOException {
    PeerIndexTable.Peer from;
    try {
      from = new PeerIndexTable.Peer(RisLiveUpdate.address(peer), as(peerAs));
    } catch (IllegalArgumentException unknown) {
      counts.add("ris-malformed-peer");
      return;
    }
    if (!(seconds >= 0 && seconds < 1L << 32)) {
      counts.add("ris-malformed-timestamp");
      return;
    }
    if (messageType.equals("RIS_PEER_STATE")) {
      writeState(from);
    } else {
      writeMessages(from);
    }
  }

  private void writeState(PeerIndexTable.Peer from) throws IOException {
    switch (state.toLowerCase(Locale.ROOT)) {
      case "connected" -> states(from, OPEN_CONFIRM, ESTABLISHED);
      case "down" -> states(from, ESTABLISHED, IDLE);
      default -> counts.add("ris-other-state");
    }
  }

  private void states(PeerIndexTable.Peer from, int before, int after) throws IOException {
    byte[] both = {0, (byte) before, 0, (byte) after};
    session(MrtType.STATE_CHANGE_AS4, from, both);
  }

  private void writeMessages(PeerIndexTable.Peer from) throws IOException {
    for (byte[] message : messages()) {
      session(sent ? MrtType.MESSAGE_AS4_LOCAL : MrtType.MESSAGE_AS4, from, message);
    }
  }

  private List<byte[]> messages() {
    byte[] whole = rawMessage();
    if (whole != null) {
      return List.of(whole);
    }
    if (!messageType.equals("UPDATE")) {
      counts.add("ris-message-without-octets");
      return List.of();
    }
    try {
      var messages = update.messages();
      if (messages.isEmpty()) {
        counts.add("ris-update-without-routes");
      }
      return messages;
    } catch (IllegalArgumentException malformed) {
      counts.add("ris-malformed-update");
      return new ArrayList<>();
    }
  }

  private byte @Nullable [] rawMessage() {
    if (raw.isEmpty()) {
      return null;
    }
    try {
      byte[] message = HexFormat.of().parseHex(raw);
      if (BgpMessage.type(message, 0, message.length) >= 0
          && BgpMessage.length(message, 0) == message.length) {
        return message;
      }
    } catch (IllegalArgumentException malformed) {
      // Counted with those of a wrong length.
    }
    counts.add("ris-malformed-raw");
    return null;
  }

  private void session(int subtype, PeerIndexTable.Peer from, byte[] content) throws IOException {
    boolean v6 = from.address().v6();
    var collector = new PeerIndexTable.Peer(new IpAddress(v6, 0, 0), 0);
    long micros = Math.round(seconds * MICROS);
    out.session(micros, MrtType.BGP4MP_ET, subtype, from, collector, content);
  }

  static long as(String text) {
    long as = Long.parseLong(text);
    if (as < 0 || as > 0xffff_ffffL) {
      throw new IllegalArgumentException(text);
    }
    return as;
  }
}
