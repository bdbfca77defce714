package jp.anshin.incident.impact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a part of an answer.
 *
 * @param field {@code users}, {@code minutes}, {@code began}, {@code basis}, or key of an {@link
 *     ImpactField}
 * @param upper whether it is the upper or later bound that is wrong
 * @param kind what is wrong
 * @param at the moment that is meant, for {@link Kind#FUTURE_END} and {@link
 *     Kind#LONGER_THAN_INCIDENT}; null where it cannot be told
 * @param against the field that says another thing, for {@link Kind#CONTRADICTS}; null where that
 *     is the answer as a whole
 */
public record AnswerFault(
    String field, boolean upper, Kind kind, @Nullable Instant at, @Nullable String against) {

  public AnswerFault(String field, boolean upper, Kind kind, @Nullable Instant at) {
    this(field, upper, kind, at, null);
  }

  /** What is wrong. */
  public enum Kind {
    /** It lies longer before the first sign than {@link AnswerableTime#BEFORE_MAX}. */
    LONG_BEFORE,
    /** It lies ahead: it has not happened yet. */
    FUTURE,
    /** The end that follows from it lies ahead. */
    FUTURE_END,
    /** It is more than anybody has. */
    TOO_MUCH,
    /** It is longer than {@link AnswerChecks#WORDS_MAX}. */
    TOO_LONG,
    /** It says something only where the beginning is said too. */
    BEGAN_MISSING,
    /** It lies before the beginning. */
    BEFORE_BEGINNING,
    /** It is said to be restored and to go on. */
    GOES_ON,
    /** Something else in the answer says another thing. */
    CONTRADICTS,
    /** Of several steps one has no fewer users, or no more minutes, than the one before. */
    NOT_FALLING,
    /** It says how many or how long, while nobody is said to have been affected. */
    NOBODY_AFFECTED,
    /** It is longer than from the beginning of the incident, the moment that is meant, to now. */
    LONGER_THAN_INCIDENT,
    /** What it rests on is not said, and without that it is not believed. */
    BASIS_MISSING,
    /** It says that an upper bound holds, and none is given. */
    BOUND_MISSING,
    /** It cannot be chosen. */
    UNKNOWN_CHOICE
  }

  static AnswerFault of(String field, Kind kind) {
    return new AnswerFault(field, false, kind, null);
  }

  static AnswerFault contradicts(String field, String against) {
    return new AnswerFault(field, false, Kind.CONTRADICTS, null, against);
  }
}
