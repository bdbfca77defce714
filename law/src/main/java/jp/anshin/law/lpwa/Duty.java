package jp.anshin.law.lpwa;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who must do what about a technical standard.
 *
 * @param id name within the rulebook, for instance {@code confirm-power-loss}
 * @param japanese what must be done
 * @param english what must be done
 * @param point id of the {@link Named point} of the standard that it is about
 * @param who id of the {@link Named party} that must
 * @param act what must be done with it
 * @param of for {@link Act#CONFIRM} id of the party whose doing is confirmed, else null
 * @param coveredBy for {@link Act#COVERED} id of the duty whose confirmation is taken to cover it,
 *     else null
 * @param when for which services
 * @param basis where it stands
 */
public record Duty(
    String id,
    String japanese,
    String english,
    String point,
    String who,
    Act act,
    @Nullable String of,
    @Nullable String coveredBy,
    List<Condition> when,
    Basis basis) {

  /** What must be done. */
  public enum Act {
    /** To meet it. */
    CONFORM,
    /** It may be met in a further way. */
    MAY,
    /** To confirm that another one meets it; only evidence that is in date discharges it. */
    CONFIRM,
    /** To be able to notice. */
    DETECT,
    /** Nothing of its own: the confirmation of another duty is taken to cover it. */
    COVERED
  }

  public Duty {
    when = List.copyOf(when);
    if ((act == Act.CONFIRM) != (of != null) || (act == Act.COVERED) != (coveredBy != null)) {
      throw new IllegalArgumentException("duty " + id + " to " + act);
    }
  }
}
