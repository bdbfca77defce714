package jp.anshin.cli;

/**
 * What a server needs, by figures that were measured (docs/performance.md,
 * docs/guide/operation.md). Everything is in octets. It is meant for choosing a machine: round up,
 * and look at the metrics.
 *
 * @param peers sessions whose tables are watched, at least 1
 * @param prefixes routes in each of these tables, at least 1
 * @param updatesPerSecond changed routes a second over all sessions, on the average
 * @param days how far back the journal is to go, and how long the server runs without a restart
 * @param incidentHours hours a day during which some incident goes on and is restated
 */
record Sizing(long peers, long prefixes, long updatesPerSecond, long days, long incidentHours) {

  /**
   * What the server holds beside the tables after a collection: 249 MiB, the most of six runs with
   * 1,292,000 routes (BmpLoad), without these routes.
   */
  static final long HEAP_BASE = 220L << 20;

  /** TableGrowth: 305 MB for ten tables of 1,290,000, 23.6 octets a route. */
  static final long HEAP_ROUTE = 24;

  /** A Route Monitoring of one route (BmpLoad: 140) and the head of its record in the journal. */
  static final long JOURNAL_UPDATE = 140 + 25;

  /** StoreGrowth: the file of H2, a sign of life given to the outside each minute. */
  static final long DATABASE_SIGN_OF_LIFE = 13_000;

  /**
   * StoreGrowth: each five minutes the sizes of the tables are kept; so much, and for each table.
   */
  static final long DATABASE_SIZES = 14_600;

  static final long DATABASE_SIZES_TABLE = 2_010;

  /** ADR 4: a restatement of an incident, each five seconds while it goes on. */
  static final long DATABASE_RESTATEMENT = 25_000;

  static final long PEERS_MAX = 10_000;
  static final long PREFIXES_MAX = 100_000_000;
  static final long UPDATES_MAX = 10_000_000;
  static final long DAYS_MAX = 36_500;
  static final long HOURS_MAX = 24;

  private static final long MINUTES_A_DAY = 24 * 60;
  private static final long SECONDS_A_DAY = 60 * MINUTES_A_DAY;
  private static final long SIZES_A_DAY = MINUTES_A_DAY / 5;
  private static final long RESTATEMENTS_AN_HOUR = 3_600 / 5;

  /** To what the two settings are rounded up. */
  private static final long STEP = 256L << 20;

  /** Below, the server was never measured. */
  private static final long HEAP_MIN = 1L << 30;

  /** Live objects on the heap with all tables whole. */
  long heapLive() {
    return HEAP_BASE + HEAP_ROUTE * peers * prefixes;
  }

  /** What to give the JVM ({@code -Xmx}): room for twice what lives, and no less than measured. */
  long heapMax() {
    return Math.max(HEAP_MIN, roundedUp(2 * heapLive()));
  }

  /** What comes in within the days, and every table once. */
  long journal() {
    long updates = updatesPerSecond * SECONDS_A_DAY * days;
    return JOURNAL_UPDATE * (updates + peers * prefixes);
  }

  /** The setting {@code journal-max}. */
  long journalMax() {
    return roundedUp(journal());
  }

  /** What the journal may take of the disk: pinned evidence comes on top, up to half the bound. */
  long journalDisk() {
    return journalMax() / 2 * 3;
  }

  /**
   * By how much the file of H2 grows within the days, as long as the server is not started anew.
   */
  long databaseGrowth() {
    long quiet =
        MINUTES_A_DAY * DATABASE_SIGN_OF_LIFE
            + SIZES_A_DAY * (DATABASE_SIZES + DATABASE_SIZES_TABLE * peers);
    return days * (quiet + incidentHours * RESTATEMENTS_AN_HOUR * DATABASE_RESTATEMENT);
  }

  private static long roundedUp(long octets) {
    return Math.ceilDiv(octets, STEP) * STEP;
  }
}
