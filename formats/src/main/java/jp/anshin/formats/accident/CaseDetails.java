package jp.anshin.formats.accident;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.anshin.law.Truth;
import jp.anshin.operator.Prefecture;
import org.jspecify.annotations.Nullable;

/**
 * What a case says beside what decides whether it is serious. The facility chooses the form of the
 * periodic report; the rest stands in its line.
 *
 * @param facility code of the class of the facility that failed, or null when unknown
 * @param facilityDown whether nothing went over it any more for as long as the case lasted; that is
 *     asked of satellites, submarine cables and the like
 * @param samePremises whether its effect stayed in the same premises (軽微な事故)
 * @param cause code of the classified cause, or null when unknown
 * @param causeWords the cause in the writer's words; may be empty
 * @param area prefectures in which users were affected; empty when nobody has said
 * @param place where the facility stands; may be empty
 * @param summary in the writer's words; may be empty
 * @param owner whose facility failed; empty when ours or not said
 * @param simulated whether it is an exercise or a replay, never a real event
 */
public record CaseDetails(
    @Nullable String facility,
    Truth facilityDown,
    Truth samePremises,
    @Nullable String cause,
    String causeWords,
    SortedSet<Prefecture> area,
    String place,
    String summary,
    String owner,
    boolean simulated) {

  /** Nobody has said anything. */
  public static final CaseDetails NONE =
      new CaseDetails(
          null,
          Truth.UNDETERMINED,
          Truth.UNDETERMINED,
          null,
          "",
          new TreeSet<>(),
          "",
          "",
          "",
          false);

  public CaseDetails {
    area = Collections.unmodifiableSortedSet(new TreeSet<>(area));
  }
}
