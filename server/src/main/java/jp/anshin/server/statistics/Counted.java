package jp.anshin.server.statistics;

import java.time.LocalDate;
import java.util.List;
import jp.anshin.law.Bounds;
import jp.anshin.law.Truth;
import jp.anshin.server.imports.ImportedKind;

/**
 * An accident as it is counted.
 *
 * @param day first possible day in Japanese time
 * @param kind what it is judged as
 * @param facility code of the class of facilities; empty when unknown
 * @param cause code of the cause; empty when unknown
 * @param parts each service whose users met something, or may have
 */
record Counted(LocalDate day, ImportedKind kind, String facility, String cause, List<Part> parts) {

  Counted {
    parts = List.copyOf(parts);
  }

  /**
   * One service of an accident.
   *
   * @param category code of its category; empty when unknown
   * @param kind what it would be judged as, had no other service been hit
   * @param met whether its users met a stop or a degradation
   * @param users affected
   * @param seconds how long
   */
  record Part(String category, ImportedKind kind, Truth met, Bounds users, Bounds seconds) {}
}
