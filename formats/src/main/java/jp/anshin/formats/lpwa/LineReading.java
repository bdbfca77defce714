package jp.anshin.formats.lpwa;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import jp.anshin.lpwa.event.LpwaEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the lines of one log: JSON, what {@code mosquitto_sub} prints, octets of a datagram, or
 * rows of CSV below a header. The format of each message is recognised by itself.
 */
final class LineReading {

  /** In the order in which they are asked: what is told most surely comes first. */
  private static final List<Form> FORMS =
      List.of(
          new SemtechUdp(),
          new ThingPark(),
          new TheThingsStack(),
          new AwsConnection(),
          new BasicsStation(),
          new OwnForm(),
          new CampusIot(),
          new Sigfox(),
          new Cellular(),
          new CallData(),
          new ChirpStack());

  private static final Charset SHIFT_JIS = Charset.forName("windows-31j");

  private final String feed;
  private final LogClock clock;
  private final Consumer<LpwaEvent> events;
  private @Nullable CsvColumns columns;

  /**
   * @param feed the feed of messages that name none
   * @param events takes what the lines tell, in the order of the lines
   */
  LineReading(String feed, LogClock clock, Consumer<LpwaEvent> events) {
    this.feed = feed;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Reads a line that is not blank.
   *
   * @throws Unusable when it tells no event
   */
  void read(byte[] octets, int length) throws Unusable {
    int first = 0;
    while (first < length && (octets[first] == ' ' || octets[first] == '\t')) {
      first++;
    }
    if (first < length && (octets[first] == '{' || octets[first] == '[')) {
      json(Json.value(octets, length), null);
    } else {
      text(decoded(octets, length).strip());
    }
  }

  private void text(String line) throws Unusable {
    if (columns != null) {
      bare(columns.row(line), null);
      return;
    }
    CsvColumns header = CsvColumns.header(line);
    if (header != null) {
      columns = header;
      return;
    }
    String rest = line;
    Instant receivedAt = null;
    int space = line.indexOf(' ');
    if (space > 0) {
      receivedAt = Told.moment(line.substring(0, space));
      rest = receivedAt == null ? line : line.substring(space + 1).strip();
    }
    if (rest.startsWith("{")) {
      json(json(rest), receivedAt);
    } else if (rest.indexOf(' ') > rest.indexOf('/') && rest.indexOf('/') > 0) {
      topic(
          rest.substring(0, rest.indexOf(' ')),
          rest.substring(rest.indexOf(' ') + 1).strip(),
          receivedAt);
    } else if (SemtechUdp.mayBe(rest)) {
      ObjectNode datagram = JsonNodeFactory.instance.objectNode();
      datagram.put(SemtechUdp.DATAGRAM, rest);
      message(new Message("", datagram, receivedAt, false, feed, ""));
    } else {
      throw Unusable.fault("line.unknown");
    }
  }

  /** A topic and its payload, as {@code mosquitto_sub -v} prints them. */
  private void topic(String topic, String payload, @Nullable Instant receivedAt) throws Unusable {
    if (payload.isEmpty() || payload.equals("(null)")) {
      throw Unusable.notNeeded("mqtt.empty");
    }
    Message message = new Message(topic, Json.none(), receivedAt, false, feed, "");
    message(message.with(payload(topic, payload)));
  }

  /** JSON, or protobuf as hexadecimal digits or base64. */
  private static JsonNode payload(String topic, String payload) throws Unusable {
    if (payload.startsWith("{")) {
      return json(payload);
    }
    byte[] octets = SemtechUdp.octets(payload);
    if (octets == null) {
      throw Unusable.fault("payload.unknown");
    }
    return octets.length > 0 && octets[0] == '{'
        ? Json.object(octets, octets.length)
        : ChirpStackProtobuf.read(topic, octets);
  }

  private void json(JsonNode value, @Nullable Instant receivedAt) throws Unusable {
    if (value.isArray()) {
      for (JsonNode each : value) {
        json(object(each), receivedAt);
      }
      return;
    }
    object(value);
    if (value.has("topic") && value.has("payload")) {
      envelope(value, receivedAt);
    } else {
      bare(value, receivedAt);
    }
  }

  private static JsonNode object(JsonNode value) throws Unusable {
    if (!value.isObject()) {
      throw Unusable.fault("json.no-object");
    }
    return value;
  }

  /** A message with what its log says of it, as our intake and mosquitto_sub -F %J write it. */
  private void envelope(JsonNode value, @Nullable Instant receivedAt) throws Unusable {
    String topic = Told.text(value, "topic");
    JsonNode payload = value.path("payload");
    if (payload.isString() && !payload.asString().isBlank()) {
      payload = payload(topic, payload.asString().strip());
    }
    if (!payload.isObject()) {
      throw Unusable.notNeeded("mqtt.empty");
    }
    Instant told = Told.moment(value, "receivedAt");
    Instant received = told == null ? Told.moment(value, "tst") : told;
    message(
        new Message(
            topic,
            payload,
            received == null ? receivedAt : received,
            Told.truth(value, "retained") || Told.truth(value, "retain"),
            feed(value),
            Told.text(value, "gateway")));
  }

  /** A message that may carry beside its own keys when it was received, its feed and gateway. */
  private void bare(JsonNode value, @Nullable Instant receivedAt) throws Unusable {
    Instant told = Told.moment(value, "receivedAt");
    message(
        new Message(
            "",
            value,
            told == null ? receivedAt : told,
            false,
            feed(value),
            Told.text(value, "gateway")));
  }

  private String feed(JsonNode value) throws Unusable {
    String named = Told.text(value, "feed");
    return named.isBlank() ? feed : Identity.required(named, "feed");
  }

  private void message(Message message) throws Unusable {
    for (Form form : FORMS) {
      if (form.fits(message)) {
        form.read(message, clock, events);
        return;
      }
    }
    throw Unusable.fault("format.unknown");
  }

  private static JsonNode json(String text) throws Unusable {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return Json.object(octets, octets.length);
  }

  /** UTF-8, or Shift_JIS as Windows writes it. */
  static String decoded(byte[] octets, int length) throws Unusable {
    String text = decoded(octets, length, StandardCharsets.UTF_8);
    String decoded = text == null ? decoded(octets, length, SHIFT_JIS) : text;
    if (decoded == null) {
      throw Unusable.fault("line.encoding");
    }
    return decoded;
  }

  private static @Nullable String decoded(byte[] octets, int length, Charset charset) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(octets, 0, length))
          .toString();
    } catch (CharacterCodingException other) {
      return null;
    }
  }
}
