package jp.anshin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What the launcher runs once after a build while the JVM records which classes are loaded, so that
 * later starts find them ready (the AOT cache of JDK 25). It runs real verbs with their output
 * thrown away.
 */
public final class Training {

  /** What a person types first, and the ways in which it goes wrong. */
  private static final List<List<String>> SHORT_VERBS =
      List.of(
          List.of("version"),
          List.of("version", "--json"),
          List.of("--help"),
          List.of("route", "--help"),
          List.of("route", "scan", "--help"),
          List.of("route", "print"),
          List.of("route", "print", "-m", "no-such-file"),
          List.of("accident", "judge", "--help"),
          List.of(
              "accident",
              "judge",
              "--date",
              "2023-04-03",
              "--service",
              "OTHER",
              "--duration",
              "1h41m"),
          List.of("accident", "judge", "--date", "2023-04-03", "--users", "47000", "--json"),
          List.of(
              "accident",
              "clock",
              "--began",
              "2023-07-03T07:00",
              "--now",
              "2023-07-03T08:00",
              "--users",
              "47000"),
          List.of("version", "--jsno"),
          List.of("no-such-verb"),
          List.of());

  /** The smallest story: every class of the server and of the watch, in seconds. */
  private static final List<List<String>> SERVER_VERBS =
      List.of(List.of("demo", "--once", "--scale", "0.01"), List.of("serve", "--help"));

  /** The JVM notes which methods are hot after some ten thousand calls: these make millions. */
  private static final int PRINTS = 20;

  /** BGP4MP_STATE_CHANGE_AS4 of a peer at 2001:db8::1: the event knows IPv4 alone. */
  private static final String IPV6_RECORD =
      "599f98d9001000050000003000000000000000000000000220010db8000000000000000000000001"
          + "20010db800000000000000000000000200050006";

  private static final int IPV6_RECORDS = 5_000;

  private Training() {}

  /**
   * Trains one profile.
   *
   * @param arguments the profile: {@code verbs}, {@code documents} or {@code server}
   */
  public static void main(String[] arguments) throws IOException {
    if (List.of(arguments).contains("server")) {
      inBothLanguages(SERVER_VERBS);
      ServerTraining.run();
    } else if (List.of(arguments).contains("documents")) {
      ReportTraining.run(Training::run);
    } else {
      inBothLanguages(SHORT_VERBS);
      readFiles();
    }
    Terminal.ofProcess();
    System.exit(ExitStatus.GOOD); // as a verb does: the JVM has classes for it
  }

  private static void inBothLanguages(List<List<String>> verbs) {
    for (String language : List.of("en", "ja")) {
      verbs.forEach(verb -> run(language, verb));
    }
  }

  /** The smallest event, written, printed and scanned. */
  private static void readFiles() throws IOException {
    Path directory = Files.createTempDirectory("anshin-training-");
    try (var temporary = new DemoDirectory(directory, true)) {
      String table = temporary.path().resolve("rib.mrt.gz").toString();
      String updates = temporary.path().resolve("updates.mrt.gz").toString();
      run("en", List.of("route", "simulate", "--out", directory.toString(), "--scale", "0.01"));
      run("en", List.of("route", "scan", "--baseline", table, "--json", updates));
      run("ja", List.of("route", "scan", updates));
      Path states = temporary.path().resolve("states.mrt");
      Files.write(states, HexFormat.of().parseHex(IPV6_RECORD.repeat(IPV6_RECORDS)));
      for (int i = 0; i < PRINTS; i++) {
        run("en", List.of("route", "print", "-m", updates, table, states.toString()));
      }
    }
  }

  private static void run(String language, List<String> verb) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var terminal =
        new Terminal(
            InputStream.nullInputStream(),
            new Results(nowhere),
            nowhere,
            false,
            Map.of("LANG", language));
    Anshin.run(terminal, verb.toArray(String[]::new));
  }
}
