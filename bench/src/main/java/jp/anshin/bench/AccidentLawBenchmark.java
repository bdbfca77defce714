package jp.anshin.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import jp.anshin.core.Interval;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Bounds;
import jp.anshin.law.Determination;
import jp.anshin.law.Exclusion;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Determinations a second on one core, each with its whole tree of reasons. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(
    value = 2,
    // One core is what is measured: the collector must not use another.
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx1g", "-Xmn768m"})
public class AccidentLawBenchmark {

  private static final long SEED = 58;

  /** So many different events that no branch is foretold, and few enough to stay in the cache. */
  private static final int EVENTS = 1 << 10;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final List<String> CATEGORIES =
      List.of("VOICE_EMERGENCY", "VOICE_OTHER", "OTHER", "OTHER", "OTHER");

  /** The day of the events: a table alone, an unverified table, a table beside a proposal. */
  @Param({"2017-08-25", "2021-06-01", "2026-06-01"})
  public String day = "2017-08-25";

  private final AccidentLaw law = new AccidentLaw(RulebookText.shipped());
  private final List<AccidentFacts> events = new ArrayList<>(EVENTS);
  private int next;
  private long determinations;
  private long cpuNanosAtStart;

  /** Events at and around the thresholds, with exact and uncertain figures. */
  @Setup
  public void makeEvents() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    Map<String, Truth> excluded = new HashMap<>();
    for (Exclusion exclusion : law.rulebook().exclusions()) {
      excluded.put(exclusion.id(), Truth.NO);
    }
    Instant noon = LocalDate.parse(day).atTime(12, 0).atZone(Figures.JAPAN).toInstant();
    for (int i = 0; i < EVENTS; i++) {
      long users = random.nextLong(1_200_000);
      long seconds = random.nextLong(10_000);
      boolean exact = random.nextInt(4) > 0;
      var service =
          new ServiceFacts(
              "service",
              CATEGORIES.get(random.nextInt(CATEGORIES.size())),
              Impact.STOP,
              excluded,
              Truth.NO,
              Map.of(),
              exact ? Bounds.exactly(users) : Bounds.between(users, users + 20_000),
              exact ? Bounds.exactly(seconds) : Bounds.between(seconds, seconds + 600),
              null);
      Interval at = Interval.at(noon.plusSeconds(i));
      events.add(new AccidentFacts(at, List.of(service), Truth.NO, Bounds.exactly(0)));
    }
  }

  /** The figure that other work on the machine does not change: per second of this thread's CPU. */
  @Setup(Level.Iteration)
  public void startCounting() {
    determinations = 0;
    cpuNanosAtStart = THREADS.getCurrentThreadCpuTime();
  }

  /** Tells it. */
  @TearDown(Level.Iteration)
  public void tell() {
    long nanos = THREADS.getCurrentThreadCpuTime() - cpuNanosAtStart;
    System.out.printf("%,.0f a CPU second; ", determinations * 1e9 / nanos);
  }

  /** One determination. */
  @Benchmark
  public Determination determine() {
    determinations++;
    next = (next + 1) % EVENTS;
    return law.determine(events.get(next));
  }
}
