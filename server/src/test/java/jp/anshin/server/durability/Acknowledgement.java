package jp.anshin.server.durability;

import java.util.Objects;

/**
 * A line by which a writer says that something is durable.
 *
 * @param what what was written
 * @param place where: an incident, a version, a place in the journal
 * @param tag what tells it from every other; for the journal also what its payload was made from
 * @param number a revision, a version, an offset
 */
record Acknowledgement(What what, String place, String tag, long number) {

  /** What was written. */
  enum What {
    /** A statement of a sensor: the incident, the detection, its revision. */
    DETECTION,
    /** A note: the incident, the words. */
    NOTE,
    /** An answer to the impact question: the incident, the remark, its version. */
    ANSWER,
    /** An entry of the audit of its own: the target. */
    AUDIT,
    /** A version of the operator file: its last line, its version. */
    OPERATOR_FILE,
    /** Somebody was called: the incident, the id of the call. */
    CALL,
    /** Somebody took a call: who, the id of the call. */
    TAKEN,
    /** A record of the journal: its segment, what it was made from, its offset. */
    JOURNAL
  }

  String line() {
    return what + " " + place + " " + tag + " " + number + "\n";
  }

  static Acknowledgement read(String line) {
    String[] words = line.split(" ", 4);
    return new Acknowledgement(
        What.valueOf(words[0]),
        words[1],
        Objects.requireNonNull(words[2]),
        Long.parseLong(words[3]));
  }
}
