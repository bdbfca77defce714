package jp.anshin.law;

/**
 * When a duty beside that of serious accidents is due, and by when.
 *
 * @param duty id of the {@link OtherDuty}
 * @param when what must be so
 * @param unlessSerious whether an event that is already a serious accident is left out
 * @param clockStart the day from which its time runs, in the words of the law
 * @param days days after that day, which is not counted; 0 when the limit is in months
 * @param months months after that day; 0 when the limit is in days
 */
public record DutyRule(
    String duty, Clause when, boolean unlessSerious, String clockStart, int days, int months) {

  public DutyRule {
    if ((days > 0) == (months > 0)) {
      throw new IllegalArgumentException("a duty has a limit in days or in months: " + duty);
    }
  }
}
