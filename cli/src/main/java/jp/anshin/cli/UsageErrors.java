package jp.anshin.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in the user's language what is wrong with a command line, and where its usage is told. */
record UsageErrors(Texts texts) implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine line = exception.getCommandLine();
    PrintWriter err = line.getErr();
    err.println(sentence(exception));
    err.println(texts.sentence("usage.more", line.getCommandSpec().qualifiedName() + " --help"));
    err.flush();
    return ExitStatus.BAD_INPUT;
  }

  private String sentence(ParameterException exception) {
    return switch (exception) {
      case UnmatchedArgumentException unmatched -> {
        String written = String.join(" ", unmatched.getUnmatched());
        yield unmatched.getSuggestions().isEmpty()
            ? texts.sentence("usage.unknown", written)
            : texts.sentence(
                "usage.unknown.near", written, String.join(", ", unmatched.getSuggestions()));
      }
      case MissingParameterException missing -> texts.sentence("usage.missing", names(missing));
      case OverwrittenOptionException twice ->
          texts.sentence("usage.twice", String.valueOf(twice.getOverwritten().paramLabel()));
      default ->
          String.valueOf(exception.getMessage()).isBlank()
              ? texts.sentence("usage.verb.missing")
              : texts.sentence("usage.value", String.valueOf(exception.getMessage()));
    };
  }

  private static String names(MissingParameterException missing) {
    return missing.getMissing().stream()
        .map(argument ->
            argument.isOption()
                ? ((CommandLine.Model.OptionSpec) argument).longestName()
                : argument.paramLabel())
        .reduce((left, right) -> left + ", " + right)
        .orElse("");
  }
}
