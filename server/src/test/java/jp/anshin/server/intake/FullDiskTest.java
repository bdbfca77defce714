package jp.anshin.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Journal, state of the watch and database on one file system without a free octet: the whole
 * server in a process of its own, fed over TCP and read over HTTP.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FullDiskTest {
  private static final Instant LATER = LeakStory.LEAK.plusSeconds(120);

  private static final String ENDED = "127.0.0.11 disk-full ended";

  @TempDir Path scratch;

  /** How the server is reached: it says so when it has started. */
  private record Server(int bmpPort, int port, String name, String password) {
    static Server said(String line) {
      String[] words = line.split(" ", -1);
      return new Server(Integer.parseInt(words[0]), Integer.parseInt(words[1]), words[2], words[3]);
    }

    private HttpRequest.Builder at(String path) {
      String basic = name + ":" + password;
      return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
          .header("Accept-Language", "ja")
          .header(
              "Authorization",
              "Basic "
                  + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
    }

    HttpResponse<String> get(HttpClient client, String path) throws Exception {
      return client.send(at(path).build(), BodyHandlers.ofString());
    }

    JsonNode json(HttpClient client, String path) throws Exception {
      var answer = get(client, "/api/v1/" + path);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return JsonMapper.shared().readTree(answer.body());
    }

    /** Answers the impact question. */
    HttpResponse<String> answer(HttpClient client, String incident, int version, String remark)
        throws Exception {
      String body =
          "{\"readVersion\":" + version + ",\"services\":[],\"remark\":\"" + remark + "\"}";
      return client.send(
          at("/api/v1/incidents/" + incident + "/impact")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void aFullDiskIsToldAndBlindAndEverythingAcknowledgedStaysAndItGoesOnWhenThereIsRoom()
      throws Exception {
    try (var disk = SmallDisk.run(ServerOnSmallDisk.class, scratch, "96m");
        var client = HttpClient.newHttpClient()) {
      var server = Server.said(disk.answer());
      String incident = leak(disk, server, client);

      Await.until("blind", () -> !intervals(server, client).isEmpty());
      assertThat(intervals(server, client)).containsExactly("127.0.0.11 disk-full lasts");
      assertThat(server.get(client, "/login").statusCode()).isEqualTo(200);
      assertThat(remarks(server, client, incident)).containsExactly("before");
      var notTaken = server.answer(client, incident, 1, "while full");
      assertThat(notTaken.statusCode()).isEqualTo(507);
      assertThat(notTaken.body()).contains("store.disk-full", "空きがほとんどない", "nearly full");
      Await.until("told", () -> disk.errors().contains("the journal takes nothing now: "));
      try (var another = PlayedRouter.connect(server.bmpPort(), 12)) {
        another.awaitClose();
      }

      assertThat(disk.tell("free")).isEqualTo("freed");
      try (var router = PlayedRouter.connect(server.bmpPort(), 11)) {
        LeakStory.table(router, "tokyo-1", LATER.plusSeconds(360));
        router.quiet(LeakStory.FIRST, LATER.plusSeconds(361), 240);
        Await.until("the end", () -> status(server, client).equals(List.of("RESTORED")));
        Await.until("sight", () -> intervals(server, client).contains(ENDED));
      }
      assertThat(server.answer(client, incident, 1, "after").statusCode()).isEqualTo(201);

      var again = Server.said(disk.tell("restart"));
      Await.until("read again", () -> intervals(again, client).contains(ENDED));
      assertThat(remarks(again, client, incident)).containsExactly("before", "after");
      assertThat(status(again, client)).containsExactly("RESTORED");
      assertThat(disk.errors()).doesNotContain("has been closed", "damaged", "watches no more");
    }
  }

  /** A leak that is detected and answered, then the full disk, then more that cannot be taken. */
  private static String leak(SmallDisk disk, Server server, HttpClient client) throws Exception {
    try (var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      LeakStory.baseline(router, "tokyo-1");
      LeakStory.leak(router, LeakStory.LEAK);
      Await.until("an incident", () -> status(server, client).equals(List.of("OPEN")));
      String incident = server.json(client, "incidents").at("/items/0/id").asString();
      assertThat(server.answer(client, incident, 0, "before").statusCode()).isEqualTo(201);

      assertThat(disk.tell("fill")).contains("No space left");
      router.announce(LeakStory.FIRST, LATER, 0, 1_000, 701L, 15169L, 2914L, 64_496L);
      router.flush();
      router.awaitClose();
      return incident;
    }
  }

  private static List<String> status(Server server, HttpClient client) throws Exception {
    return server.json(client, "incidents").at("/items").findValuesAsString("status");
  }

  private static List<String> remarks(Server server, HttpClient client, String incident)
      throws Exception {
    return server
        .json(client, "incidents/" + incident)
        .at("/impactAnswers")
        .findValuesAsString("remark");
  }

  /** Blind intervals of the router, oldest first. */
  private static List<String> intervals(Server server, HttpClient client) throws Exception {
    var found = new ArrayList<String>();
    for (JsonNode interval : server.json(client, "blind-intervals")) {
      if (interval.at("/feed").asString().equals("127.0.0.11")) {
        String ends = interval.at("/until").isNull() ? " lasts" : " ended";
        found.addFirst("127.0.0.11 " + interval.at("/reason").asString() + ends);
      }
    }
    return found;
  }
}
