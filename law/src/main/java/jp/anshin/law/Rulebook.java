package jp.anshin.law;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

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
 * @param otherDuties duties that are not judged here
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
    List<OtherDuty> otherDuties) {

  public Rulebook {
    sources = List.copyOf(sources);
    categories = List.copyOf(categories);
    editions = List.copyOf(editions);
    facilityRules = List.copyOf(facilityRules);
    exclusions = List.copyOf(exclusions);
    otherDuties = List.copyOf(otherDuties);
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

  /** The category of that code. */
  public Optional<Category> category(String code) {
    return categories.stream().filter(category -> category.code().equals(code)).findFirst();
  }

  private static LocalDate firstDay(Edition edition) {
    LocalDate from = edition.validFrom();
    return from == null ? LocalDate.MIN : from;
  }
}
