package jp.anshin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What the launcher runs once after a build while the JVM records which classes are loaded, so that
 * later starts find them ready (the AOT cache of JDK 25). It runs real verbs with their output
 * thrown away.
 */
public final class Training {

  private static final List<List<String>> VERBS =
      List.of(
          List.of("version"),
          List.of("version", "--json"),
          List.of("route", "print", "-m", "-"),
          List.of("route", "scan", "-", "--json"),
          List.of("--help"),
          List.of("no-such-verb"));

  /** The smallest story: every class of the server and of the watch, in seconds. */
  private static final List<List<String>> SERVER_VERBS =
      List.of(List.of("demo", "--once", "--scale", "0.01"), List.of("serve", "--help"));

  private Training() {}

  /**
   * Trains one profile.
   *
   * @param arguments the profile: {@code verbs} or {@code server}
   */
  public static void main(String[] arguments) throws IOException {
    boolean server = List.of(arguments).contains("server");
    train(server ? SERVER_VERBS : VERBS);
    if (server) {
      ServerTraining.run();
    }
  }

  private static void train(List<List<String>> verbs) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    for (String language : List.of("en", "ja")) {
      for (List<String> verb : verbs) {
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
  }
}
