package jp.anshin.incident.draft;

import static jp.anshin.incident.draft.DraftMessages.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Deadline;
import jp.anshin.law.Determination;
import jp.anshin.law.Figures;
import jp.anshin.law.Question;
import jp.anshin.law.Reason;
import jp.anshin.law.SeriousReport;
import jp.anshin.law.Truth;
import jp.anshin.law.words.LawWords;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Contact;
import jp.anshin.operator.ContactRole;

/**
 * Items that several drafts have, written from an account.
 *
 * @param account what is known
 * @param words the same in words
 * @param items where they go
 */
record AccountItems(AccidentAccount account, AccountWords words, Items items) {

  static final List<ContactRole> FOR_OFFICIALS =
      List.of(
          ContactRole.INCIDENT_MANAGER,
          ContactRole.NETWORK_OPERATIONS,
          ContactRole.CHIEF_ENGINEER,
          ContactRole.LEGAL);

  AccountItems(AccidentAccount account, String form) {
    this(account, new AccountWords(account), new Items(form));
  }

  void asOf(Set<Audience> readers) {
    items.known(
        DraftWriter.AS_OF, readers, List.of(), locale -> Figures.time(account.asOf(), locale));
  }

  void sender(Set<Audience> readers) {
    var operator = account.operator();
    if (operator == null) {
      told("sender", readers);
    } else {
      items.known(
          "sender", readers, List.of(), locale -> operator.name().in(DraftMessages.spoken(locale)));
    }
  }

  /** What somebody said of that item, or that nobody has. */
  void told(String key, Set<Audience> readers) {
    account
        .told(key)
        .ifPresentOrElse(said -> said(key, readers, said), () -> items.unknown(key, readers));
  }

  /** What somebody said of that item; empty where nobody has. */
  String words(String key, Locale locale) {
    return account.told(key).map(said -> said.text().in(locale)).orElse("");
  }

  /** Those lines that say something. */
  static String lines(String... lines) {
    return Stream.of(lines).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
  }

  /** Where what failed stands, with its class where that was chosen. */
  void equipmentPlace() {
    String key = "equipment-place";
    Told facility = account.told("facility").orElse(null);
    if (facility == null) {
      told(key, Readers.AUTHORITY);
      return;
    }
    Told place = account.told(key).orElse(null);
    Function<Locale, String> both =
        locale ->
            lines(
                place == null ? say(locale, "unknown") : place.text().in(locale),
                say(locale, "text.class-of-facility", facility.text().in(locale)));
    if (place != null && place.known()) {
      items.known(key, Readers.AUTHORITY, place.sources(), both);
    } else {
      items.unknown(key, Readers.AUTHORITY, both);
    }
  }

  /** In words, with its class where that was chosen. */
  void cause() {
    Optional<Told> chosen = account.told("cause-code");
    if (chosen.isEmpty()) {
      told("cause", Readers.AUTHORITY);
      return;
    }
    LocalizedText name = chosen.get().text();
    String alone =
        account.told("cause").isPresent() ? "text.class-of-cause" : "text.class-of-cause-alone";
    items.known(
        "cause",
        Readers.AUTHORITY,
        chosen.get().sources(),
        locale -> lines(words("cause", locale), say(locale, alone, name.in(locale))));
  }

  private void said(String key, Set<Audience> readers, Told said) {
    if (said.known()) {
      items.known(key, readers, said.sources(), said.text()::in);
    } else {
      items.unknown(key, readers, said.text()::in);
    }
  }

  /** When it began for users; where nobody has said, what else is known of its beginning. */
  void occurredAt(String form) {
    words
        .began()
        .ifPresentOrElse(
            at ->
                items.known(
                    "occurred-at",
                    Readers.AUTHORITY,
                    account.sources(),
                    locale -> say(locale, form, AccountWords.moment(at, locale))),
            () -> told("occurred-at", Readers.AUTHORITY));
  }

  void restoredAt() {
    words
        .restored()
        .ifPresentOrElse(
            at ->
                items.known(
                    "restored-at",
                    Readers.AUTHORITY,
                    account.sources(),
                    locale -> AccountWords.moment(at, locale)),
            () -> {
              if (words.goesOn() && account.told("restored-at").isEmpty()) {
                items.known(
                    "restored-at",
                    Readers.AUTHORITY,
                    account.sources(),
                    locale -> say(locale, "text.goes-on"));
              } else {
                told("restored-at", Readers.AUTHORITY);
              }
            });
  }

  void services() {
    List<ServiceImpact> counted = account.counted();
    if (counted.isEmpty() && account.nobodyAffected()) {
      items.known(
          "service",
          Readers.AUTHORITY,
          account.sources(),
          locale -> say(locale, "text.services-none"));
    } else if (counted.isEmpty()) {
      items.unknown("service", Readers.AUTHORITY);
    } else {
      items.known(
          "service",
          Readers.AUTHORITY,
          account.sources(),
          locale -> words.eachOf(counted, each -> words.service(each, locale)));
    }
  }

