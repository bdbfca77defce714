package jp.anshin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.formats.configuration.ConfigurationText;
import jp.anshin.formats.configuration.ServerConfiguration;
import jp.anshin.formats.configuration.ServerConfiguration.BmpStation;
import jp.anshin.formats.configuration.ServerConfiguration.H2;
import jp.anshin.formats.configuration.ServerConfiguration.PostgreSql;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.formats.relations.CaidaRelations;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.server.BmpOptions;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.store.DatabaseOptions;
import org.jspecify.annotations.Nullable;

/** Reads a configuration file and everything that it names, before anything is started. */
record ConfigurationFiles(Terminal terminal, Texts texts) {

  /**
   * What the server needs to know.
   *
   * @throws RefusedInput when the file, or one that it names, cannot be used
   */
  ServerOptions options(String config) throws RefusedInput {
    ServerConfiguration read = configuration(config);
    ServerOptions options =
        ServerOptions.local(read.dataDirectory())
            .listening(read.address(), read.port())
            .storing(database(read.database(), config))
            .operatedBy(operator(read.operatorFile(), config))
            .speaking(read.language())
            .knowing(relations(read.relations(), config), read.baselines())
            .journalling(read.journalOctetsMax());
    for (Path baseline : read.baselines()) {
      readable("baselines", baseline, config);
    }
    BmpStation bmp = read.bmp();
    return bmp == null
        ? options
        : options.receiving(new BmpOptions(bmp.address(), bmp.port(), bmp.allowed()));
  }

  private ServerConfiguration configuration(String config) throws RefusedInput {
    String text = TextFiles.text(config, terminal, texts);
    try {
      Path file = Path.of(config).toAbsolutePath();
      return ConfigurationText.read(text, Objects.requireNonNull(file.getParent()));
    } catch (FaultyTextException e) {
      throw new RefusedInput(e.sentences(config, texts.language().locale()));
    }
  }

  private String operator(@Nullable Path file, String config) throws RefusedInput {
    if (file == null) {
      return "";
    }
    readable("operator-file", file, config);
    String text = TextFiles.text(file.toString(), terminal, texts);
    try {
      OperatorText.read(text);
      return text;
    } catch (FaultyTextException e) {
      throw new RefusedInput(e.sentences(file.toString(), texts.language().locale()));
    }
  }

  private StatedRelations relations(@Nullable Path file, String config) throws RefusedInput {
    if (file == null) {
      return StatedRelations.NONE;
    }
    try (InputStream in = Decompression.open(Files.newInputStream(file))) {
      return CaidaRelations.read(in);
    } catch (FaultyTextException e) {
      throw new RefusedInput(e.sentences(file.toString(), texts.language().locale()));
    } catch (IOException e) {
      throw refused("relations", file, config, e);
    }
  }

  private DatabaseOptions database(ServerConfiguration.Database database, String config)
      throws RefusedInput {
    return switch (database) {
      case H2 h2 -> new DatabaseOptions.H2File(h2.directory());
      case PostgreSql server ->
          new DatabaseOptions.PostgreSql(server.url(), server.user(), password(server, config));
    };
  }

  private String password(PostgreSql server, String config) throws RefusedInput {
    String variable = server.passwordVariable();
    if (variable != null) {
      String password = terminal.environment().get(variable);
      if (password == null) {
        throw new RefusedInput(texts.sentence("serve.variable-missing", config, variable));
      }
      return password;
    }
    Path file = server.passwordFile();
    if (file == null) {
      return "";
    }
    try (var reader = Files.newBufferedReader(file)) {
      return Objects.requireNonNullElse(reader.readLine(), "");
    } catch (IOException e) {
      throw refused("password-file", file, config, e);
    }
  }

  private void readable(String key, Path file, String config) throws RefusedInput {
    try (InputStream in = Files.newInputStream(file)) {
      in.read();
    } catch (IOException | InvalidPathException e) {
      throw refused(key, file, config, e);
    }
  }

  private RefusedInput refused(String key, Path file, String config, Exception fault) {
    String why = new MrtFiles(terminal, texts).sentence(file.toString(), fault);
    return new RefusedInput(texts.sentence("serve.file", config, key, why));
  }
}
