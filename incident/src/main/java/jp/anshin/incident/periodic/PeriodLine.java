package jp.anshin.incident.periodic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.periodic.LineDecision.Settled;
import jp.anshin.law.Filing;
import jp.anshin.law.Truth;
import org.jspecify.annotations.Nullable;

/**
 * One accident of a period, whether or not it goes into the report.
 *
 * @param key its identity, stable: where it stands on the console without the first slash, for
 *     instance {@code incidents/20170825-0322-9f3a1c04}
 * @param headline what it was, in a few words
 * @param day on which it occurred, in Japan
 * @param required whether the law wants it in
 * @param filing in which form, as far as the law says
 * @param questions what has to be known to settle it; empty when the law is not open
 * @param decision what a person decided because the law is open, or null
 * @param cells what the report says of it, as the ministry may read it; empty when it cannot go in
 */
public record PeriodLine(
    String key,
    LocalizedText headline,
    LocalDate day,
    Truth required,
    Filing filing,
    List<LocalizedText> questions,
    @Nullable Settled decision,
    List<Cell> cells) {

  private static final char BETWEEN = '\u001f';

  public PeriodLine {
    questions = List.copyOf(questions);
    cells = List.copyOf(cells);
  }

  /** What the law says of an accident, before it is known whether more is to be told. */
  public static PeriodLine judged(
      String key, LocalizedText headline, LocalDate day, Truth required, Filing filing) {
    return new PeriodLine(key, headline, day, required, filing, List.of(), null, List.of());
  }

  /** Whether it goes in or may go in, so that its cells are wanted. */
  public boolean mayGoIn() {
    return lawIsOpen() || treatment().goesIn();
  }

  /** The same with what would settle it, where the law is open, and what the report says of it. */
  public PeriodLine telling(List<LocalizedText> whatWouldSettle, List<Cell> said) {
    return new PeriodLine(key, headline, day, required, filing, whatWouldSettle, decision, said);
  }

  /**
   * One column.
   *
   * @param key of the form's field
   * @param text what stands there
   * @param known whether anything is known
   */
  public record Cell(String key, LocalizedText text, boolean known) {}

  /** The cell of that column. */
  public Optional<Cell> cell(String column) {
    return cells.stream().filter(cell -> cell.key().equals(column)).findFirst();
  }

  /** What becomes of it: as the law says, else as a person decided, else it is open. */
  public Treatment treatment() {
    if (!lawIsOpen()) {
      return switch (filing) {
        case FORM27 -> Treatment.FORM27;
        case SIMPLE -> Treatment.SIMPLE;
        case EXEMPT -> Treatment.EXEMPT;
        case NOT_REQUIRED -> Treatment.NOT_REQUIRED;
        // Only of a serious accident is it open why it does not go in.
        case EXCLUDED_AS_SERIOUS, UNDETERMINED -> Treatment.EXCLUDED_AS_SERIOUS;
      };
    }
    Settled settled = decision;
    // A version may hold a decision from before the law's word on it was heeded.
    return settled == null || !mayBecome(settled.as()) ? Treatment.OPEN : settled.as();
  }

  /** Whether the law alone does not say what becomes of it. */
  public boolean lawIsOpen() {
    return (required == Truth.UNDETERMINED && filing != Filing.EXEMPT)
        || (required == Truth.YES && filing == Filing.UNDETERMINED);
  }

  /**
   * Whether a person may decide so: the form where the law leaves it open, but to leave it out only
   * where it is open whether it goes in at all. What has nothing to say cannot go in: such a line
   * is settled where it stands.
   */
  public boolean mayBecome(Treatment as) {
    return lawIsOpen()
        && (as.goesIn()
            ? !cells.isEmpty()
            : as == Treatment.LEFT_OUT && required == Truth.UNDETERMINED);
  }

  /** What a person may decide; empty where the law is not open, or it is settled elsewhere. */
  public List<Treatment> choices() {
    return Arrays.stream(Treatment.values()).filter(this::mayBecome).toList();
  }

  /**
   * The same as that person settled it. A decision about something else than what stands here now,
   * about what the law has settled meanwhile, or one that {@link #mayBecome} denies counts no more.
   */
  public PeriodLine settled(@Nullable Settled by) {
    Settled counts =
        by != null && mayBecome(by.as()) && by.seen().equals(fingerprint()) ? by : null;
    return new PeriodLine(key, headline, day, required, filing, questions, counts, cells);
  }

  /** Whether the report says the same of both: what does not stand in it may differ. */
  public boolean saysTheSame(PeriodLine other) {
    return treatment() == other.treatment()
        && day.equals(other.day)
        && Objects.equals(decision, other.decision)
        && (!treatment().goesIn() || cells.equals(other.cells));
  }

  /**
   * SHA-256 in hexadecimal digits of what is known of it, decisions aside. Whoever decides names
   * what they saw by it; it is kept with the decision, so its making must never change.
   */
  public String fingerprint() {
    var known = new StringBuilder();
    known.append(key).append(BETWEEN).append(day).append(BETWEEN).append(required);
    known.append(BETWEEN).append(filing);
    questions.forEach(each -> known.append(BETWEEN).append(each.japanese()));
    for (Cell cell : cells) {
      known.append(BETWEEN).append(cell.key()).append(BETWEEN).append(cell.text().japanese());
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(known.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
