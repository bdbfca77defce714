package jp.anshin.incident.draft;

import static jp.anshin.incident.draft.DraftMessages.say;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.law.Figures;
import jp.anshin.operator.Audience;
import jp.anshin.operator.ContactRole;

/**
 * The voluntary notice of report 3.3.2: when, where, what, effect, response; then the possible
 * effect on others, whom to ask, and whether more follows. Quickness goes before completeness. What
 * a person stated is not about routes: then nothing is said of them, and nothing to neighbours.
 */
final class SharingNotice {

  private final DraftFacts facts;
  private final AccountItems shared;
  private final Items items;

  /** Of what a person stated networks beside ours know nothing, and need nothing. */
  private final boolean aboutRoutes;

  private final Set<Audience> everyone;

  private SharingNotice(DraftFacts facts, AccidentAccount account) {
    this.facts = facts;
    this.shared = new AccountItems(account, "sharing");
    this.items = shared.items();
    this.aboutRoutes = facts.incident().byPerson().isEmpty();
    this.everyone = aboutRoutes ? Readers.EVERYONE : Readers.WITHOUT_NEIGHBOURS;
  }

  static Draft of(DraftFacts facts, AccidentAccount account) {
    var notice = new SharingNotice(facts, account);
    notice.whoAndWhen();
    notice.whatHappened();
    notice.effect();
    notice.whatFollows();
    notice.forOurselves();
    return notice.shared.draft(DraftKind.INFORMATION_SHARING);
  }

  private void whoAndWhen() {
    shared.asOf(everyone);
    shared.sender(everyone);
    items.known("occurred-at", everyone, facts.statements(), facts::occurredAt);
    if (!aboutRoutes) {
      shared.told("equipment-place", Readers.AUTHORITY);
      return;
    }
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
    items.known("situation", everyone, facts.statements(), facts::situation);
    if (!aboutRoutes) {
      shared.told("cause", Readers.CARRIERS);
      return;
    }
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
    shared.users("impact-users");
    if (aboutRoutes) {
      otherCarriers();
    }
    shared.told("corporate-users", Readers.AUTHORITY);
  }

  private void otherCarriers() {
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
  }

  private void whatFollows() {
    items.known("response", Readers.WITHOUT_NEIGHBOURS, facts.statements(), facts::response);
    shared.contact(
        "contact",
        aboutRoutes ? Readers.NETWORKS : Readers.CARRIERS,
        Audience.STAFF,
        AccountItems.FOR_OFFICIALS);
    shared.contact(
        "contact-users",
        Readers.CUSTOMERS,
        Audience.USERS,
        List.of(ContactRole.PUBLIC_RELATIONS, ContactRole.RECEIVING_DESK));
    boolean over = facts.incident().status() != IncidentStatus.OPEN;
    items.known(
        "follow-up",
        everyone,
        List.of(),
        locale -> say(locale, over ? "text.follow-up-restored" : "text.follow-up-open"));
  }

  private void forOurselves() {
    shared.determination();
    String basis = shared.words().basis(Locale.JAPANESE);
    if (!basis.isEmpty()) {
      items.known(
          "users-basis", Readers.OURSELVES, facts.answersOrStatements(), shared.words()::basis);
    }
    facts
        .incident()
        .impact()
        .filter(answer -> !answer.remark().isBlank())
        .ifPresent(answer ->
            items.known("remark", Readers.OURSELVES, facts.answers(), locale -> answer.remark()));
  }
}
