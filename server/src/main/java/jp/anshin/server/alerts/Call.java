package jp.anshin.server.alerts;

import java.time.Instant;
import jp.anshin.incident.IncidentId;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody on call must take. It is told again and again, to more and more people,
 * until one has taken it, it is over, or it was told often enough.
 *
 * @param id stable name, fit for an address
 * @param kind what sort of thing it is, and so who may take it
 * @param series what it is about: what comes again of the same series may belong to the same call
 * @param incident the latest incident it is about, or null when about none
 * @param alert key of the alert whose words tell it
 * @param course how it went
 * @param size how big it was when it was told
 */
public record Call(
    String id,
    Alert.Kind kind,
    String series,
    @Nullable IncidentId incident,
    String alert,
    Course course,
    Size size) {

  /** How it stands. */
  public enum State {
    /** Nobody has taken it; it is told again. */
    OPEN,
    /** Nobody has taken it, and it was told often enough: somebody must look. */
    NOBODY,
    /** Somebody has taken it. */
    TAKEN,
    /** It is over, taken or not. */
    OVER
  }

  /**
   * How it went.
   *
   * @param openedAt when it was told first
   * @param sinceAt since when nobody has taken it; those who are spared are told so long after this
   * @param toldAt when all were told last
   * @param steppedAt until when those whose time came have been told
   * @param lastAt when it began or ended last
   * @param nextAt when there is more to tell, or null when there is nothing
   * @param takenAt when somebody took it, or null
   * @param takenBy who, or null
   * @param overAt when it was over, or null
   * @param repeats how often it was repeated since {@code sinceAt}
   * @param tellings how often it was told in all, to whomever
   * @param times how often it came again without being told
   * @param quiet whether it came again and was not told yet, because it may go as it came
   */
  public record Course(
      Instant openedAt,
      Instant sinceAt,
      Instant toldAt,
      Instant steppedAt,
      Instant lastAt,
      @Nullable Instant nextAt,
      @Nullable Instant takenAt,
      @Nullable String takenBy,
      @Nullable Instant overAt,
      int repeats,
      int tellings,
      int times,
      boolean quiet) {

    static Course opened(Instant now) {
      return new Course(now, now, now, now, now, null, null, null, null, 0, 0, 0, false);
    }

    /** All are told, as if for the first time unless nobody has taken it so far. */
    Course rung(Instant now) {
      boolean waiting = takenAt == null && overAt == null && !quiet;
      return new Course(
          openedAt,
          waiting ? sinceAt : now,
          now,
          now,
          now,
          null,
          null,
          null,
          null,
          waiting ? repeats : 0,
          tellings + 1,
          times,
          false);
    }

    Course repeated(Instant now) {
      return new Course(
          openedAt,
          sinceAt,
          now,
          now,
          lastAt,
          null,
          null,
          null,
          null,
          repeats + 1,
          tellings + 1,
          times,
          quiet);
    }

    Course stepped(Instant now) {
      return new Course(
          openedAt,
          sinceAt,
          toldAt,
          now,
          lastAt,
          null,
          null,
          null,
          null,
          repeats,
          tellings + 1,
          times,
          quiet);
    }

    Course next(@Nullable Instant at) {
      return new Course(
          openedAt, sinceAt, toldAt, steppedAt, lastAt, at, takenAt, takenBy, overAt, repeats,
          tellings, times, quiet);
    }

    Course taken(Instant now, String who) {
      return new Course(
          openedAt,
          sinceAt,
          toldAt,
          steppedAt,
          lastAt,
          null,
          now,
          who,
          overAt,
          repeats,
          tellings + 1,
          times,
          quiet);
    }

    Course over(Instant now) {
      return new Course(
          openedAt,
          sinceAt,
          toldAt,
          steppedAt,
          now,
          null,
          takenAt,
          takenBy,
          now,
          repeats,
          tellings + 1,
          times,
          quiet);
    }

    /**
     * It came again. While people are being called for it that goes on; else nobody is told before
     * that moment, for it may go as it came.
     */
    Course again(Instant now, Instant told) {
      boolean waiting = takenAt == null && overAt == null && !quiet;
      return new Course(
          openedAt,
          sinceAt,
          toldAt,
          steppedAt,
          now,
          waiting ? nextAt : told,
          takenAt,
          takenBy,
          null,
          repeats,
          tellings,
          times + 1,
          !waiting);
    }

    /** One more was told of it that calls nobody. */
    Course counted() {
      return new Course(
          openedAt,
          sinceAt,
          toldAt,
          steppedAt,
          lastAt,
          nextAt,
          takenAt,
          takenBy,
          overAt,
          repeats,
          tellings + 1,
          times,
          quiet);
    }
  }

  /** Page of the console on which it can be taken. */
  static String path(String id) {
    return "/alerts/" + id;
  }

  /** How it stands. */
  public State state() {
    if (course.overAt != null) {
      return State.OVER;
    }
    if (course.takenAt != null) {
      return State.TAKEN;
    }
    return course.nextAt == null ? State.NOBODY : State.OPEN;
  }

  /** Whether somebody can take it. */
  public boolean isOpen() {
    return course.takenAt == null && course.overAt == null;
  }

  Call with(Course other) {
    return new Call(id, kind, series, incident, alert, other, size);
  }

  /** The same, told with the words of that alert. */
  Call told(Alert words, Size now) {
    return new Call(id, kind, series, words.incident(), words.key(), course, size.with(now));
  }

  Call about(@Nullable IncidentId other) {
    return new Call(id, kind, series, other, alert, course, size);
  }
}
