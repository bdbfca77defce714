package jp.anshin.server.statistics;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import jp.anshin.law.Bounds;
import jp.anshin.law.Truth;
import jp.anshin.server.imports.ImportedKind;
import org.jspecify.annotations.Nullable;

/**
 * An accident as it is counted.
 *
 * @param day first possible day in Japanese time
 * @param lastDay last possible day
 * @param kind what it is judged as
 * @param facility code of the class of facilities; empty when unknown
 * @param cause code of the cause; empty when unknown
 * @param parts each service whose users met something, or may have
 */
record Counted(
    LocalDate day,
    LocalDate lastDay,
    ImportedKind kind,
    String facility,
    String cause,
    List<Part> parts) {

  Counted {
    parts = List.copyOf(parts);
  }

  /** The same where a person decided in which form it goes in, which the law left open. */
  Counted decided(ImportedKind as) {
    return kind == ImportedKind.UNDETERMINED
        ? new Counted(
            day,
            lastDay,
            as,
            facility,
            cause,
            parts.stream().map(part -> part.decided(as)).toList())
        : this;
  }

  /**
   * One service of an accident.
   *
   * @param category code of its category; empty when unknown
   * @param kind what it would be judged as, had no other service been hit
   * @param met whether its users met a stop or a degradation
   * @param users affected
   * @param seconds how long
   * @param lost users times seconds lost, where more is known of them than users and seconds tell;
   *     else null
   */
  record Part(
      String category,
      ImportedKind kind,
      Truth met,
      Bounds users,
      Bounds seconds,
      @Nullable Bounds lost) {

    private Part decided(ImportedKind as) {
      return kind == ImportedKind.UNDETERMINED
          ? new Part(category, as, met, users, seconds, lost)
          : this;
    }

    /** Users times seconds at least; a product may be beyond what a long can hold. */
    BigInteger least() {
      return lost == null ? product(users.min(), seconds.min()) : BigInteger.valueOf(lost.min());
    }

    /** Users times seconds at most, or null where nobody knows. */
    @Nullable BigInteger most() {
      Long mostUsers = users.max();
      Long mostSeconds = seconds.max();
      if (lost != null) {
        Long most = lost.max();
        return most == null ? null : BigInteger.valueOf(most);
      }
      return mostUsers == null || mostSeconds == null ? null : product(mostUsers, mostSeconds);
    }

    private static BigInteger product(long users, long seconds) {
      return BigInteger.valueOf(users).multiply(BigInteger.valueOf(seconds));
    }
  }
}
