package jp.anshin.bench.months;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What the route watch would call people for in SYNTHETIC months of an operator with twenty
 * neighbours, beside what really happened. Event time, so the same seeds give the same tables.
 *
 * <p>Arguments: {@code --list} where the watch has a public list of relations too, days of each
 * month (30), then seeds (1 to 6).
 */
public final class Months {

  private static final int DAYS = 30;
  private static final int SEEDS = 6;
  private static final long DAY = 86_400 * World.SECOND;
  private static final double NANOS_PER_SECOND = 1e9;

  private Months() {}

  /** Prints the tables. */
  public static void main(String[] arguments) {
    var numbers = new ArrayList<>(List.of(arguments));
    boolean listed = numbers.remove("--list");
    int days = numbers.isEmpty() ? DAYS : Integer.parseInt(numbers.removeFirst());
    var score = new Score();
    if (numbers.isEmpty()) {
      LongStream.rangeClosed(1, SEEDS).forEach(seed -> run(seed, listed, days, score));
    }
    numbers.forEach(seed -> run(Long.parseLong(seed), listed, days, score));
    System.out.println(score.text());
  }

  private static void run(long seed, boolean listed, int days, Score score) {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    var world = new World(seed, listed);
    world.begin();
    long baseline = world.events();
    long prefixes = world.announced();
    var plan = new Plan(world, days);
    plan.draw();
    world.runFor(days * DAY);
    score.add(seed, world, plan.labels, days);
    System.err.printf(
        "seed %d: %,d prefixes, %,d routes, then %,d changes in %d days; %d events with a label; %.0f s of CPU%n",
        seed,
        prefixes,
        baseline,
        world.events() - baseline,
        days,
        plan.labels.size(),
        (threads.getCurrentThreadCpuTime() - start) / NANOS_PER_SECOND);
  }
}
