package jp.anshin.incident.draft;

import static jp.anshin.incident.draft.DraftMessages.both;
import static jp.anshin.incident.draft.DraftMessages.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.law.Determination;
import jp.anshin.law.Figures;
import jp.anshin.law.words.LawWords;
import jp.anshin.operator.Audience;
import jp.anshin.operator.ContactRole;

/**
 * The voluntary notice of report 3.3.2: when, where, what, effect, response; then the possible
 * effect on others, whom to ask, and whether more follows. Quickness goes before completeness.
 */
final class SharingNotice {

  private static final List<ContactRole> FOR_OFFICIALS =
      List.of(
          ContactRole.INCIDENT_MANAGER,
          ContactRole.NETWORK_OPERATIONS,
          ContactRole.CHIEF_ENGINEER,
          ContactRole.LEGAL);

  private final DraftFacts facts;
  private final Items items = new Items("sharing");

  private SharingNotice(DraftFacts facts) {
    this.facts = facts;
  }

  static Draft of(DraftFacts facts) {
    var notice = new SharingNotice(facts);
    notice.whoAndWhen();
    notice.whatHappened();
    notice.effect();
    notice.whatFollows();
    notice.forOurselves();
    return new Draft(
        DraftKind.INFORMATION_SHARING,
        facts.incident().simulated(),
        both(locale -> facts.title(locale, DraftKind.INFORMATION_SHARING)),
        notice.items.all());
  }

  private void whoAndWhen() {
    asOf(items, facts, Readers.EVERYONE);
    sender(items, facts, Readers.EVERYONE);
    items.known("occurred-at", Readers.EVERYONE, facts.statements(), facts::occurredAt);
    items.known("place", Readers.EVERYONE, facts.statements(), locale -> say(locale, "text.place"));
    List<String> peers = facts.peers();
    if (peers.isEmpty()) {
      items.unknown("observed-at", Readers.AUTHORITY);
    } else {
      items.known(
          "observed-at", Readers.AUTHORITY, facts.statements(), locale -> DraftFacts.lines(peers));
    }
  }

  private void whatHappened() {
    items.known(
        "situation",
        Readers.EVERYONE,
        facts.statements(),
        locale ->
            say(
                locale,
                "text.situation",
                facts.incident().kinds().in(locale),
                facts.state(locale)));
    items.known("scale", Readers.NETWORKS, facts.statements(), facts::scale);
    if (facts.suspectsSomeone()) {
      items.known("suspected-networks", Readers.CARRIERS, facts.statements(), facts::suspected);
    } else {
      items.unknown("suspected-networks", Readers.CARRIERS);
    }
  }

  private void effect() {
    if (facts.impactKnown()) {
      items.known("impact", Readers.WITHOUT_NEIGHBOURS, facts.answers(), facts::impact);
    } else {
      items.unknown(
          "impact", Readers.WITHOUT_NEIGHBOURS, locale -> say(locale, "text.impact-unknown"));
    }
    users(items, facts, "impact-users");
    long origins = facts.largest().count("originCount");
    if (origins > 1) {
      items.known(
          "other-carriers",
          Readers.CARRIERS,
          facts.statements(),
          locale -> say(locale, "text.other-carriers", Figures.number(origins, locale)));
    } else {
      items.unknown("other-carriers", Readers.CARRIERS);
    }
    items.unknown("corporate-users", Readers.AUTHORITY);
  }

  private void whatFollows() {
    items.known("response", Readers.WITHOUT_NEIGHBOURS, facts.statements(), facts::response);
    contact(items, facts, "contact", Readers.NETWORKS, Audience.STAFF, FOR_OFFICIALS);
    contact(
        items,
        facts,
        "contact-users",
        Readers.CUSTOMERS,
        Audience.USERS,
        List.of(ContactRole.PUBLIC_RELATIONS, ContactRole.RECEIVING_DESK));
    boolean over = facts.incident().status() != IncidentStatus.OPEN;
    items.known(
        "follow-up",
        Readers.EVERYONE,
        List.of(),
        locale -> say(locale, over ? "text.follow-up-restored" : "text.follow-up-open"));
  }

  private void forOurselves() {
    determination(items, facts);
    String basis = facts.basis(Locale.JAPANESE);
    if (!basis.isEmpty()) {
      items.known("users-basis", Readers.OURSELVES, facts.answers(), facts::basis);
    }
    facts
        .incident()
        .impact()
        .filter(answer -> !answer.remark().isBlank())
        .ifPresent(answer ->
            items.known("remark", Readers.OURSELVES, facts.answers(), locale -> answer.remark()));
  }

  static void asOf(Items items, DraftFacts facts, Set<Audience> readers) {
    items.known(
        DraftWriter.AS_OF, readers, List.of(), locale -> Figures.time(facts.asOf(), locale));
  }

  static void sender(Items items, DraftFacts facts, Set<Audience> readers) {
    var operator = facts.operator();
    if (operator == null) {
      items.unknown("sender", readers);
    } else {
      items.known(
          "sender", readers, List.of(), locale -> operator.name().in(DraftMessages.spoken(locale)));
    }
  }

  /** Users in figures, of those services whose users met something. */
  static void users(Items items, DraftFacts facts, String key) {
    if (facts.nobodyAffected()) {
      items.known(
          key, Readers.AUTHORITY, facts.answers(), locale -> say(locale, "text.users-none"));
    } else if (facts.users(Locale.JAPANESE).isEmpty()) {
      items.unknown(key, Readers.AUTHORITY);
    } else {
      items.known(key, Readers.AUTHORITY, facts.answers(), facts::users);
    }
  }

  static void contact(
      Items items,
      DraftFacts facts,
      String key,
      Set<Audience> readers,
      Audience desk,
      List<ContactRole> roles) {
    facts
        .contact(desk, roles)
        .ifPresentOrElse(
            contact ->
                items.known(key, readers, List.of(), locale -> DraftFacts.contact(contact, locale)),
            () -> items.unknown(key, readers));
  }

  static void officials(Items items, DraftFacts facts) {
    contact(items, facts, "contact", Readers.AUTHORITY, Audience.STAFF, FOR_OFFICIALS);
  }

  /** What the law says, for our own people only: whom to tell of it they decide. */
  static void determination(Items items, DraftFacts facts) {
    Determination judged = facts.determination();
    if (judged == null) {
      items.unknown("determination", Readers.OURSELVES);
    } else {
      items.known(
          "determination",
          Readers.OURSELVES,
          facts.answers(),
          locale -> determination(facts, judged, locale));
    }
  }

  private static String determination(DraftFacts facts, Determination judged, Locale locale) {
    LawWords words = LawWords.in(locale);
    var lines = new ArrayList<String>();
    lines.add(words.verdict(judged.verdict()));
    var miss = judged.nearestMiss();
    if (miss != null) {
      lines.add(words.nearestMiss(miss, id -> facts.serviceName(id, locale)));
    }
    lines.add(words.periodic(judged.periodic()));
    if (judged.restsOnUnverified()) {
      lines.add(say(locale, "text.rests-on-unverified"));
    }
    return DraftFacts.lines(lines);
  }
}
