package jp.anshin.incident.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.report.ReportEvent.Written;
import jp.anshin.operator.Audience;
import org.junit.jupiter.api.Test;

/** Who may do what to a report, and when. */
class ReportTest {

  private static final Instant AT = Instant.parse("2026-11-24T03:00:00Z");
  private static final ReportId SHARED =
      new ReportId(new IncidentId("20261124-leak"), DraftKind.INFORMATION_SHARING);
  private static final ReportId FIRST =
      new ReportId(new IncidentId("20261124-leak"), DraftKind.FIRST_REPORT);

  @Test
  void aReportIsWrittenReviewedApprovedAndSentByTwoPeople() {
    Report report = begun(SHARED, "sato");
    report = report.after(report.review(1, AT, "suzuki", ""));
    assertThat(report.state()).isEqualTo(ReportState.REVIEWED);
    report = report.after(report.approve(2, AT, "suzuki", "了解"));
    assertThat(report.state()).isEqualTo(ReportState.APPROVED);
    report = report.after(report.submit(3, AT, "sato", mailed()));

    assertThat(report.state()).isEqualTo(ReportState.SUBMITTED);
    assertThat(report.submissions())
        .containsExactly(new Submission(1, "sato", AT, mailed(), "suzuki"));
    assertThat(report.unsigned()).isEmpty();
  }

  @Test
  void whoWroteAnyOfItMayNeitherReviewNorApproveIt() {
    Report begun = begun(SHARED, "sato");
    refused(Objection.OWN_WORK, () -> begun.review(1, AT, "sato", ""));
    Report edited = begun.after(begun.write(1, AT, "suzuki", text("二"), 1, ""));
    refused(Objection.OWN_WORK, () -> edited.review(2, AT, "sato", ""));
    refused(Objection.OWN_WORK, () -> edited.review(2, AT, "suzuki", ""));
    Report reviewed = edited.after(edited.review(2, AT, "tanaka", ""));
    refused(Objection.OWN_WORK, () -> reviewed.approve(3, AT, "sato", ""));
    assertThat(reviewed.approve(3, AT, "tanaka", "").version()).isEqualTo(2);
  }

  @Test
  void anEditTakesBackReviewAndApproval() {
    Report approved = approved();
    Report edited = approved.after(approved.write(3, AT, "suzuki", text("二"), 1, ""));

    assertThat(edited.state()).isEqualTo(ReportState.DRAFT);
    assertThat(edited.approvedBy()).isNull();
    refused(Objection.NOT_APPROVED, () -> edited.submit(4, AT, "sato", mailed()));
    refused(Objection.NOT_REVIEWED, () -> edited.approve(4, AT, "tanaka", ""));
    refused(Objection.OWN_WORK, () -> edited.review(4, AT, "suzuki", ""));
  }

  @Test
  void whoReadAnEarlierStateIsRefusedWhateverTheyWant() {
    Report approved = approved();
    refused(Objection.STALE, () -> approved.write(2, AT, "tanaka", text("二"), 1, ""));
    refused(Objection.STALE, () -> approved.review(2, AT, "tanaka", ""));
    refused(Objection.STALE, () -> approved.approve(2, AT, "tanaka", ""));
    refused(Objection.STALE, () -> approved.sendBack(2, AT, "tanaka", "誤り"));
    refused(Objection.STALE, () -> approved.submit(2, AT, "tanaka", mailed()));
    refused(Objection.STALE, () -> approved.countersign(4, AT, "tanaka", 1, ""));
    refused(Objection.STALE, () -> approved.withdraw(9, AT, "tanaka", "誤報"));
  }

  @Test
  void whatIsApprovedIsNotApprovedAgain() {
    Report approved = approved();
    refused(Objection.ALREADY_SIGNED, () -> approved.approve(3, AT, "tanaka", ""));
    refused(Objection.NOT_IN_DRAFT, () -> approved.review(3, AT, "tanaka", ""));
  }

