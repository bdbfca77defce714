package jp.anshin.server.alerts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Asks an address outside over HTTP. Taken is what was answered with a status of 2xx; a redirect is
 * not followed, since it may lead anywhere. The address may be a secret: no failure repeats it.
 */
final class OutsideAddress {
  private static final int FIRST_GOOD = 200;
  private static final int FIRST_NOT_GOOD = 300;

  private final URI url;
  private final Duration longest;
  private final HttpClient client;

  /**
   * @param longest that is waited for a connection, and for an answer
   */
  OutsideAddress(URI url, Duration longest) {
    this.url = url;
    this.longest = longest;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(longest)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /** A request of it, to be completed. */
  HttpRequest.Builder request() {
    return HttpRequest.newBuilder(url).timeout(longest).header("User-Agent", "Anshin");
  }

  /**
   * Sends a request.
   *
   * @throws DeliveryFailure where it was not taken
   */
  void send(HttpRequest request) throws DeliveryFailure {
    try {
      HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
      if (answer.statusCode() < FIRST_GOOD || answer.statusCode() >= FIRST_NOT_GOOD) {
        throw new DeliveryFailure("webhook-status", Integer.toString(answer.statusCode()));
      }
    } catch (IOException failed) {
      // Its words may repeat the address.
      throw new DeliveryFailure("webhook-unreachable", failed.getClass().getSimpleName(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DeliveryFailure("stopped", "", interrupted);
    }
  }
}
