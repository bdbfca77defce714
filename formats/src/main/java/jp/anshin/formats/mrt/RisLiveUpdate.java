package jp.anshin.formats.mrt;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AsPath;
import jp.anshin.wire.bgp.AttributeWriter;
import jp.anshin.wire.bgp.BgpWriter;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The routes and attributes of an UPDATE as RIS Live spells them, and the messages they make. */
final class RisLiveUpdate {
  private static final int MAX_PREFIX_TEXT = 64;

  private record Announcement(String nextHop, List<String> prefixes) {}

  private final List<Announcement> announcements = new ArrayList<>();
  private final List<String> withdrawals = new ArrayList<>();
  private final List<int[]> path = new ArrayList<>();
  private final List<int[]> communities = new ArrayList<>();
  private String origin = "";
  private String med = "";
  private String aggregator = "";
  private boolean faulty;

  void clear() {
    announcements.clear();
    withdrawals.clear();
    path.clear();
    communities.clear();
    origin = "";
    med = "";
    aggregator = "";
    faulty = false;
  }

  /** Whether it is a field of an UPDATE; its value is then read to its end. */
  boolean take(String name, JsonToken value, JsonParser parser) {
    boolean list = value == JsonToken.START_ARRAY;
    switch (name) {
      case "origin" -> origin = RisLiveLine.text(parser);
      case "med" -> med = RisLiveLine.text(parser);
      case "aggregator" -> aggregator = RisLiveLine.text(parser);
      case "path" -> eachIf(list, parser, () -> path.add(numbers(parser)));
      case "community" -> eachIf(list, parser, () -> communities.add(numbers(parser)));
      case "withdrawals" -> eachIf(list, parser, () -> withdrawals.add(RisLiveLine.text(parser)));
      case "announcements" -> eachIf(list, parser, () -> announcement(parser));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void eachIf(boolean list, JsonParser parser, Runnable element) {
    if (!list) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.run();
    }
  }

  /** One number, or a list of them. */
  private int[] numbers(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return new int[] {number(parser)};
    }
    var numbers = new ArrayList<Integer>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      numbers.add(number(parser));
    }
    faulty |= numbers.isEmpty();
    // Its length stands before it, so that a set of one number is no number of a sequence.
    int[] set = new int[numbers.size() + 1];
    Arrays.setAll(set, i -> i == 0 ? set.length - 1 : numbers.get(i - 1));
    return set;
  }

  private int number(JsonParser parser) {
    try {
      return (int) RisLiveLine.as(RisLiveLine.text(parser));
    } catch (IllegalArgumentException malformed) {
      faulty = true;
      return 0;
    }
  }

  private void announcement(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      faulty = true;
      return;
    }
    var prefixes = new ArrayList<String>();
    String[] nextHop = {""};
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "next_hop" -> nextHop[0] = RisLiveLine.text(parser);
        case "prefixes" ->
            eachIf(
                value == JsonToken.START_ARRAY,
                parser,
                () -> prefixes.add(RisLiveLine.text(parser)));
        default -> parser.skipChildren();
      }
    }
    announcements.add(new Announcement(nextHop[0], prefixes));
  }

  /**
   * The messages that say the same: withdrawals of each family, then each group with its next hop.
   *
   * @throws IllegalArgumentException when a field is malformed
   */
  List<byte[]> messages() {
    if (faulty) {
      throw new IllegalArgumentException("a number is none");
    }
    var messages = new ArrayList<byte[]>();
    for (boolean v6 : new boolean[] {false, true}) {
      var gone = prefixes(withdrawals, v6);
      if (!gone.isEmpty()) {
        messages.add(new BgpWriter().withdraw(gone).toByteArray());
      }
    }
    for (var group : announcements) {
      for (boolean v6 : new boolean[] {false, true}) {
        var prefixes = prefixes(group.prefixes, v6);
        if (!prefixes.isEmpty()) {
          messages.add(announce(prefixes, v6, group.nextHop));
        }
      }
    }
    return messages;
  }

  private byte[] announce(List<BgpWriter.Prefix> prefixes, boolean v6, String nextHops) {
    // A link-local next hop may follow, after a comma.
    var nextHop = address(nextHops.split(",", 2)[0]);
    var attributes = new AttributeWriter();
    switch (origin.toLowerCase(Locale.ROOT)) {
      case "igp" -> attributes.origin(0);
      case "egp" -> attributes.origin(1);
      case "incomplete" -> attributes.origin(2);
      default -> throw new IllegalArgumentException("origin " + origin);
    }
    attributes.asPath(asPath(), 4);
    if (!v6 && !nextHop.v6()) {
      attributes.nextHop((int) (nextHop.high() >>> 32));
    }
    if (!med.isEmpty()) {
      attributes.multiExitDiscriminator((int) RisLiveLine.as(med));
    }
    if (!aggregator.isEmpty()) {
      aggregator(attributes);
    }
    if (!communities.isEmpty()) {
      attributes.communities(communities.stream().mapToInt(RisLiveUpdate::community).toArray());
    }
    boolean inBody = !v6 && !nextHop.v6();
    if (!inBody) {
      byte[] hop = new byte[nextHop.octetCount()];
      nextHop.write(hop, 0);
      attributes.mpReach(v6 ? 2 : 1, 1, hop, BgpWriter.nlri(prefixes));
    }
    return new BgpWriter()
        .update(List.of(), attributes.toByteArray(), inBody ? prefixes : List.of())
        .toByteArray();
  }

  private AsPath asPath() {
    var whole = new AsPath();
    var sequence = new ArrayList<Integer>();
    for (int[] step : path) {
      if (step.length == 1) {
        sequence.add(step[0]);
      } else {
        append(whole, AsPath.AS_SEQUENCE, sequence.stream().mapToInt(each -> each).toArray());
        sequence.clear();
        append(whole, AsPath.AS_SET, Arrays.copyOfRange(step, 1, step.length));
      }
    }
    append(whole, AsPath.AS_SEQUENCE, sequence.stream().mapToInt(each -> each).toArray());
    return whole;
  }

  private static void append(AsPath path, int type, int[] numbers) {
    for (int from = 0; from < numbers.length; from += 0xff) {
      path.append(type, Arrays.copyOfRange(numbers, from, Math.min(numbers.length, from + 0xff)));
    }
  }

  private static int community(int[] parts) {
    if (parts.length != 3 || parts[1] >>> 16 != 0 || parts[2] >>> 16 != 0) {
      throw new IllegalArgumentException("a community of two numbers is wanted");
    }
    return parts[1] << 16 | parts[2];
  }

  private void aggregator(AttributeWriter attributes) {
    int colon = aggregator.indexOf(':');
    int space = colon < 0 ? aggregator.indexOf(' ') : colon;
    if (space < 0) {
      throw new IllegalArgumentException("aggregator " + aggregator);
    }
    var address = address(aggregator.substring(space + 1));
    attributes.aggregator(
        RisLiveLine.as(aggregator.substring(0, space)), (int) (address.high() >>> 32), 4);
  }

  private static List<BgpWriter.Prefix> prefixes(List<String> texts, boolean v6) {
    return texts.stream()
        .map(RisLiveUpdate::prefix)
        .filter(prefix -> prefix.address().v6() == v6)
        .toList();
  }

  private static BgpWriter.Prefix prefix(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || text.length() > MAX_PREFIX_TEXT) {
      throw new IllegalArgumentException("prefix " + text);
    }
    var address = address(text.substring(0, slash));
    int length = Integer.parseInt(text.substring(slash + 1));
    if (length < 0 || length > address.octetCount() * 8) {
      throw new IllegalArgumentException("prefix " + text);
    }
    return new BgpWriter.Prefix(address, length);
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException when it is none; no name is looked up
   */
  static IpAddress address(String text) {
    byte[] octets = InetAddress.ofLiteral(text).getAddress();
    return IpAddress.read(octets, 0, octets.length == 16);
  }
}
