package jp.anshin.cli;

import java.util.List;
import jp.anshin.formats.configuration.ConfigurationText;
import jp.anshin.route.simulation.SimulationSize;

/**
 * {@code anshin demo}: 25 August 2017 as an example ISP would have seen it. The server's own types
 * are named in {@link Demo} and below it: other verbs run without its jars.
 */
record DemoCommand(Terminal terminal, Texts texts) implements Verb {

  private static final int PORT_MAX = 0xffff;

  /** A day of the event in a second and a half: nobody watches faster. */
  private static final double SPEED_MAX = 100_000;

  private static final double SPEED_MIN = 0.1;

  private static final OptionRule ONCE = OptionRule.flag("--once", "option.once");
  private static final OptionRule JSON = OptionRule.flag("--json", "option.json-summary");
  private static final OptionRule DATA = OptionRule.value("--data", "DIR", "option.data");
  private static final OptionRule SPEED = OptionRule.value("--speed", "N", "option.speed");
  private static final OptionRule PORT = OptionRule.value("--port", "PORT", "option.port");
  private static final OptionRule SCALE = OptionRule.value("--scale", "F", "option.scale");

  @Override
  public List<OptionRule> options() {
    return List.of(ONCE, JSON, DATA, SPEED, PORT, SCALE);
  }

  @Override
  public int run(Given given) throws WrongUsage, RefusedInput, InterruptedException {
    boolean once = given.has(ONCE);
    double speed = once ? DemoOptions.AS_FAST_AS_POSSIBLE : DemoOptions.SPEED_DEFAULT;
    // With --once nobody looks at the console, so that any port will do.
    int port = once ? 0 : ConfigurationText.PORT_DEFAULT;
    var options =
        new DemoOptions(
            given.number(SPEED, SPEED_MIN, SPEED_MAX, speed),
            (int) given.wholeNumber(PORT, 0, PORT_MAX, port),
            once,
            once || given.has(JSON),
            given.value(DATA),
            given.number(SCALE, SimulationSize.SCALE_MIN, 1, 1));
    return new Demo(terminal, texts, options).run();
  }
}
