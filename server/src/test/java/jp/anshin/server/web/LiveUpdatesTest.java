package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiveUpdatesTest {

  private static final int STATEMENTS = 300;

  @Test
  void anOpenPageIsToldOfChangesAndManyChangesAreFewSigns(@TempDir Path directory)
      throws Exception {
    try (Staffed staffed = Staffed.start(directory);
        Reader reader = staffed.reader(Role.VIEWER, "en");
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          reader
              .request("/live")
              .setHeader("Accept", "text/event-stream")
              .header("Cookie", reader.cookies())
              .timeout(Duration.ofMinutes(2))
              .build();
      var answer = client.send(request, BodyHandlers.ofInputStream());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type").orElse(""))
          .startsWith("text/event-stream");

      try (var lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        CompletableFuture<Integer> signs =
            CompletableFuture.supplyAsync(() -> {
              // The last statement closes the incident's growth; signs until then are counted.
              int found = 0;
              try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  found += line.startsWith("event:changed") ? 1 : 0;
                  if (found > 0 && line.isEmpty() && staffed.lastRevision() >= STATEMENTS) {
                    return found;
                  }
                }
              } catch (IOException closed) {
                return found;
              }
              return found;
            });
        for (int revision = 3; revision <= STATEMENTS; revision++) {
          staffed.server.incidents().accept(Statements.leak("15169", "701", revision, 160_000));
        }
        assertThat(signs.get(1, TimeUnit.MINUTES)).isBetween(1, STATEMENTS / 3);
      }
    }
  }
}
