package jp.anshin.server.web;

import java.nio.charset.StandardCharsets;

/** A table as spreadsheets read it: RFC 4180, UTF-8 with its mark, or Excel shows 文字化け. */
final class Csv {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final StringBuilder text = new StringBuilder().append(BYTE_ORDER_MARK);

  Csv(String... headings) {
    row(headings);
  }

  void row(String... cells) {
    for (int place = 0; place < cells.length; place++) {
      text.append(place == 0 ? "" : ",").append(cell(cells[place]));
    }
    text.append("\r\n");
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
  private static String cell(String value) {
    String safe = value.isEmpty() || "=+-@\t\r".indexOf(value.charAt(0)) < 0 ? value : "'" + value;
    return "\"" + safe.replace("\"", "\"\"") + "\"";
  }
}
