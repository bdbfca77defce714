package jp.anshin.server.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jp.anshin.incident.GivenNotice;
import jp.anshin.incident.impact.StatedCount;
import jp.anshin.law.clock.Crossing;
import jp.anshin.server.duties.Done;
import jp.anshin.server.duties.Duty;
import jp.anshin.server.duties.IncidentClock;
import jp.anshin.server.duties.ServiceClock;
import org.jspecify.annotations.Nullable;

/**
 * The clock of an incident as a program reads it.
 *
 * @param now in the time of its events
 * @param services those whose users may have met something
 * @param duties what is or may become due, the soonest first
 */
record ClockAnswer(Instant now, List<Of> services, List<Due> duties) {

  static ClockAnswer of(IncidentClock clock) {
    return new ClockAnswer(
        clock.now(),
        clock.services().stream().map(Of::of).toList(),
        clock.duties().stream().map(duty -> Due.of(duty, clock.now())).toList());
  }

  /** The clock of one service; {@code userSeconds} are users times seconds lost. */
  record Of(
      String service,
      Answers.Text name,
      String counts,
      Answers.@Nullable Span began,
      Answers.@Nullable Span ended,
      Answers.@Nullable Range userSeconds,
      List<Reached> crossings) {
    static Of of(ServiceClock each) {
      return new Of(
          each.service(),
          Answers.Text.of(each.name()),
          each.counts().name(),
          Answers.Span.of(each.outage().began()),
          Answers.Span.of(each.outage().ended()),
          Answers.Range.of(each.userSeconds()),
          each.crossings().stream().map(Reached::of).toList());
    }
  }

  /** When a pair of thresholds is reached, if nothing changes. */
  record Reached(
      String duty,
      String row,
      long durationMinutes,
      long users,
      String reading,
      String state,
      @Nullable Instant earliest,
      @Nullable Instant estimate,
      @Nullable Instant latest,
      boolean proposed,
      Answers.Cited citation) {
    static Reached of(Crossing each) {
      return new Reached(
          each.duty().name(),
          each.rule(),
          each.durationMinutes(),
          each.users(),
          each.reading().name(),
          each.state().name(),
          each.earliest(),
          each.estimate(),
          each.latest(),
          each.proposed(),
          Answers.Cited.of(each.citation()));
    }
  }

  /** A duty; {@code key} stays the same while the incident lives. */
  record Due(
      String key,
      String kind,
      String basis,
      Answers.Text title,
      String applies,
      String state,
      Answers.@Nullable Span since,
      @Nullable Instant earliest,
      @Nullable Instant estimate,
      @Nullable Instant latest,
      @Nullable LocalDate day,
      @Nullable LocalDate laterDay,
      @Nullable Instant doneAt,
      @Nullable String doneBy,
      boolean verified,
      Answers.@Nullable Cited citation) {
    static Due of(Duty each, Instant now) {
      Done done = each.done();
      return new Due(
          each.key(),
          each.kind().name(),
          each.basis().name(),
          Answers.Text.of(each.title()),
          each.applies().name(),
          each.state(now).name(),
          Answers.Span.of(each.since()),
          each.due().earliest(),
          each.due().estimate(),
          each.due().latest(),
          each.due().day(),
          each.due().laterDay(),
          done == null ? null : done.at(),
          done == null ? null : done.by(),
          each.verified(),
          each.citation() == null ? null : Answers.Cited.of(each.citation()));
    }
  }

  /** A count that is kept. */
  record Counted(
      String service,
      Instant at,
      long low,
      long estimate,
      @Nullable Long high,
      String basis,
      Instant statedAt,
      String by) {
    static Counted of(StatedCount each) {
      return new Counted(
          each.said().service(),
          each.said().at(),
          each.said().low(),
          each.said().estimate(),
          each.said().high(),
          each.said().basis(),
          each.statedAt(),
          each.by());
    }
  }

  /** How many of the counts that were sent are new; the others were known. */
  record Kept(int kept, int known) {}

  /** A notice that was recorded; {@code rule} is empty for one to users. */
  record Told(
      Instant givenAt,
      String channel,
      String place,
      String words,
      String rule,
      Instant recordedAt,
      String by) {
    static Told of(GivenNotice each) {
      return new Told(
          each.notice().givenAt(),
          each.notice().channel().name(),
          each.notice().place(),
          each.notice().words(),
          each.notice().rule(),
          each.recordedAt(),
          each.by());
    }
  }
}
