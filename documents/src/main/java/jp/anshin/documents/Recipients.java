package jp.anshin.documents;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.anshin.formats.form.Bureau;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormCertainty;
import jp.anshin.law.Figures;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Contact;
import jp.anshin.operator.DeskHours;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Prefecture;
import org.jspecify.annotations.Nullable;

/**
 * To whom a first report goes: the ministry's head office and the 総合通信局 of the prefectures. How
 * they are reached is what the operator file says; where it does not, that is unverified.
 *
 * @param desks in order, the head office first
 * @param bureausKnown whether the prefectures are known, so that the bureaus are
 * @param hours when desks receive
 * @param hoursVerified whether that was compared with a source
 */
public record Recipients(
    List<Desk> desks, boolean bureausKnown, LocalizedName hours, boolean hoursVerified) {

  /**
   * One desk.
   *
   * @param name what it is called
   * @param contact how it is reached, or null when the operator file does not say
   */
  public record Desk(LocalizedName name, @Nullable Contact contact) {}

  public Recipients {
    desks = List.copyOf(desks);
  }

  /**
   * The desks for an accident in these prefectures. A contact of the operator file for the ministry
   * belongs to the desk whose Japanese name its own name has in it; the others stand behind, as
   * they are called there.
   *
   * @param prefectures where users were affected, or can be; empty when nobody knows
   * @param operator who we are, or null
   */
  public static Recipients of(
      FormBook book, Collection<Prefecture> prefectures, @Nullable Operator operator) {
    List<Contact> contacts = operator == null ? List.of() : operator.recipients(Audience.MINISTRY);
    var left = new ArrayList<>(contacts);
    var desks = new ArrayList<Desk>();
    desks.add(desk(book.headOffice(), List.of("総務省", "本省"), left));
    for (Bureau bureau : book.bureausOf(prefectures)) {
      desks.add(desk(bureau.name(), List.of(bureau.name().japanese()), left));
    }
    // A contact of another bureau is not meant.
    left.removeIf(contact ->
        book.bureaus().stream()
            .anyMatch(bureau -> contact.name().japanese().contains(bureau.name().japanese())));
    left.forEach(contact -> desks.add(new Desk(contact.name(), contact)));
    return new Recipients(
        desks,
        !prefectures.isEmpty(),
        book.hours(),
        book.hoursCertainty() != FormCertainty.UNVERIFIED);
  }

  private static Desk desk(LocalizedName name, List<String> words, List<Contact> left) {
    Optional<Contact> found =
        left.stream()
            .filter(contact -> words.stream().anyMatch(contact.name().japanese()::contains))
            .findFirst();
    found.ifPresent(left::remove);
    return new Desk(name, found.orElse(null));
  }

  /** A line for each desk, with how it is reached or that this is unverified. */
  List<String> lines(Locale locale) {
    return lines(locale, false);
  }

  /** The same for a page to be sent by FAX: where the number is not known that is said too. */
  List<String> faxLines(Locale locale) {
    return lines(locale, true);
  }

  /**
   * The same for a call at that moment: which number is answered then, of those desks of which the
   * operator file says when they receive.
   */
  List<String> callLines(Locale locale, Instant at) {
    List<String> lines = lines(locale);
    var told = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      Contact contact = i < desks.size() ? desks.get(i).contact() : null;
      DeskHours open = contact == null ? null : contact.hours();
      told.add(
          contact == null || open == null
              ? lines.get(i)
              : lines.get(i) + byHour(contact, open, at, DocumentMessages.in(locale)));
    }
    return told;
  }

  /** Whether the operator file says of every desk when it receives. */
  boolean everyHourKnown() {
    return bureausKnown
        && desks.stream()
            .allMatch(desk -> desk.contact() != null && desk.contact().hours() != null);
  }

  private static String byHour(
      Contact contact, DeskHours open, Instant at, DocumentMessages words) {
    String hours = words.say("recipient.hours", open.from().toString(), open.until().toString());
    String now = Figures.time(at, words.locale());
    String other = contact.phoneOffHours();
    String unknown = words.say("recipient.no-number");
    return hours
        + words.say("recipient.off-hours", other == null ? unknown : other)
        + (open.isOpenAt(at)
            ? words.say("recipient.now-open", now, String.valueOf(contact.phone()))
            : words.say("recipient.now-closed", now, other == null ? unknown : other));
  }

  private List<String> lines(Locale locale, boolean byFax) {
    DocumentMessages words = DocumentMessages.in(locale);
    var lines = new ArrayList<String>();
    for (Desk desk : desks) {
      Contact contact = desk.contact();
      String name = desk.name().in(words.locale());
      String line =
          contact == null
              ? words.say("recipient", name, words.say("recipient.unknown"))
              : words.say("recipient.known", name, reached(contact, words));
      boolean noNumber = contact == null || contact.fax() == null;
      lines.add(byFax && noNumber ? line + words.say("recipient.fax-unknown") : line);
    }
    if (!bureausKnown) {
      lines.add(words.say("recipient.bureau-unknown"));
    }
    return lines;
  }

  /** Their names alone. */
  String names(Locale locale) {
    DocumentMessages words = DocumentMessages.in(locale);
    String names =
        desks.stream()
            .map(desk -> desk.name().in(words.locale()))
            .collect(Collectors.joining(words.say("separator")));
    return bureausKnown
        ? names
        : names + words.say("separator") + words.say("recipient.bureau-unknown");
  }

  /** Each way on a line of its own. */
  private static String reached(Contact contact, DocumentMessages words) {
    var ways = new ArrayList<String>();
    String phone = contact.phone();
    String fax = contact.fax();
    String mail = contact.mail();
    if (phone != null) {
      ways.add(words.say("recipient.phone", phone));
    }
    if (fax != null) {
      ways.add(words.say("recipient.fax", fax));
    }
    if (mail != null) {
      ways.add(words.say("recipient.mail", mail));
    }
    return String.join("", ways);
  }
}
