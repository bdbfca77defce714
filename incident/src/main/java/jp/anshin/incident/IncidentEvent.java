package jp.anshin.incident;

import java.time.Instant;
import java.util.List;
import jp.anshin.core.Detection;
import jp.anshin.incident.impact.CountedUsers;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.report.Sending;

/** What happened to an incident. {@link Incident#after} says what it is afterwards. */
public sealed interface IncidentEvent {

  /** Which incident. */
  IncidentId incident();

  /** When, in event time. */
  Instant at();

  /**
   * A detection that belongs to no other incident was stated.
   *
   * @param simulated whether its input is replayed or generated, never a real event
   */
  record IncidentOpened(IncidentId incident, Detection first, boolean simulated)
      implements IncidentEvent {
    @Override
    public Instant at() {
      return first.restatedAt();
    }
  }

  /** A detection of it was restated while it goes on, or another one joined. */
  record IncidentGrew(IncidentId incident, Detection restated) implements IncidentEvent {
    @Override
    public Instant at() {
      return restated.restatedAt();
    }
  }

  /** The last of its detections that went on has ended. */
  record IncidentRestored(IncidentId incident, Detection last) implements IncidentEvent {
    @Override
    public Instant at() {
      return last.restatedAt();
    }
  }

  /** A detection goes on again, or another joined, after all had ended. */
  record IncidentResumed(IncidentId incident, Detection again) implements IncidentEvent {
    @Override
    public Instant at() {
      return again.restatedAt();
    }
  }

  /** A person answered the impact question. */
  record ImpactAnswered(IncidentId incident, ImpactAnswer answer) implements IncidentEvent {
    @Override
    public Instant at() {
      return answer.answeredAt();
    }
  }

  /** A person wrote a note. */
  record NoteWritten(IncidentId incident, Instant at, String by, String words)
      implements IncidentEvent {}

  /** A person or a program counted affected users while it went on. */
  record UsersCounted(IncidentId incident, Instant at, String by, List<CountedUsers> counts)
      implements IncidentEvent {
    public UsersCounted {
      counts = List.copyOf(counts);
    }
  }

  /** A person recorded that users were told, or that an own rule was followed. */
  record NoticeGiven(IncidentId incident, Instant at, String by, Notice notice)
      implements IncidentEvent {}

  /**
   * A person recorded that the report under another duty was made.
   *
   * @param duty id of the duty in the rulebook
   * @param title what it is called
   * @param sending how, to whom and when
   */
  record DutyReported(
      IncidentId incident, Instant at, String by, String duty, LocalizedText title, Sending sending)
      implements IncidentEvent {}

  /**
   * A person said that such a record is wrong.
   *
   * @param number of the record, as {@link DutyReport#number} has it
   */
  record DutyReportWithdrawn(IncidentId incident, Instant at, String by, int number, String why)
      implements IncidentEvent {}

  /** A person closed it. */
  record IncidentClosed(IncidentId incident, Instant at, String by) implements IncidentEvent {}

  /** A person opened it again after it was closed: something of it is wrong or not done. */
  record IncidentReopened(IncidentId incident, Instant at, String by, String why)
      implements IncidentEvent {}
}
