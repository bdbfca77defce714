package jp.anshin.law;

import java.util.List;
import java.util.Set;
import jp.anshin.law.LpwaDelivery.Part;
import jp.anshin.law.Reason.Test;
import org.jspecify.annotations.Nullable;

/**
 * Which failures of an LPWA service are the operator's accident.
 *
 * @param category code of the category it holds for
 * @param forms the forms of delivery
 * @param citation article or report and words
 */
public record LpwaRule(String category, List<Form> forms, Citation citation) {

  /** Key of the fact that what failed belongs to the operator. */
  static final String OPERATORS_PART = "operators-part";

  /** Key of the switch for parts that the user owns. */
  static final String USERS_PART_COUNTS = "users-part-counts";

  /** Key of the fact that it was no delay of the unlicensed band. */
  static final String NO_BAND_DELAY = "no-band-delay";

  /** Every key of a fact that it tells. */
  public static final Set<String> KEYS = Set.of(OPERATORS_PART, USERS_PART_COUNTS, NO_BAND_DELAY);

  /**
   * A form of delivery (CELLULAR, or 提供形態①–④ of the report of 2018).
   *
   * @param id for instance {@code UNLICENSED_3}
   * @param japanese what it is
   * @param english what it is
   * @param usersParts the parts that the user owns; the others are the operator's
   */
  public record Form(String id, String japanese, String english, Set<Part> usersParts) {
    public Form {
      usersParts = Set.copyOf(usersParts);
    }
  }

  public LpwaRule {
    forms = List.copyOf(forms);
  }

  /**
   * Whether that part is certainly the operator's, certainly the user's, or not known.
   *
   * @param form id of a form, or null when unknown
   * @param part the part, or null when unknown
   */
  public Truth operatorsPart(@Nullable String form, @Nullable Part part) {
    boolean mayBeOperators = false;
    boolean mayBeUsers = false;
    for (Form each : forms) {
      if (form == null || form.equals(each.id())) {
        int users = each.usersParts().size();
        boolean isUsers = part != null && each.usersParts().contains(part);
        mayBeUsers |= part == null ? users > 0 : isUsers;
        mayBeOperators |= part == null ? users < Part.values().length : !isUsers;
      }
    }
    if (mayBeOperators == mayBeUsers) {
      return Truth.UNDETERMINED;
    }
    return Truth.of(mayBeOperators);
  }

  /** Whether what failed is of the operator's service, with its reasons. */
  Reason of(String service, LpwaDelivery delivery) {
    Truth own = operatorsPart(delivery.form(), delivery.failedPart());
    Reason part = Reason.fact(Test.CIRCUMSTANCE, OPERATORS_PART, own, null);
    Reason counts =
        Reason.fact(Test.CIRCUMSTANCE, USERS_PART_COUNTS, delivery.usersPartCounts(), null);
    Reason band = Reason.fact(Test.CIRCUMSTANCE, NO_BAND_DELAY, delivery.ofBand().not(), citation);
    Truth result = own.or(delivery.usersPartCounts()).and(band.result());
    List<Reason> children = own == Truth.YES ? List.of(part, band) : List.of(part, counts, band);
    return new Reason(Test.OWN_PART, service, null, null, result, citation, children);
  }
}
