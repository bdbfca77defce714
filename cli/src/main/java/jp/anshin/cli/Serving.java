package jp.anshin.cli;

import jp.anshin.server.AnshinServer;
import jp.anshin.server.BmpOptions;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.refusal.Refusal;

/** Runs a server as a configuration file wants it. */
record Serving(Terminal terminal, Texts texts) {

  private static final String UNFORESEEN = "start.failed";

  /**
   * Serves until the process is told to stop.
   *
   * @throws RefusedInput when the configuration, or what it names, cannot be used
   */
  int serve(String config) throws RefusedInput, InterruptedException {
    ServerOptions options = new ConfigurationFiles(terminal, texts).options(config);
    try (var stop = new StopSignal();
        AnshinServer server = start(options)) {
      tell(server, options);
      stop.await();
      terminal.err().println(texts.sentence("serve.stopping"));
    }
    return ExitStatus.GOOD;
  }

  /** Starts it, or says in the user's language why not. */
  AnshinServer start(ServerOptions options) throws RefusedInput {
    try {
      return AnshinServer.start(options);
    } catch (Refusal refusal) {
      if (refusal.code().equals(UNFORESEEN)) {
        refusal.printStackTrace(terminal.err()); // nobody can mend it by the sentence alone
      }
      throw new RefusedInput(refusal.sentence(texts.language().locale()));
    }
  }

  private void tell(AnshinServer server, ServerOptions options) {
    terminal
        .out()
        .line(
            texts.sentence(
                "serve.ready", Version.ofBuild(), address(options.address(), server.port())));
    server
        .setupCode()
        .ifPresent(code -> terminal.out().line(texts.sentence("serve.setup-code", code)));
    BmpOptions bmp = options.bmp();
    if (bmp != null) {
      terminal.out().line(texts.sentence("serve.bmp", bmp.address(), server.bmpPort()));
    }
    terminal.err().println(texts.sentence("serve.how-to-stop"));
  }

  /** The console's address as a browser takes it. */
  static String address(String listening, int port) {
    boolean any = listening.equals("0.0.0.0") || listening.equals("::");
    String host = any ? "localhost" : listening.contains(":") ? "[" + listening + "]" : listening;
    return "http://" + host + ":" + port + "/";
  }
}
