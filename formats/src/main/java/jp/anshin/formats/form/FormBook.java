package jp.anshin.formats.form;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.Prefecture;

/**
 * Forms, codes, bands and desks. All of it is data: what the ministry changes is changed in the
 * file.
 *
 * @param title in Japanese
 * @param sources where it is from
 * @param forms every form
 * @param causeGroups groups of causes
 * @param causes classified causes
 * @param facilities classes of facilities
 * @param userBands bands of users for statistics, rising from 0
 * @param durationBands bands of minutes for statistics, rising from 0
 * @param bandsCertainty of both
 * @param statisticsBreaks fiscal years whose figures are not comparable with those before
 * @param headOffice the ministry's desk
 * @param headOfficeCertainty of the desk
 * @param bureaus every 総合通信局; each prefecture belongs to one
 * @param hours when desks receive
 * @param hoursCertainty of the hours
 */
public record FormBook(
    String title,
    List<Source> sources,
    List<Form> forms,
    List<CauseGroup> causeGroups,
    List<Cause> causes,
    List<Facility> facilities,
    List<Band> userBands,
    List<Band> durationBands,
    FormCertainty bandsCertainty,
    List<Integer> statisticsBreaks,
    LocalizedName headOffice,
    FormCertainty headOfficeCertainty,
    List<Bureau> bureaus,
    LocalizedName hours,
    FormCertainty hoursCertainty) {

  /** Id of the form of the first report. */
  public static final String FIRST_REPORT = "first-report";

  /** Id of the form of the report within thirty days. */
  public static final String DETAILED_REPORT = "detailed-report";

  /** Id of the full form of the periodic report. */
  public static final String PERIODIC_FORM_27 = "periodic-form-27";

  /** Id of the simple form of the periodic report. */
  public static final String PERIODIC_SIMPLE = "periodic-simple";

  /**
   * Where statements about forms are from.
   *
   * @param id name within the file
   * @param japanese what it is
   * @param certainty of what it says
   */
  public record Source(String id, String japanese, FormCertainty certainty) {}

  public FormBook {
    sources = List.copyOf(sources);
    forms = List.copyOf(forms);
    causeGroups = List.copyOf(causeGroups);
    causes = List.copyOf(causes);
    facilities = List.copyOf(facilities);
    userBands = List.copyOf(userBands);
    durationBands = List.copyOf(durationBands);
    statisticsBreaks = List.copyOf(statisticsBreaks);
    bureaus = List.copyOf(bureaus);
  }

  /**
   * The form of that id.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Form form(String id) {
    return forms.stream()
        .filter(form -> form.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no form " + id));
  }

  /** The cause of that code. */
  public Optional<Cause> cause(String code) {
    return causes.stream().filter(cause -> cause.code().equals(code)).findFirst();
  }

  /** The causes that an accident of that day may be put under. */
  public List<Cause> causesOn(LocalDate day) {
    return causes.stream().filter(cause -> cause.isThereOn(day)).toList();
  }

  /** The group of that cause, when it is known. */
  public Optional<CauseGroup> groupOf(Cause cause) {
    return causeGroups.stream().filter(group -> group.code().equals(cause.group())).findFirst();
  }

  /** The class of facilities of that code. */
  public Optional<Facility> facility(String code) {
    return facilities.stream().filter(facility -> facility.code().equals(code)).findFirst();
  }

  /** The bureaus of these prefectures, each once, from north to south. */
  public List<Bureau> bureausOf(Collection<Prefecture> prefectures) {
    return bureaus.stream()
        .filter(bureau -> bureau.prefectures().stream().anyMatch(prefectures::contains))
        .toList();
  }

  /** The band that quantity belongs to. */
  public static Band bandOf(List<Band> bands, long quantity) {
    return bands.stream()
        .filter(band -> band.from() <= quantity)
        .reduce((one, next) -> next)
        .orElseThrow(() -> new IllegalArgumentException("no band for " + quantity));
  }
}
