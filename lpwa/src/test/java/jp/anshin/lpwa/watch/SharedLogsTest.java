package jp.anshin.lpwa.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.network.Network;
import org.junit.jupiter.api.Test;

class SharedLogsTest {

  private static final String PART_1 = "ems-tourperret-A81758FFFE04B1C1.ndjson.gz";
  private static final String PART_2 = "ems-tourperret-A81758FFFE04B1C1-2.ndjson.gz";
  private static final String FIELD_TESTERS = "FTD_0018B20000020.ndjson.gz";

  private static List<Outage> watched(List<LpwaEvent> events) {
    var watch = new Watch(Network.UNKNOWN, WatchSettings.DEFAULT);
    var last = new TreeMap<String, Outage>();
    events.forEach(event -> watch.onEvent(event, outage -> last.put(outage.id(), outage)));
    watch.finish(outage -> last.put(outage.id(), outage));
    if (System.getProperty("show") != null) {
      last.values().forEach(System.out::println);
      System.out.println(watch.tally());
    }
    return List.copyOf(last.values());
  }

  @Test
  void showAll() throws IOException {
    assumeTrue(SharedLogs.arePresent(), "shared logs are absent");
    for (String name : List.of(PART_2, PART_1, FIELD_TESTERS)) {
      System.out.println(name);
      for (Outage o : watched(SharedLogs.read(name))) {
        System.out.println(
            o.startedAt().earliest()
                + " .. "
                + o.startedAt().latest()
                + " det "
                + o.detectedAt()
                + " end "
                + o.endedAt()
                + " "
                + o.scope()
                + " "
                + o.cause()
                + " "
                + o.candidates().stream().map(c -> c.scope()).toList()
                + " w="
                + o.withdrawn()
                + " "
                + o.contracts()
                + " conf "
                + o.confirmedDevices()
                + " "
                + o.evidence());
      }
    }
    assertThat(true).isTrue();
  }
}
