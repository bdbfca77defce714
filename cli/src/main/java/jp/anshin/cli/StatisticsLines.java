package jp.anshin.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.anshin.route.statistics.Histogram;
import jp.anshin.route.statistics.RouteStatistics;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes what recorded routes consist of: one JSON object, or lines for people. */
final class StatisticsLines {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int BAR_WIDTH = 40;

  /** Peers shown to people; JSON has all of them. */
  private static final int PEERS_SHOWN = 20;

  private static final long SECONDS_OF_A_MINUTE = 60;

  private StatisticsLines() {}

  static String json(RouteStatistics of) {
    ObjectNode json = JSON.objectNode();
    json.put("records", of.records());
    json.put("octets", of.octets());
    if (of.records() > 0) {
      json.put("firstAt", at(of.firstMicros()));
      json.put("lastAt", at(of.lastMicros()));
    }
    numbers(json.putObject("recordsByType"), of.recordTypes());
    numbers(json.putObject("messagesByType"), of.messages().toMap());
    numbers(json.putObject("attributesByType"), of.attributes().toMap());
    numbers(json.putObject("announcedIpv4ByLength"), of.announced(false).toMap());
    numbers(json.putObject("announcedIpv6ByLength"), of.announced(true).toMap());
    numbers(json.putObject("withdrawnIpv4ByLength"), of.withdrawn(false).toMap());
    numbers(json.putObject("withdrawnIpv6ByLength"), of.withdrawn(true).toMap());
    numbers(json.putObject("pathsByLength"), of.pathLengths().toMap());
    numbers(json.putObject("communityListsByLength"), of.communities().toMap());
    numbers(json.putObject("extendedCommunityListsByLength"), of.extendedCommunities().toMap());
    numbers(json.putObject("largeCommunityListsByLength"), of.largeCommunities().toMap());
    var peers = json.putArray("peers");
    of.peers()
        .forEach((peer, share) ->
            peers
                .addObject()
                .put("address", peer.address().toString())
                .put("as", peer.as())
                .put("messages", share.messages())
                .put("announced", share.announced())
                .put("withdrawn", share.withdrawn()));
    var minutes = json.putObject("recordsByMinute");
    of.minutes().forEach((minute, count) -> minutes.put(minute(minute), count));
    var counted = json.putObject("counted");
    of.counted()
        .forEach((kind, count) -> {
          var place = of.firstPlaces().get(kind);
          var node = counted.putObject(kind).put("count", count);
          if (place != null) {
            node.put("firstFile", place.file()).put("firstOffset", place.offset());
          }
        });
    return json.toString();
  }

  private static void numbers(ObjectNode into, Map<?, Long> numbers) {
    numbers.forEach((key, count) -> into.put(String.valueOf(key), count));
  }

  static List<String> of(RouteStatistics statistics, Texts texts) {
    var lines = new ArrayList<String>();
    lines.add(texts.sentence("stat.total", statistics.records(), statistics.octets()));
    if (statistics.records() == 0) {
      return lines;
    }
    lines.add(
        texts.sentence("stat.times", at(statistics.firstMicros()), at(statistics.lastMicros())));
    statistics.minutes().entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresent(most ->
            lines.add(texts.sentence("stat.busiest", minute(most.getKey()), most.getValue())));
    section(lines, texts.sentence("stat.records"), statistics.recordTypes());
    section(lines, texts.sentence("stat.messages"), statistics.messages().toMap());
    section(lines, texts.sentence("stat.attributes"), statistics.attributes().toMap());
    histogram(lines, texts, "stat.announced-ipv4", statistics.announced(false));
    histogram(lines, texts, "stat.announced-ipv6", statistics.announced(true));
    histogram(lines, texts, "stat.withdrawn-ipv4", statistics.withdrawn(false));
    histogram(lines, texts, "stat.withdrawn-ipv6", statistics.withdrawn(true));
    histogram(lines, texts, "stat.paths", statistics.pathLengths());
    histogram(lines, texts, "stat.communities", statistics.communities());
    histogram(lines, texts, "stat.extended-communities", statistics.extendedCommunities());
    histogram(lines, texts, "stat.large-communities", statistics.largeCommunities());
    peers(lines, statistics, texts);
    counted(lines, statistics, texts);
    return lines;
  }

  private static void histogram(List<String> lines, Texts texts, String key, Histogram of) {
    if (of.total() > 0) {
      section(lines, texts.sentence(key, of.total(), of.median(), of.largest()), of.toMap());
    }
  }

  /** A heading, then each key with its number and a bar. */
  private static void section(List<String> lines, String heading, Map<?, Long> counts) {
    if (counts.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(heading);
    long most = counts.values().stream().mapToLong(count -> count).max().orElse(1);
    counts.forEach((key, count) -> {
      int bar = (int) Math.max(1, Math.round((double) BAR_WIDTH * count / most));
      lines.add(String.format(Locale.ROOT, "  %6s %12d  %s", key, count, "#".repeat(bar)));
    });
  }

  private static void peers(List<String> lines, RouteStatistics statistics, Texts texts) {
    var peers = statistics.peers();
    if (peers.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(texts.sentence("stat.peers", peers.size()));
    peers.entrySet().stream()
        .sorted(Comparator.comparingLong(peer -> -routes(peer.getValue())))
        .limit(PEERS_SHOWN)
        .forEach(peer -> {
          var share = peer.getValue();
          lines.add(
              "  "
                  + texts.sentence(
                      "stat.peer",
                      peer.getKey().address(),
                      peer.getKey().as(),
                      share.messages(),
                      share.announced(),
                      share.withdrawn()));
        });
    if (peers.size() > PEERS_SHOWN) {
      lines.add("  " + texts.sentence("stat.peers.more", peers.size() - PEERS_SHOWN));
    }
  }

  private static long routes(RouteStatistics.Share share) {
    return share.messages() + share.announced() + share.withdrawn();
  }

  private static void counted(List<String> lines, RouteStatistics statistics, Texts texts) {
    if (statistics.counted().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(texts.sentence("stat.counted"));
    statistics
        .counted()
        .forEach((kind, count) -> {
          var place = statistics.firstPlaces().get(kind);
          lines.add(
              "  "
                  + (place == null
                      ? kind + " " + count
                      : texts.sentence(
                          "stat.counted.first", kind, count, place.file(), place.offset())));
        });
  }

  private static String at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  private static String minute(long minute) {
    return Instant.ofEpochSecond(minute * SECONDS_OF_A_MINUTE).toString();
  }
}
