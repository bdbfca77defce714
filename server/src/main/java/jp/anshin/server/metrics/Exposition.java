package jp.anshin.server.metrics;

import java.math.BigDecimal;

/** Writes the text format of Prometheus, version 0.0.4: one metric after the other. */
final class Exposition {

  private final StringBuilder text = new StringBuilder();
  private String name = "";

  /** Begins a metric that goes up and down. */
  Exposition gauge(String newName, String help) {
    return begin(newName, help, "gauge");
  }

  /** Begins a metric that only rises while the server runs. */
  Exposition counter(String newName, String help) {
    return begin(newName, help, "counter");
  }

  private Exposition begin(String newName, String help, String type) {
    name = newName;
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /**
   * One value of the metric that was begun last.
   *
   * @param labels names and values in turn
   */
  Exposition value(long value, String... labels) {
    return written(Long.toString(value), labels);
  }

  /** The same for what is no whole number. */
  Exposition value(double value, String... labels) {
    return written(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString(), labels);
  }

  private Exposition written(String value, String... labels) {
    text.append(name);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      text.append(escaped(labels[i + 1])).append('"');
    }
    text.append(labels.length == 0 ? " " : "} ");
    text.append(value).append('\n');
    return this;
  }

  /** A router or a person may have chosen it: nothing in it may end the label. */
  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
