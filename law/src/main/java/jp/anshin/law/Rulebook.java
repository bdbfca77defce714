package jp.anshin.law;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The law of accidents as dated data.
 *
 * @param title in Japanese
 * @param sources texts it was taken from
 * @param categories every 役務区分 that an edition or a service may name
 * @param editions the table of serious accidents over time; no two in force on one day
 * @param facilityRules rules for satellites and cables over time
 * @param exclusions what is not counted
 * @param hardToCount the rule for users who are hard to count, whose criteria are not known
 * @param periodic when an accident goes into the periodic report
 * @param finalReport the report on a serious accident
 * @param firstReport where the quick report stands
 * @param otherDuties duties beside that of serious accidents
 * @param impactRules whether what users met is an accident at all; the first that fits holds
 * @param facilityClasses classes of facilities by which the periodic report's form is chosen
 * @param dutyRules when the other duties are due
 * @param wholesaleReceiver the short report of a receiver of wholesale services, or null when the
 *     rulebook does not know it
 * @param lpwa which failures of LPWA count, or null when the rulebook does not know
 * @param countMethods ways of counting users
 */
public record Rulebook(
    String title,
    List<Source> sources,
    List<Category> categories,
    List<Edition> editions,
    List<FacilityRule> facilityRules,
    List<Exclusion> exclusions,
    Citation hardToCount,
    PeriodicRule periodic,
    FinalReportRule finalReport,
    Citation firstReport,
    List<OtherDuty> otherDuties,
    List<ImpactRule> impactRules,
    List<FacilityClass> facilityClasses,
    List<DutyRule> dutyRules,
    @Nullable ReceiverRule wholesaleReceiver,
    @Nullable LpwaRule lpwa,
    List<CountMethod> countMethods) {

  /** A rulebook that judges by the tables alone: of degradation it knows no rule. */
  public Rulebook(
      String title,
      List<Source> sources,
      List<Category> categories,
      List<Edition> editions,
      List<FacilityRule> facilityRules,
      List<Exclusion> exclusions,
      Citation hardToCount,
      PeriodicRule periodic,
      FinalReportRule finalReport,
      Citation firstReport,
      List<OtherDuty> otherDuties) {
    this(
        title,
        sources,
        categories,
        editions,
        facilityRules,
        exclusions,
        hardToCount,
        periodic,
        finalReport,
        firstReport,
        otherDuties,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        List.of());
  }

  public Rulebook {
    sources = List.copyOf(sources);
    categories = List.copyOf(categories);
    editions = List.copyOf(editions);
    facilityRules = List.copyOf(facilityRules);
    exclusions = List.copyOf(exclusions);
    otherDuties = List.copyOf(otherDuties);
    impactRules = List.copyOf(impactRules);
    facilityClasses = List.copyOf(facilityClasses);
    dutyRules = List.copyOf(dutyRules);
    countMethods = List.copyOf(countMethods);
    var ids = new HashSet<String>();
    for (Edition edition : editions) {
      if (!ids.add(edition.id())) {
        throw new IllegalArgumentException("edition twice: " + edition.id());
      }
      long onFirstDay =
          editions.stream()
              .filter(each -> edition.inForce() && edition.validFrom() != null)
              .filter(each -> each.inForceOn(firstDay(edition)))
              .count();
      if (onFirstDay > 1) {
        throw new IllegalArgumentException("two editions in force on " + edition.validFrom());
      }
    }
  }

  /** The edition in force on that day in Japanese time. */
  public Optional<Edition> editionOn(LocalDate day) {
    return editions.stream().filter(edition -> edition.inForceOn(day)).findFirst();
  }

  /** The edition or proposal of that id. */
  public Optional<Edition> edition(String id) {
    return editions.stream().filter(edition -> edition.id().equals(id)).findFirst();
  }

  /** Whether that is the id of a proposal, which never decides by itself. */
  public boolean isProposal(String id) {
    return edition(id).filter(edition -> !edition.inForce()).isPresent();
  }

  /**
   * The ways of counting users of that category.
   *
   * @param category its code, or null where it is not known: then all of them
   */
  public List<CountMethod> countMethods(@Nullable String category) {
    return countMethods.stream()
        .filter(each ->
            category == null || each.categories().isEmpty() || each.categories().contains(category))
        .toList();
  }

  /** Where the row of a table, or the rule of facilities, of that id stands. */
  public Optional<Citation> citation(String rule) {
    return editions.stream()
        .flatMap(edition -> edition.rows().stream())
        .filter(row -> row.id().equals(rule))
        .map(Row::citation)
        .findFirst()
        .or(() ->
            facilityRules.stream()
                .filter(each -> each.id().equals(rule))
                .map(FacilityRule::citation)
                .findFirst());
  }

  /** The category of that code. */
  public Optional<Category> category(String code) {
    return categories.stream().filter(category -> category.code().equals(code)).findFirst();
  }

  /**
   * Whether what users of a service of that category met counts as an accident on that day, as far
   * as it is known without any condition of the service.
   */
  public Truth counts(Impact impact, @Nullable String category, LocalDate day) {
    var facts =
        new ServiceFacts(
            "",
            category,
            impact,
            Map.of(),
            Truth.NO,
            Map.of(),
            Bounds.UNKNOWN,
            Bounds.UNKNOWN,
            null);
    return new ImpactTest(categories, impactRules).of(facts, day).result();
  }

  /** When the duty of that id is due. */
  public Optional<DutyRule> dutyRule(String duty) {
    return dutyRules.stream().filter(rule -> rule.duty().equals(duty)).findFirst();
  }

  /** The class of facility of that code. */
  public Optional<FacilityClass> facilityClass(String code) {
    return facilityClasses.stream().filter(each -> each.code().equals(code)).findFirst();
  }

  /**
   * A day of these two on which no rule of facilities is known, or null: such a failure cannot be
   * judged then. Of a rulebook without any nothing is missed.
   */
  @Nullable LocalDate dayWithoutFacilityRule(LocalDate first, LocalDate last) {
    if (facilityRules.isEmpty()) {
      return null;
    }
    return !hasFacilityRule(first) ? first : hasFacilityRule(last) ? null : last;
  }

  private boolean hasFacilityRule(LocalDate day) {
    for (int i = 0; i < facilityRules.size(); i++) {
      if (facilityRules.get(i).inForceOn(day)) {
        return true;
      }
    }
    return false;
  }

  private static LocalDate firstDay(Edition edition) {
    LocalDate from = edition.validFrom();
    return from == null ? LocalDate.MIN : from;
  }
}