  @Test
  void aReaderSendsItBackWithAReason() {
    Report approved = approved();
    refused(Objection.REASON_MISSING, () -> approved.sendBack(3, AT, "tanaka", " "));
    Report back = approved.after(approved.sendBack(3, AT, "tanaka", "人数を確認"));

    assertThat(back.state()).isEqualTo(ReportState.DRAFT);
    refused(Objection.NOT_UNDER_REVIEW, () -> back.sendBack(4, AT, "tanaka", "再"));
    refused(Objection.NOT_APPROVED, () -> back.submit(4, AT, "sato", mailed()));
  }

  @Test
  void aFirstReportGoesOutAtOnceAndIsCountersignedByASecondPerson() {
    Report begun = begun(FIRST, "sato");
    Report sent = begun.after(begun.submit(1, AT, "suzuki", mailed()));

    assertThat(sent.state()).isEqualTo(ReportState.SUBMITTED);
    assertThat(sent.unsigned()).hasSize(1);
    refused(Objection.OWN_WORK, () -> sent.countersign(2, AT, "sato", 1, ""));
    refused(Objection.OWN_WORK, () -> sent.countersign(2, AT, "suzuki", 1, ""));
    refused(Objection.NOT_SENT, () -> sent.countersign(2, AT, "tanaka", 2, ""));
    Report signed = sent.after(sent.countersign(2, AT, "tanaka", 1, "確認"));
    assertThat(signed.unsigned()).isEmpty();
    assertThat(signed.submissions().getFirst().signedBy()).isEqualTo("tanaka");
    refused(Objection.ALREADY_SIGNED, () -> signed.countersign(3, AT, "kato", 1, ""));
  }

  @Test
  void theSameVersionIsSentToAnotherDeskUnderTheSameSignature() {
    Report begun = begun(FIRST, "sato");
    Report sent = begun.after(begun.submit(1, AT, "sato", mailed()));
    Report again = sent.after(sent.submit(2, AT, "sato", faxed()));
    assertThat(again.unsigned()).hasSize(2);
    Report signed = again.after(again.countersign(3, AT, "tanaka", 1, ""));
    assertThat(signed.unsigned()).isEmpty();
    Report third = signed.after(signed.submit(4, AT, "sato", mailed()));
    assertThat(third.unsigned()).isEmpty();
  }

  @Test
  void aCorrectionNeedsAReasonAndTheSameWayAgain() {
    Report sent = sent();
    refused(Objection.REASON_MISSING, () -> sent.write(4, AT, "sato", text("訂正"), 1, " "));
    Report corrected = sent.after(sent.write(4, AT, "suzuki", text("訂正"), 2, "人数の訂正"));

    assertThat(corrected.state()).isEqualTo(ReportState.DRAFT);
    assertThat(corrected.latest().number()).isEqualTo(2);
    assertThat(corrected.latest().changedFrom(corrected.versions().getFirst()))
        .containsExactly("users");
    refused(Objection.OWN_WORK, () -> corrected.review(5, AT, "suzuki", ""));
    // What sato wrote was approved by suzuki: sato may judge what suzuki corrected.
    Report reviewed = corrected.after(corrected.review(5, AT, "sato", ""));
    Report approved = reviewed.after(reviewed.approve(6, AT, "sato", ""));
    assertThat(approved.state()).isEqualTo(ReportState.APPROVED);
  }

  @Test
  void whoWroteWhatWentOutUnsignedStaysAnAuthorOfTheCorrection() {
    Report begun = begun(FIRST, "sato");
    Report sent = begun.after(begun.submit(1, AT, "sato", mailed()));
    Report corrected = sent.after(sent.write(2, AT, "suzuki", text("訂正"), 1, "訂正"));

    refused(Objection.OWN_WORK, () -> corrected.review(3, AT, "sato", ""));
    assertThat(corrected.unsigned()).hasSize(1);
    Report signed = corrected.after(corrected.countersign(3, AT, "tanaka", 1, ""));
    assertThat(signed.unsigned()).isEmpty();
    refused(Objection.OWN_WORK, () -> signed.review(4, AT, "suzuki", ""));
  }

