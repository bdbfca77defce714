package jp.anshin.server.api;

import jp.anshin.server.metrics.Metrics;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Figures of the running server for Prometheus and those who read its format. */
@RestController
class MetricsV1 {

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Metrics metrics;

  MetricsV1(Metrics metrics) {
    this.metrics = metrics;
  }

  @GetMapping("/api/v1/metrics")
  ResponseEntity<String> text() {
    return ResponseEntity.ok().header("Content-Type", TEXT).body(metrics.text());
  }
}
