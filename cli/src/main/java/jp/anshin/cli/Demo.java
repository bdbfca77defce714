package jp.anshin.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.operator.AddressPrefix;
import jp.anshin.route.simulation.Leak2017;
import jp.anshin.route.simulation.SimulationSize;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.BmpOptions;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.incidents.IncidentSummary;
import jp.anshin.server.refusal.Refusal;

/**
 * The story of 25 August 2017: a simulated server of the example operator, a simulated router that
 * really speaks BMP to it, and someone who answers the impact question.
 */
final class Demo {

  private static final String LOOPBACK = "127.0.0.1";

  /** When the example operator knows that all sessions are back. */
  static final Instant ANSWERED_AT = Instant.parse("2017-08-25T03:46:00Z");

  /** Far beyond what any machine needs: a demo that hangs has failed. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final long LOOK_EVERY_MILLIS = 50;

  private final Terminal terminal;
  private final Texts texts;
  private final DemoOptions options;
  private final DemoTimings timings = new DemoTimings();
  private final StopSignal stop = new StopSignal();
  private boolean answered;
  private boolean paceBegan;

  Demo(Terminal terminal, Texts texts, DemoOptions options) {
    this.terminal = terminal;
    this.texts = texts;
    this.options = options;
  }

  /**
   * Plays it.
   *
   * @throws RefusedInput when the server cannot start as it is wanted
   */
  int run() throws RefusedInput, InterruptedException {
    try (stop) {
      return play();
    }
  }

  private int play() throws RefusedInput, InterruptedException {
    try (DemoDirectory directory = DemoDirectory.of(options.data(), texts);
        AnshinServer server = new Serving(terminal, texts).start(serverOptions(directory))) {
      timings.consoleReady();
      tell("demo.ready", Serving.address(LOOPBACK, server.port()));
      server
          .demoAccounts()
          .forEach(account -> tell("demo.account", account.name(), account.password()));
      return story(server);
    } catch (DemoRouter.Stopped e) {
      return stopped();
    } catch (IOException e) {
      terminal.err().println(texts.sentence("demo.broken", String.valueOf(e.getMessage())));
      return ExitStatus.FINDINGS;
    }
  }

  /** Whoever waits for the summary must not take a story cut short for one that came out well. */
  private int stopped() {
    int status = options.once() ? ExitStatus.FINDINGS : ExitStatus.GOOD;
    stop.leaveWith(status);
    return status;
  }

  private ServerOptions serverOptions(DemoDirectory directory) {
    return ServerOptions.local(directory.path())
        .listening(LOOPBACK, options.port())
        .operatedBy(OperatorText.example())
        .speaking(texts.language().locale())
        .asSimulation()
        .receiving(new BmpOptions(LOOPBACK, 0, List.of(AddressPrefix.parse(LOOPBACK + "/32"))));
  }

  private int story(AnshinServer server) throws IOException, InterruptedException, RefusedInput {
    tell("demo.preparing");
    SimulationSize size = SimulationSize.scaled(options.scale());
    var event = new Leak2017(Leak2017.SEED, size);
    timings.prepared();
    try (var router = new DemoRouter(server.bmpPort(), stop, options);
        var narrator = new DemoNarrator(server.incidents(), terminal, texts)) {
      narrator.begin();
      tell("demo.tables", String.format(Locale.ROOT, "%,d", size.baselinePrefixes()));
      event.play(message -> send(router, message, server, size));
      router.flush();
      await(() -> lag(server) == 0);
      timings.told();
      var summary = DemoSummary.of(server, size, timings);
      if (options.json()) {
        terminal.out().line(summary.json(texts.language().locale()));
      }
      return options.once() ? judged(summary) : stay(server);
    }
  }

  private void send(
      DemoRouter router, Leak2017.Message message, AnshinServer server, SimulationSize size)
      throws IOException {
    if (message.stage() == Leak2017.Stage.CHANGES && !paceBegan) {
      paceBegan = true;
      router.flush();
      // What is news can only be told once the tables are known.
      await(() -> routes(server) == 2L * size.baselinePrefixes() && lag(server) == 0);
      timings.tablesKnown();
      tell("demo.begins");
      router.beginPace(message);
    }
    if (!answered && message.epochMicros() >= micros(ANSWERED_AT)) {
      answered = true;
      router.flush();
      await(() -> isRestored(server));
      answer(server);
    }
    router.send(message);
  }

  /** As the example operator does, unless the watcher was faster. */
  private void answer(AnshinServer server) {
    IncidentSummary incident = server.incidents().latest(1).getFirst();
    try {
      new DemoAnswer(server).give(incident.id());
    } catch (Refusal refusal) {
      terminal.err().println(refusal.sentence(texts.language().locale()));
    }
  }

  private static boolean isRestored(AnshinServer server) {
    return server.incidents().latest(1).stream()
        .anyMatch(incident -> incident.status() != IncidentStatus.OPEN);
  }

  private static long routes(AnshinServer server) {
    return server.part(Feeds.class).all().stream()
        .flatMap(feed -> feed.peers().stream())
        .mapToLong(FeedState.Peer::routes)
        .sum();
  }

  private static long lag(AnshinServer server) {
    return server.part(Feeds.class).all().stream().mapToLong(FeedState::lagOctets).max().orElse(1);
  }

  private void await(BooleanSupplier condition) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        if (stop.await(LOOK_EVERY_MILLIS)) {
          throw new DemoRouter.Stopped();
        }
        if (System.nanoTime() > end) {
          throw new IOException(texts.sentence("demo.no-answer", PATIENCE.toMinutes()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoRouter.Stopped();
    }
  }

  private int judged(DemoSummary summary) {
    List<String> missed = summary.missed();
    missed.forEach(
        expectation -> terminal.err().println(texts.sentence("demo.missed." + expectation)));
    return missed.isEmpty() ? ExitStatus.GOOD : ExitStatus.FINDINGS;
  }

  /** The story has ended; the console stays until the watcher has seen enough. */
  private int stay(AnshinServer server) throws InterruptedException {
    String address = Serving.address(LOOPBACK, server.port());
    if (options.data() == null) {
      tell("demo.stays", address);
    } else {
      tell("demo.stays.kept", address, options.data());
    }
    stop.await();
    return ExitStatus.GOOD;
  }

  private void tell(String key, Object... arguments) {
    terminal.err().println(texts.sentence(key, arguments));
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000;
  }
}
