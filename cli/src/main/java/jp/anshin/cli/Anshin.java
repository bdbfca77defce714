package jp.anshin.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: {@code anshin <verb> …}. Exits with an {@link ExitStatus}. */
@Command(name = "anshin", synopsisSubcommandLabel = "<verb>")
public final class Anshin implements Runnable {

  private static final Set<String> LANGUAGES = Set.of("ja", "en");

  @Spec private @Nullable CommandSpec spec;

  Anshin() {}

  /** Runs one verb and ends the process. */
  public static void main(String[] arguments) {
    int status = run(Terminal.ofProcess(), arguments);
    System.out.flush();
    System.exit(status);
  }

  /** Runs one verb and tells how it ended. */
  static int run(Terminal terminal, String... arguments) {
    var language = UserLanguage.chosenBy(List.of(arguments), terminal.environment());
    return verbs(terminal, Texts.in(language)).execute(arguments);
  }

  static CommandLine verbs(Terminal terminal, Texts texts) {
    var line = new CommandLine(new Anshin());
    line.addSubcommand(new VersionCommand(terminal, texts));
    var route = new CommandLine(new RouteCommand());
    route.addSubcommand(new RoutePrintCommand(terminal, texts));
    route.addSubcommand(new RouteScanCommand(terminal, texts));
    route.addSubcommand(new RouteSimulateCommand(terminal, texts));
    line.addSubcommand(route);
    line.addSubcommand(new ServeCommand(terminal, texts));
    line.addSubcommand(new DemoCommand(terminal, texts));
    line.setResourceBundle(texts.bundle());
    line.setOut(terminal.out().printWriter());
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler(new UsageErrors(texts));
    line.setExecutionExceptionHandler((fault, at, parsed) -> failed(terminal, texts, fault));
    line.setUsageHelpAutoWidth(false);
    return line;
  }

  private static int failed(Terminal terminal, Texts texts, Exception fault) {
    if (!(fault instanceof Results.NotWritten)) {
      fault.printStackTrace(terminal.err());
      return ExitStatus.BUG;
    }
    String reason = String.valueOf(fault.getMessage());
    // Whoever reads a pipe may stop when it has enough (`| head`); that is no fault to speak of.
    if (!reason.contains("Broken pipe")) {
      terminal.err().println(texts.sentence("output.not-written", reason));
    }
    return ExitStatus.BAD_INPUT;
  }

  @Option(
      names = "--lang",
      paramLabel = "ja|en",
      descriptionKey = "option.lang",
      scope = ScopeType.INHERIT)
  void setLanguage(String language) {
    // Already chosen before parsing, so that even a parsing error is told in it.
    if (!LANGUAGES.contains(language)) {
      throw new ParameterException(line(), "--lang " + language + ": ja | en");
    }
  }

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      descriptionKey = "option.help",
      scope = ScopeType.INHERIT)
  void setHelp(@SuppressWarnings("unused") boolean asked) {
    // picocli prints the usage itself.
  }

  @Override
  public void run() {
    line().usage(line().getErr());
    throw new ParameterException(line(), "");
  }

  private CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("picocli has not set the command's model");
    }
    return spec.commandLine();
  }
}
