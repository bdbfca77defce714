package jp.anshin.cli;

/** How long the parts of the demo took on the wall clock, in milliseconds since its verb began. */
final class DemoTimings {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long began = System.nanoTime();
  private long consoleReady;
  private long prepared;
  private long tablesKnown;
  private long told;

  private long now() {
    return (System.nanoTime() - began) / NANOS_PER_MILLI;
  }

  void consoleReady() {
    consoleReady = now();
  }

  void prepared() {
    prepared = now();
  }

  void tablesKnown() {
    tablesKnown = now();
  }

  void told() {
    told = now();
  }

  /** When the console answered. */
  long consoleReadyMillis() {
    return consoleReady;
  }

  /** When the event was generated. */
  long preparedMillis() {
    return prepared;
  }

  /** When the server knew the tables before. */
  long tablesKnownMillis() {
    return tablesKnown;
  }

  /** When the story had ended. */
  long toldMillis() {
    return told;
  }
}