  @Test
  void whatIsWithdrawnIsNotSentAndMayBeTakenUpAgain() {
    Report approved = approved();
    refused(Objection.REASON_MISSING, () -> approved.withdraw(3, AT, "sato", ""));
    Report withdrawn = approved.after(approved.withdraw(3, AT, "sato", "該当しないため"));

    assertThat(withdrawn.state()).isEqualTo(ReportState.WITHDRAWN);
    refused(Objection.WITHDRAWN, () -> withdrawn.submit(4, AT, "sato", mailed()));
    refused(Objection.WITHDRAWN, () -> withdrawn.withdraw(4, AT, "sato", "再"));
    refused(Objection.NOT_IN_DRAFT, () -> withdrawn.review(4, AT, "suzuki", ""));
    refused(Objection.NOT_REVIEWED, () -> withdrawn.approve(4, AT, "suzuki", ""));
    Report again = withdrawn.after(withdrawn.write(4, AT, "sato", text("再開"), 1, "該当"));
    assertThat(again.state()).isEqualTo(ReportState.DRAFT);
  }

  @Test
  void whatIsWithdrawnMayBeTakenUpAsItWasWithAReason() {
    Report withdrawn = sent().after(sent().withdraw(4, AT, "sato", "宛先の誤り"));
    var same = withdrawn.latest().content();
    refused(Objection.REASON_MISSING, () -> withdrawn.write(5, AT, "sato", same, 1, " "));
    Report again = withdrawn.after(withdrawn.write(5, AT, "sato", same, 1, "宛先を改める"));
    assertThat(again.latest().number()).isEqualTo(2);
    assertThat(again.approvedBy()).isNull();
  }

  @Test
  void whatWasTakenBackStandsNoMoreWhateverIsWrittenAfterwards() {
    Report sent = sent();
    Report corrected = sent.after(sent.write(4, AT, "suzuki", text("訂正"), 1, "訂正"));
    assertThat(corrected.standing()).as("a correction takes nothing back").hasSize(1);
    Report withdrawn = corrected.after(corrected.withdraw(5, AT, "sato", "誤報"));
    assertThat(withdrawn.standing()).isEmpty();
    Report edited = withdrawn.after(withdrawn.write(6, AT, "suzuki", text("再"), 1, "再提出"));
    assertThat(edited.standing()).isEmpty();
    Report reviewed = edited.after(edited.review(7, AT, "tanaka", ""));
    assertThat(reviewed.standing()).isEmpty();
    Report approved = reviewed.after(reviewed.approve(8, AT, "tanaka", ""));
    assertThat(approved.standing()).isEmpty();
    Report again = approved.after(approved.submit(9, AT, "sato", faxed()));
    assertThat(again.standing()).extracting(Submission::version).containsExactly(3);
    assertThat(again.submissions()).hasSize(2);
    Report third = again.after(again.write(10, AT, "sato", text("再訂正"), 1, "訂正"));
    assertThat(third.standing()).hasSize(1);
    assertThat(third.after(third.withdraw(11, AT, "sato", "誤報")).standing()).isEmpty();
  }

  @Test
  void whatNeedsAnApprovalWasNotSentBeforeThatVersionHadIt() {
    Instant later = AT.plusSeconds(3_600);
    Report begun = begun(SHARED, "sato");
    Report reviewed = begun.after(begun.review(1, AT, "suzuki", ""));
    Report approved = reviewed.after(reviewed.approve(2, later, "suzuki", ""));
    assertThatExceptionOfType(ReportRefused.class)
        .isThrownBy(() -> approved.submit(3, later.plusSeconds(60), "sato", mailed()))
        .satisfies(refused -> {
          assertThat(refused.objection()).isEqualTo(Objection.SENT_BEFORE_APPROVAL);
          assertThat(refused.bound()).contains(later);
        });
    var after = new Sending(Channel.MAIL, "総務省", later, "", "");
    Report sent = approved.after(approved.submit(3, later.plusSeconds(600), "sato", after));
    assertThat(sent.state()).isEqualTo(ReportState.SUBMITTED);

    Report first = begun(FIRST, "sato");
    var told = new Sending(Channel.TELEPHONE, "総務省", AT.minusSeconds(600), "", "");
    assertThat(first.submit(1, AT, "sato", told).sending()).isEqualTo(told);
  }

