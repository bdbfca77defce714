package jp.anshin.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.identity.FirstStart;
import jp.anshin.server.identity.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads of a server that a router speaks to. */
final class MetricsTest {

  private static final Pattern LINE =
      Pattern.compile(
          "# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{([a-z]+=\"([^\"\\\\\n]|\\\\.)*\",?)+})? -?[\\d.]+");
  private static final Pattern DECLARED = Pattern.compile("(?m)^# TYPE ([a-z_]+) ");
  private static final Pattern OF_THE_GUIDE = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");

  @TempDir Path directory;

  private static HttpResponse<String> ask(AnshinServer server, FirstStart.@Nullable DemoAccount as)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/metrics"));
    if (as != null) {
      byte[] login = (as.name() + ":" + as.password()).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
    }
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void whoIsLoggedInReadsEveryNameOfTheGuideWithValuesThatHold() throws Exception {
    try (var server =
            AnshinServer.start(
                ServerOptions.local(directory)
                    .receiving(LeakStory.loopback())
                    .knowing(LeakStory.relations(), List.of())
                    .asSimulation());
        var router = PlayedRouter.connect(server.bmpPort(), 31)) {
      var verdict = new Verdict(server, 31, router);
      LeakStory.baseline(router, "tok\"yo\\1");
      LeakStory.leak(router, LeakStory.LEAK);
      verdict.isOneLeak("15169", "701", LeakStory.LEAKED);
      var viewer =
          server.demoAccounts().stream()
              .filter(account -> account.role() == Role.VIEWER)
              .findAny()
              .orElseThrow();

      assertThat(ask(server, null).statusCode()).isEqualTo(401);
      Path segment = directory.resolve("journal/0000000000000001.journal");
      long journalBefore = Files.size(segment);
      HttpResponse<String> answer = ask(server, viewer);
      String text = answer.body();

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type").orElse(""))
          .startsWith("text/plain;version=0.0.4");
      assertThat(text.lines()).allSatisfy(line -> assertThat(line).matches(LINE));
      String feed = "feed=\"127.0.0.31\",router=\"tok\\\"yo\\\\1\"";
      assertThat(text.lines())
          .contains(
              "anshin_standby 0",
              "anshin_feed_up{" + feed + "} 1",
              "anshin_feed_messages_total{" + feed + "} " + router.messages(),
              "anshin_incidents{status=\"open\"} 1",
              "anshin_calls{state=\"open\"} 0",
              "anshin_journal_max_bytes " + ServerOptions.JOURNAL_OCTETS_MAX_DEFAULT,
              "anshin_table_routes{"
                  + feed
                  + ",peer=\"192.0.2.1\",as=\"701\",view=\"adj-rib-in-pre\",family=\"ipv4\"} "
                  + LeakStory.ROUTES);
      // A tick may have been written since, each second.
      assertThat(value(text, "anshin_journal_bytes"))
          .isBetween((double) journalBefore, (double) Files.size(segment));
      assertThat(value(text, "anshin_database_bytes")).isPositive();
      assertThat(value(text, "anshin_disk_usable_bytes")).isPositive();

      List<String> names = names(DECLARED, text);
      assertThat(names).doesNotHaveDuplicates();
      for (String guide : List.of("operation.md", "operation.ja.md")) {
        assertThat(names(OF_THE_GUIDE, Files.readString(Path.of("../docs/guide", guide))))
            .as(guide)
            .containsExactlyElementsOf(names);
      }
    }
  }

  private static List<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static double value(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findAny()
        .orElseThrow();
  }
}
