package jp.anshin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.formats.yaml.YamlText;
import jp.anshin.operator.OperatorRegister;

/** Reads the texts that people write, and tells all that is wrong with them. */
final class TextFiles {

  /** UTF-8 takes at most four octets a letter. */
  private static final int OCTETS_MAX = YamlText.CHARACTERS_MAX * 4;

  private TextFiles() {}

  static OperatorRegister operator(String name, Terminal terminal, Texts texts)
      throws RefusedInput {
    try {
      return OperatorText.read(text(name, terminal, texts));
    } catch (FaultyTextException e) {
      throw new RefusedInput(e.sentences(name, texts.language().locale()));
    }
  }

  /** The text of a file, or of standard input; what is too long for its reader is cut. */
  static String text(String name, Terminal terminal, Texts texts) throws RefusedInput {
    var files = new MrtFiles(terminal, texts);
    try (InputStream in = files.open(name)) {
      return new String(in.readNBytes(OCTETS_MAX), StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException e) {
      throw new RefusedInput(files.sentence(name, e));
    }
  }
}
