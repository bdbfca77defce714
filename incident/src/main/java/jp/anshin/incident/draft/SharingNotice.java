package jp.anshin.incident.draft;

import static jp.anshin.incident.draft.DraftMessages.say;

import java.util.List;
import java.util.Locale;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.law.Figures;
import jp.anshin.operator.Audience;
import jp.anshin.operator.ContactRole;

/**
 * The voluntary notice of report 3.3.2: when, where, what, effect, response; then the possible
 * effect on others, whom to ask, and whether more follows. Quickness goes before completeness.
 */
final class SharingNotice {

  private final DraftFacts facts;
  private final AccountItems shared;
  private final Items items;

  private SharingNotice(DraftFacts facts, AccidentAccount account) {
    this.facts = facts;
    this.shared = new AccountItems(account, "sharing");
    this.items = shared.items();
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
    shared.asOf(Readers.EVERYONE);
    shared.sender(Readers.EVERYONE);
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
    items.known("situation", Readers.EVERYONE, facts.statements(), facts::situation);
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
    shared.told("corporate-users", Readers.AUTHORITY);
  }

  private void whatFollows() {
    items.known("response", Readers.WITHOUT_NEIGHBOURS, facts.statements(), facts::response);
    shared.contact("contact", Readers.NETWORKS, Audience.STAFF, AccountItems.FOR_OFFICIALS);
    shared.contact(
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
    shared.determination();
    String basis = shared.words().basis(Locale.JAPANESE);
    if (!basis.isEmpty()) {
      items.known("users-basis", Readers.OURSELVES, facts.answers(), shared.words()::basis);
    }
    facts
        .incident()
        .impact()
        .filter(answer -> !answer.remark().isBlank())
        .ifPresent(answer ->
            items.known("remark", Readers.OURSELVES, facts.answers(), locale -> answer.remark()));
  }
}
