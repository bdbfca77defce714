package jp.anshin.server.alerts;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.server.alerts.AlertOptions.Webhook;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells by a POST of JSON with both languages. With a key, the header {@value #SIGNATURE} has the
 * HMAC-SHA-256 of the body in hexadecimal after {@code sha256=}.
 */
final class WebhookChannel implements Channel {

  /** Header of the signature. */
  static final String SIGNATURE = "X-Anshin-Signature";

  private static final Duration WAIT_MAX = Duration.ofSeconds(20);
  private static final String ALGORITHM = "HmacSHA256";
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Webhook webhook;
  private final String consoleUrl;
  private final OutsideAddress outside;

  WebhookChannel(Webhook webhook, String consoleUrl) {
    this.webhook = webhook;
    this.consoleUrl = consoleUrl;
    this.outside = new OutsideAddress(webhook.url(), WAIT_MAX);
  }

  @Override
  public String name() {
    return "webhook-" + webhook.name();
  }

  @Override
  public String reference() {
    return webhook.name();
  }

  @Override
  public String reaches() {
    return String.valueOf(webhook.url().getHost());
  }

  @Override
  public void send(Alert alert) throws DeliveryFailure {
    byte[] body = body(alert);
    HttpRequest.Builder request =
        outside
            .request()
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    if (!webhook.key().isEmpty()) {
      request.header(SIGNATURE, "sha256=" + signature(body));
    }
    outside.send(request.build());
  }

  private byte[] body(Alert alert) {
    var body = new LinkedHashMap<String, Object>();
    body.put("id", alert.key());
    body.put("kind", alert.kind().name());
    body.put("raisedAt", alert.raisedAt().toString());
    if (alert.dueAt() != null) {
      body.put("dueAt", alert.dueAt().toString());
    }
    body.put("urgent", alert.urgent());
    IncidentId incident = alert.incident();
    if (incident != null) {
      body.put("incident", incident.value());
    }
    if (!consoleUrl.isEmpty()) {
      body.put("link", consoleUrl + alert.path());
    }
    String runbook = alert.runbookPath();
    if (runbook != null && !consoleUrl.isEmpty()) {
      body.put("runbook", consoleUrl + runbook);
    }
    String call = alert.call();
    if (call != null) {
      body.put("call", call);
      if (!consoleUrl.isEmpty()) {
        body.put("take", consoleUrl + Call.path(call));
      }
    }
    body.put("subject", both(alert.subject()));
    body.put("text", both(alert.text()));
    return MAPPER.writeValueAsBytes(body);
  }

  private static Map<String, String> both(LocalizedText text) {
    var both = new LinkedHashMap<String, String>();
    both.put("ja", text.japanese());
    both.put("en", text.english());
    return both;
  }

  private String signature(byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(webhook.key().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
    }
  }
}
