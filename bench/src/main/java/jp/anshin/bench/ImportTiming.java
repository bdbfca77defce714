package jp.anshin.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.imports.AccidentImport;
import jp.anshin.server.imports.Imports;
import jp.anshin.server.periods.Periods;
import jp.anshin.server.statistics.FiscalYear;
import jp.anshin.server.statistics.Statistics;

/**
 * How long a server needs to read, judge, store and count a year of SYNTHETIC failures of base
 * stations. Arguments: an empty directory for its files, rows (50000).
 */
public final class ImportTiming {

  private static final double NANOS_PER_SECOND = 1e9;

  /** The first year that is reported as a whole. */
  private static final int YEAR = 2025;

  private static final int DAYS = 365;
  private static final int MINUTES_MAX = 600;
  private static final int USERS_MAX = 2_000;
  private static final String[] CAUSES = {"自然故障", "ソフトウェア不具合", "C-WORK", "C-OTHER"};

  private ImportTiming() {}

  /** Starts a server, measures, prints a line each, and leaves. */
  public static void main(String[] arguments) throws IOException {
    int rows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
    byte[] file = file(rows).getBytes(StandardCharsets.UTF_8);
    try (AnshinServer server = AnshinServer.start(ServerOptions.local(Path.of(arguments[0])))) {
      Imports imports = server.part(Imports.class);
      Statistics statistics = server.part(Statistics.class);
      AccidentImport read =
          timed("read, judge, store " + rows, () -> imports.upload("bench.csv", file, "bench"));
      timed("confirm", () -> imports.confirm(read.number(), 0, 0, "bench"));
      LocalDate first = new FiscalYear(YEAR).first();
      timed(
          "lines of the year",
          () -> imports.linesOf(first, first.plusYears(1).minusDays(1)).size());
      timed("statistics of the year", () -> statistics.of(new FiscalYear(YEAR)).total());
      Periods periods = server.part(Periods.class);
      ReportingPeriod year = periods.required(first.plusYears(1).minusDays(1).toString());
      timed("what the periodic report would hold", () -> periods.standing(year).now().size());
      timed("begin the periodic report", () -> periods.begin(year, "bench").revision());
      timed("compare it with what is known", () -> periods.standing(year).changes().size());
    }
  }

  /** The thread's own CPU time beside: on a shared machine the wall clock says little. */
  private static <T> T timed(String what, Supplier<T> work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long cpuStart = threads.getCurrentThreadCpuTime();
    T done = work.get();
    System.out.printf(
        "%s: %.2f s wall, %.2f s CPU%n",
        what,
        (System.nanoTime() - start) / NANOS_PER_SECOND,
        (threads.getCurrentThreadCpuTime() - cpuStart) / NANOS_PER_SECOND);
    return done;
  }

  private static String file(int rows) {
    var random = new SplittableRandom(YEAR);
    var text =
        new StringBuilder(
            "id,date,service_category,duration_minutes,affected_users,impact,facility,cause,area,"
                + "place,summary\n");
    for (int i = 0; i < rows; i++) {
      text.append("BS-")
          .append(i)
          .append(',')
          .append(LocalDate.of(YEAR, 4, 1).plusDays(random.nextInt(DAYS)))
          .append(",OTHER,")
          .append(random.nextInt(MINUTES_MAX))
          .append(',')
          .append(random.nextInt(USERS_MAX))
          .append(",stop,F-RAN,")
          .append(CAUSES[random.nextInt(CAUSES.length)])
          .append(',')
          .append(1 + random.nextInt(47))
          .append(",基地局 ")
          .append(i)
          .append(",停電による停止\n");
    }
    return text.toString();
  }
}