  @Test
  void whatWasTakenBackIsNotRecordedAgainAsASendingOfLater() {
    Instant withdrawnAt = AT.plusSeconds(3_630);
    Report begun = begun(FIRST, "sato");
    Report sent = begun.after(begun.submit(1, AT, "sato", mailed()));
    Report withdrawn = sent.after(sent.withdraw(2, withdrawnAt, "sato", "誤報"));
    Report again = withdrawn.after(withdrawn.write(3, withdrawnAt, "sato", text("再"), 1, "再提出"));
    Instant now = withdrawnAt.plusSeconds(60);
    assertThatExceptionOfType(ReportRefused.class)
        .isThrownBy(() -> again.submit(4, now, "sato", mailed()))
        .satisfies(refused -> {
          assertThat(refused.objection()).isEqualTo(Objection.SENT_BEFORE_WITHDRAWAL);
          assertThat(refused.bound()).contains(withdrawnAt);
        });
    Objection before = Objection.SENT_BEFORE_WITHDRAWAL;
    refused(before, () -> again.submit(4, now, "sato", mailed(withdrawnAt.minusSeconds(31))));
    assertThat(again.after(again.submit(4, now, "sato", mailed(withdrawnAt))).standing())
        .hasSize(1);
    assertThat(again.submit(4, now, "sato", mailed(withdrawnAt.minusSeconds(30))).version())
        .as("a form tells the minute, and nothing was sent within it before")
        .isEqualTo(2);
  }

  @Test
  void withinTheMinuteOfTheApprovalTheSendingOfAnEarlierVersionDoesNotCountAgain() {
    Instant deed = AT.plusSeconds(30);
    Report sent = sent();
    Report withdrawn = sent.after(sent.withdraw(4, deed, "sato", "誤報"));
    Report edited = withdrawn.after(withdrawn.write(5, deed, "sato", text("再"), 1, "再提出"));
    Report reviewed = edited.after(edited.review(6, deed, "tanaka", ""));
    Report approved = reviewed.after(reviewed.approve(7, deed, "tanaka", ""));
    Instant now = deed.plusSeconds(60);
    refused(Objection.SENT_BEFORE_WITHDRAWAL, () -> approved.submit(8, now, "sato", mailed()));
    Report corrected = sent.after(sent.write(4, AT, "sato", text("訂正"), 1, "訂正"));
    Report read = corrected.after(corrected.review(5, AT, "tanaka", ""));
    Report signed = read.after(read.approve(6, deed, "tanaka", ""));
    refused(Objection.SENT_BEFORE_APPROVAL, () -> signed.submit(7, now, "sato", mailed()));
    assertThat(signed.submit(7, now, "sato", mailed(deed)).version()).isEqualTo(2);
  }

  @Test
  void aVersionWithoutAChangeIsNone() {
    Report begun = begun(SHARED, "sato");
    refused(
        Objection.NOTHING_CHANGED,
        () -> begun.write(1, AT, "suzuki", begun.latest().content(), 2, "x"));
  }

