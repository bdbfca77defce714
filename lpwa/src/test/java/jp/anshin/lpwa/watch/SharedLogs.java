package jp.anshin.lpwa.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import jp.anshin.lpwa.event.Arrival;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.event.Reception;

/** Reads what these tests need of the shared logs, and nothing else of them. */
final class SharedLogs {

  private static final Pattern DEVICE = Pattern.compile("\"dev_eui\":\"([0-9A-F]+)\"");
  private static final Pattern COUNTER = Pattern.compile("\"fcnt\":(\\d+)");
  private static final Pattern TIME = Pattern.compile("\"_timestamp\":(\\d+)");
  private static final Pattern HOTSPOT = Pattern.compile("\"id\":\"([1-9A-HJ-NP-Za-km-z]{40,})\"");

  private SharedLogs() {}

  static Path path(String name) {
    Path at = Path.of("").toAbsolutePath();
    while (at != null) {
      Path shared = at.resolve("shared/data/lora").resolve(name);
      if (Files.exists(shared)) {
        return shared;
      }
      at = at.getParent();
    }
    return Path.of("absent");
  }

  static boolean arePresent() {
    return Files.exists(path("ems-tourperret-A81758FFFE04B1C1-2.ndjson.gz"));
  }

  static List<LpwaEvent> read(String name) throws IOException {
    var events = new ArrayList<LpwaEvent>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path(name))), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        events.add(arrival(line, name));
      }
    }
    return events;
  }

  private static Arrival arrival(String line, String feed) {
    var receptions = new ArrayList<Reception>();
    var hotspots = HOTSPOT.matcher(line);
    while (hotspots.find()) {
      receptions.add(new Reception(hotspots.group(1), null, null, null));
    }
    return new Arrival(
        Instant.ofEpochMilli(Long.parseLong(first(TIME, line))),
        feed,
        first(DEVICE, line).toLowerCase(Locale.ROOT),
        Long.valueOf(first(COUNTER, line)),
        null,
        null,
        receptions,
        null,
        false);
  }

  private static String first(Pattern pattern, String line) {
    var matcher = pattern.matcher(line);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no " + pattern);
    }
    return matcher.group(1);
  }
}
