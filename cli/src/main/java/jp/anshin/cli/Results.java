package jp.anshin.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import jp.anshin.wire.AsciiText;

/** Standard output: UTF-8 text, and an error when it cannot be written, unlike a print stream. */
final class Results implements Appendable {

  /** Standard output is full, or its reader has gone. */
  static final class NotWritten extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotWritten(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private final OutputStream out;

  /**
   * @param out unbuffered; text comes in pieces of a line or many
   */
  Results(OutputStream out) {
    this.out = out;
  }

  /** Writes one line at once, so that a reader of a pipe has it. */
  void line(String text) {
    append(text + "\n");
  }

  /** Writes lines that are octets already. */
  void write(AsciiText text) {
    try {
      text.writeTo(out);
    } catch (IOException e) {
      throw new NotWritten(e);
    }
  }

  @Override
  public Appendable append(CharSequence text) {
    try {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      return this;
    } catch (IOException e) {
      throw new NotWritten(e);
    }
  }

  @Override
  public Appendable append(CharSequence text, int start, int end) {
    return append(text.subSequence(start, end));
  }

  @Override
  public Appendable append(char character) {
    return append(String.valueOf(character));
  }
}