  /** Where users were affected; while nobody has said, where the services are provided at all. */
  void area() {
    if (!account.area().isEmpty()) {
      items.known(
          "area",
          Readers.AUTHORITY,
          account.sources(),
          locale -> words.prefectures(account.area(), locale));
    } else if (account.nobodyAffected()) {
      items.known(
          "area", Readers.AUTHORITY, account.sources(), locale -> say(locale, "text.users-none"));
    } else if (account.servedPrefectures().isEmpty()) {
      told("area", Readers.AUTHORITY);
    } else {
      items.unknown(
          "area",
          Readers.AUTHORITY,
          locale ->
              say(
                  locale,
                  "text.area-served",
                  words.prefectures(account.servedPrefectures(), locale)));
    }
  }

  /** Users in figures, of those services whose users met something; more may be found. */
  void users(String key) {
    users(key, words::users);
  }

  /** The same when the count is settled. */
  void settledUsers(String key) {
    users(key, words::settledUsers);
  }

  private void users(String key, Function<Locale, String> figures) {
    if (account.nobodyAffected()) {
      items.known(
          key, Readers.AUTHORITY, account.sources(), locale -> say(locale, "text.users-none"));
    } else if (words.users(Locale.JAPANESE).isEmpty()) {
      items.unknown(key, Readers.AUTHORITY);
    } else {
      items.known(key, Readers.AUTHORITY, account.sources(), figures);
    }
  }

  /** Who is to be asked: whom somebody named, else the operator's desk of that role. */
  void contact(String key, Set<Audience> readers, Audience desk, List<ContactRole> roles) {
    Optional<Contact> found =
        account.told(key).isPresent() ? Optional.empty() : words.contact(desk, roles);
    found.ifPresentOrElse(
        contact ->
            items.known(key, readers, List.of(), locale -> AccountWords.contact(contact, locale)),
        () -> told(key, readers));
  }

  void officials() {
    contact("contact", Readers.AUTHORITY, Audience.STAFF, FOR_OFFICIALS);
  }

  /** What the law says, for our own people only: whom to tell of it they decide. */
  void determination() {
    Determination judged = account.determination();
    if (judged == null) {
      items.unknown("determination", Readers.OURSELVES);
    } else {
      items.known(
          "determination",
          Readers.OURSELVES,
          account.sources(),
          locale -> determination(judged, locale));
    }
  }

  private String determination(Determination judged, Locale locale) {
    LawWords law = LawWords.in(locale);
    var lines = new ArrayList<String>();
    lines.add(law.verdict(judged.verdict()));
    var miss = judged.nearestMiss();
    if (miss != null) {
      lines.add(law.nearestMiss(miss, id -> words.serviceName(id, locale)));
    }
    lines.add(law.periodic(judged.periodic()));
    judged.signposts().stream()
        .filter(each -> each.applies() != Truth.NO)
        .forEach(each -> lines.add(law.signpost(each)));
    if (judged.restsOnUnverified()) {
      lines.add(say(locale, "text.rests-on-unverified"));
    }
    return String.join("\n", lines);
  }

  /**
   * In which form it is reported, and what the quick report needs at least: for our own people, who
   * choose the paper.
   */
  void reportForm() {
    report()
        .ifPresent(form ->
            items.known(
                DraftWriter.REPORT_FORM,
                Readers.OURSELVES,
                account.sources(),
                locale -> LawWords.in(locale).report(form)));
  }

  /** The form that the paper follows; both while it is open which. */
  void nameOfForm() {
    report()
        .ifPresent(form -> {
          Function<Locale, String> names =
              locale ->
                  String.join(say(locale, "list-separator"), form.forms())
                      + (form.receiver() == Truth.UNDETERMINED
                          ? say(locale, "text.form-open")
                          : "");
          if (form.receiver() == Truth.UNDETERMINED) {
            items.unknown(DraftWriter.REPORT_FORM, Readers.AUTHORITY, names);
          } else {
            items.known(DraftWriter.REPORT_FORM, Readers.AUTHORITY, account.sources(), names);
          }
        });
  }

  /** Whether the short report of a receiver of a wholesale service does, or is asked about. */
  boolean isOfReceiver() {
    return report()
        .filter(form -> form.receiver() == Truth.YES || isAsked(form.reason()))
        .isPresent();
  }

  private boolean isAsked(Reason reason) {
    Determination judged = account.determination();
    return judged != null
        && judged.questions().stream()
            .map(Question::key)
            .anyMatch(key ->
                reason.walk().anyMatch(node -> key.equals(Question.STATEMENT + node.subject())));
  }

  private Optional<SeriousReport> report() {
    return Optional.ofNullable(account.determination()).map(Determination::report);
  }

  /** User-hours lost: no duty hangs on them, so they are for ourselves. */
  void userHours() {
    if (!account.counted().isEmpty()) {
      items.known("user-hours", Readers.OURSELVES, account.sources(), words::userHours);
    }
  }

  void finalReport() {
    Determination judged = account.determination();
    Deadline deadline = judged == null ? null : judged.finalReport();
    if (deadline != null) {
      items.known(
          "final-report",
          Readers.OURSELVES,
          List.of(),
          locale -> LawWords.in(locale).deadline(deadline));
    }
  }

  Draft draft(DraftKind kind) {
    return new Draft(
        kind,
        account.simulated(),
        DraftMessages.both(locale -> words.title(locale, kind)),
        items.all());
  }
}