  @Test
  void nothingIsSentLaterThanNow() {
    Report begun = begun(FIRST, "sato");
    var ahead = new Sending(Channel.MAIL, "総務省", AT.plusSeconds(1), "", "");
    refused(Objection.SENT_IN_FUTURE, () -> begun.submit(1, AT, "sato", ahead));
    assertThatThrownBy(() -> new Sending(Channel.MAIL, " ", AT, "", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyAVersionBeginsAReport() {
    assertThatThrownBy(() -> Report.begun(SHARED, new ReportEvent.Withdrawn(AT, "sato", "誤り")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Whatever people try: nothing goes out unapproved but first reports, no one signs their own. */
  @Test
  void noOrderOfAttemptsGetsRoundTheSecondPerson() {
    var random = new Random(20261124);
    List<String> people = List.of("sato", "suzuki", "tanaka");
    for (int round = 0; round < 3000; round++) {
      ReportId id = round % 2 == 0 ? SHARED : FIRST;
      Report report = begun(id, "sato");
      var writersSinceSigned = new HashSet<>(Set.of("sato"));
      for (int step = 0; step < 14; step++) {
        String who = people.get(random.nextInt(people.size()));
        Report next = attempted(report, who, random);
        if (next.revision() > report.revision()) {
          check(report, next, who, writersSinceSigned);
        }
        report = next;
      }
    }
  }

  private static void check(Report before, Report next, String who, Set<String> writers) {
    switch (next.events().getLast()) {
      case Written written -> writers.add(who);
      case ReportEvent.Reviewed reviewed -> assertThat(writers).doesNotContain(who);
      case ReportEvent.Approved approved -> {
        assertThat(writers).doesNotContain(who);
        assertThat(before.state()).isEqualTo(ReportState.REVIEWED);
      }
      case ReportEvent.Submitted submitted -> {
        boolean approved = next.approvedBy() != null;
        assertThat(approved || Report.goesUnapproved(next.id().kind())).isTrue();
        if (approved) {
          writers.clear();
        }
      }
      case ReportEvent.Countersigned signed -> {
        assertThat(writers).doesNotContain(who);
        if (signed.version() == next.latest().number()) {
          writers.clear();
        }
      }
      case ReportEvent.SentBack back -> assertThat(next.state()).isEqualTo(ReportState.DRAFT);
      case ReportEvent.Withdrawn withdrawn ->
          assertThat(next.state()).isEqualTo(ReportState.WITHDRAWN);
    }
  }

  private static Report attempted(Report report, String who, Random random) {
    int read = report.revision() - (random.nextInt(10) == 0 ? 1 : 0);
    var attempts = new ArrayList<Supplier<ReportEvent>>();
    attempts.add(() -> report.write(read, AT, who, text("版" + random.nextInt(1000)), 1, "訂正"));
    attempts.add(() -> report.review(read, AT, who, ""));
    attempts.add(() -> report.approve(read, AT, who, ""));
    attempts.add(() -> report.submit(read, AT, who, mailed()));
    attempts.add(
        () -> report.countersign(read, AT, who, 1 + random.nextInt(report.versions().size()), ""));
    attempts.add(() -> report.sendBack(read, AT, who, "直し"));
    attempts.add(() -> report.withdraw(read, AT, who, "取下げ"));
    try {
      return report.after(attempts.get(random.nextInt(attempts.size())).get());
    } catch (ReportRefused refused) {
      return report;
    }
  }

  private static void refused(Objection objection, Supplier<?> attempt) {
    assertThatExceptionOfType(ReportRefused.class)
        .isThrownBy(attempt::get)
        .satisfies(refused -> assertThat(refused.objection()).isEqualTo(objection));
  }

  private static Report approved() {
    Report begun = begun(SHARED, "sato");
    Report reviewed = begun.after(begun.review(1, AT, "suzuki", ""));
    return reviewed.after(reviewed.approve(2, AT, "suzuki", ""));
  }

  private static Report sent() {
    Report approved = approved();
    return approved.after(approved.submit(3, AT, "sato", mailed()));
  }

  private static Report begun(ReportId id, String by) {
    return Report.begun(id, new Written(AT, by, text("一"), 1, ""));
  }

  private static Sending mailed() {
    return mailed(AT);
  }

  private static Sending mailed(Instant at) {
    return new Sending(Channel.MAIL, "総務省", at, "受付123", "");
  }

  private static Sending faxed() {
    return new Sending(Channel.FAX, "関東総合通信局", AT, "", "");
  }

  private static Draft text(String users) {
    return new Draft(
        DraftKind.FIRST_REPORT,
        false,
        LocalizedText.asWritten("第一報"),
        List.of(item("occurred-at", "2026年11月24日"), item("users", users)));
  }

  private static DraftItem item(String key, String words) {
    return new DraftItem(
        key,
        LocalizedText.asWritten(key),
        LocalizedText.asWritten(words),
        true,
        Set.of(Audience.MINISTRY, Audience.STAFF),
        List.of());
  }
}
