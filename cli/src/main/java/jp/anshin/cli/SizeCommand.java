package jp.anshin.cli;

import java.util.List;
import java.util.Locale;

/** {@code anshin size}: which machine, which heap, which bound on the journal. */
record SizeCommand(Terminal terminal, Texts texts) implements Verb {

  private static final OptionRule PEERS =
      OptionRule.value("--peers", "N", "option.size-peers").required();
  private static final OptionRule PREFIXES =
      OptionRule.value("--prefixes", "N", "option.size-prefixes").required();
  private static final OptionRule UPDATES =
      OptionRule.value("--updates-per-second", "N", "option.size-updates").required();
  private static final OptionRule DAYS =
      OptionRule.value("--days", "N", "option.size-days").required();
  private static final OptionRule HOURS =
      OptionRule.value("--incident-hours", "N", "option.size-hours");
  private static final OptionRule JSON = OptionRule.flag("--json", "option.json-object");

  private static final long HOURS_DEFAULT = 1;
  private static final long KIBI = 1024;

  @Override
  public List<OptionRule> options() {
    return List.of(PEERS, PREFIXES, UPDATES, DAYS, HOURS, JSON);
  }

  @Override
  public int run(Given given) throws WrongUsage {
    var sizing =
        new Sizing(
            given.wholeNumber(PEERS, 1, Sizing.PEERS_MAX, 1),
            given.wholeNumber(PREFIXES, 1, Sizing.PREFIXES_MAX, 1),
            given.wholeNumber(UPDATES, 0, Sizing.UPDATES_MAX, 0),
            given.wholeNumber(DAYS, 1, Sizing.DAYS_MAX, 1),
            given.wholeNumber(HOURS, 0, Sizing.HOURS_MAX, HOURS_DEFAULT));
    if (given.has(JSON)) {
      terminal.out().line(json(sizing));
      return ExitStatus.GOOD;
    }
    terminal
        .out()
        .line(
            texts.sentence(
                "size.heap",
                size(sizing.heapMax()),
                mebi(sizing.heapMax()),
                size(sizing.heapLive())));
    terminal
        .out()
        .line(
            texts.sentence(
                "size.journal",
                mebi(sizing.journalMax()),
                size(sizing.journal()),
                sizing.days(),
                size(sizing.journalDisk())));
    terminal
        .out()
        .line(texts.sentence("size.database", size(sizing.databaseGrowth()), sizing.days()));
    terminal.err().println(texts.sentence("size.basis"));
    return ExitStatus.GOOD;
  }

  private static String json(Sizing sizing) {
    return String.format(
        Locale.ROOT,
        "{\"peers\":%d,\"prefixes\":%d,\"updatesPerSecond\":%d,\"days\":%d,\"incidentHours\":%d,"
            + "\"heapLiveOctets\":%d,\"heapMaxOctets\":%d,\"journalOctets\":%d,"
            + "\"journalMaxOctets\":%d,\"journalDiskOctets\":%d,\"databaseGrowthOctets\":%d}",
        sizing.peers(),
        sizing.prefixes(),
        sizing.updatesPerSecond(),
        sizing.days(),
        sizing.incidentHours(),
        sizing.heapLive(),
        sizing.heapMax(),
        sizing.journal(),
        sizing.journalMax(),
        sizing.journalDisk(),
        sizing.databaseGrowth());
  }

  private static long mebi(long octets) {
    return octets / (KIBI * KIBI);
  }

  /** A size for people, with one digit behind the point. */
  static String size(long octets) {
    double mebi = octets / (double) (KIBI * KIBI);
    return mebi < KIBI
        ? String.format(Locale.ROOT, "%.1f MiB", mebi)
        : String.format(Locale.ROOT, "%.1f GiB", mebi / KIBI);
  }
}
