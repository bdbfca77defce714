package jp.anshin.cli;

import java.util.concurrent.Callable;
import jp.anshin.formats.configuration.ConfigurationText;
import jp.anshin.route.simulation.SimulationSize;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code anshin demo}: 25 August 2017 as an example ISP would have seen it. The server's own types
 * are named in {@link Demo} and below it: other verbs run without its jars.
 */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {

  private static final int PORT_MAX = 0xffff;

  /** A day of the event in a second and a half: nobody watches faster. */
  private static final double SPEED_MAX = 100_000;

  private static final double SPEED_MIN = 0.1;

  private final Terminal terminal;
  private final Texts texts;

  @Spec private @Nullable CommandSpec spec;
  private @Nullable Double speed;
  private @Nullable Integer port;
  private double scale = 1;

  @Option(names = "--once", descriptionKey = "option.once")
  private boolean once;

  @Option(names = "--json", descriptionKey = "option.json-summary")
  private boolean json;

  @Option(names = "--data", paramLabel = "DIR", descriptionKey = "option.data")
  private @Nullable String data;

  DemoCommand(Terminal terminal, Texts texts) {
    this.terminal = terminal;
    this.texts = texts;
  }

  @Option(names = "--speed", paramLabel = "N", descriptionKey = "option.speed")
  void setSpeed(String text) {
    speed = number("demo.speed-wrong", text, SPEED_MIN, SPEED_MAX);
  }

  @Option(names = "--port", paramLabel = "PORT", descriptionKey = "option.port")
  void setPort(String text) {
    double number = number("demo.port-wrong", text, 0, PORT_MAX);
    if (number != Math.rint(number)) {
      throw wrong("demo.port-wrong", text);
    }
    port = (int) number;
  }

  @Option(names = "--scale", paramLabel = "F", descriptionKey = "option.scale")
  void setScale(String text) {
    scale = number("demo.scale-wrong", text, SimulationSize.SCALE_MIN, 1);
  }

  private double number(String key, String text, double min, double max) {
    try {
      double number = Double.parseDouble(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of range.
    }
    throw wrong(key, text);
  }

  private ParameterException wrong(String key, String text) {
    if (spec == null) {
      throw new IllegalStateException("picocli has not set the command's model");
    }
    return new ParameterException(spec.commandLine(), texts.sentence(key, text));
  }

  @Override
  public Integer call() throws InterruptedException {
    double ownSpeed = once ? DemoOptions.AS_FAST_AS_POSSIBLE : DemoOptions.SPEED_DEFAULT;
    // With --once nobody looks at the console, so that any port will do.
    int ownPort = once ? 0 : ConfigurationText.PORT_DEFAULT;
    var options =
        new DemoOptions(
            speed == null ? ownSpeed : speed,
            port == null ? ownPort : port,
            once,
            once || json,
            data,
            scale);
    try {
      return new Demo(terminal, texts, options).run();
    } catch (RefusedInput e) {
      terminal.err().println(e.getMessage());
      return ExitStatus.BAD_INPUT;
    }
  }
}
