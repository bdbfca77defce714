package jp.anshin.law.lpwa;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jp.anshin.law.Truth;
import org.jspecify.annotations.Nullable;

/**
 * What an LPWA service is under the law, with every reason.
 *
 * @param asOf the day as of which it holds
 * @param findings one for each conclusion of the rulebook, in its order
 * @param duties one for each duty of the rulebook, in its order
 * @param questions facts that are not known and may change a finding or a duty, in the order in
 *     which they are asked
 * @param assumed facts nobody stated that were taken as the rulebook presumes
 */
public record Classification(
    LocalDate asOf,
    List<Finding> findings,
    List<DutyFinding> duties,
    List<OpenFact> questions,
    List<Assumed> assumed) {

  /**
   * What a conclusion came to.
   *
   * @param conclusion the conclusion
   * @param possible ids of the outcomes of every completion of the unknown facts, in the order of
   *     the rulebook; never empty
   * @param ground why
   * @param questions ids of the unknown facts that may change it; empty exactly when it is certain
   */
  public record Finding(
      Conclusion conclusion, List<String> possible, Ground ground, List<String> questions) {
    public Finding {
      possible = List.copyOf(possible);
      questions = List.copyOf(questions);
    }

    /** Id of the outcome, or null while it is not determined. */
    public @Nullable String outcome() {
      return possible.size() == 1 ? possible.getFirst() : null;
    }
  }

  /**
   * What is known of a duty.
   *
   * @param duty the duty
   * @param applies whether this service has it
   * @param standing how it stands; where it is open whether it applies, as if it did
   * @param parties of a duty to confirm each party whose doing must be confirmed; where none is
   *     named, those of whom there is evidence
   * @param lacksNames of a duty to confirm that nobody has named the parties, so that no evidence
   *     is enough
   * @param ground why
   * @param questions ids of the unknown facts that decide whether it applies
   */
  public record DutyFinding(
      Duty duty,
      Truth applies,
      Standing standing,
      List<PartyStanding> parties,
      boolean lacksNames,
      Ground ground,
      List<String> questions) {
    public DutyFinding {
      parties = List.copyOf(parties);
      questions = List.copyOf(questions);
    }

    /** Whether a person must see to it: it may apply and no evidence covers it for long. */
    public boolean isOpen() {
      return applies != Truth.NO
          && (applies == Truth.UNDETERMINED
              || standing == Standing.OPEN
              || standing == Standing.EXPIRES_SOON);
    }
  }

  /**
   * A fact that is not known.
   *
   * @param fact the fact
   * @param decides ids of the conclusions and duties that it may change
   */
  public record OpenFact(Fact fact, List<String> decides) {
    public OpenFact {
      decides = List.copyOf(decides);
    }
  }

  /**
   * A fact that nobody stated, taken as the rulebook presumes.
   *
   * @param fact the fact
   * @param presumption what is presumed, and who says that it may be
   */
  public record Assumed(Fact fact, Presumption presumption) {}

  public Classification {
    findings = List.copyOf(findings);
    duties = List.copyOf(duties);
    questions = List.copyOf(questions);
    assumed = List.copyOf(assumed);
  }

  /** What that conclusion came to. */
  public Optional<Finding> finding(String conclusion) {
    return findings.stream().filter(each -> each.conclusion().id().equals(conclusion)).findFirst();
  }

  /** What is known of that duty. */
  public Optional<DutyFinding> duty(String duty) {
    return duties.stream().filter(each -> each.duty().id().equals(duty)).findFirst();
  }

  /** Whether something is left for a person: undetermined, or to be confirmed. */
  public boolean hasOpen() {
    return findings.stream().anyMatch(each -> each.outcome() == null)
        || duties.stream().anyMatch(DutyFinding::isOpen);
  }

  /** Everything that the findings and duties which may apply rest on, each once. */
  public List<Basis> bases() {
    Stream<Ground> grounds =
        Stream.concat(
            findings.stream().flatMap(each -> each.ground().children().stream()),
            duties.stream().map(DutyFinding::ground));
    return grounds
        .filter(each -> each.result() != Truth.NO)
        .flatMap(each -> Optional.ofNullable(each.basis()).stream())
        .distinct()
        .toList();
  }
}
