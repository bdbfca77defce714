package jp.anshin.server.api;

import java.util.Optional;
import jp.anshin.incident.ReadState;
import jp.anshin.incident.impact.AnswerChecks;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * That no service was interrupted or degraded, as a program sends it.
 *
 * @param readVersion version of the answer that was read before, 0 when there was none
 * @param readState {@code state} of the incident that was read before; may be left out
 * @param basis how that is known, in words
 */
record NoInterruptionBody(
    @Nullable Integer readVersion, @Nullable String readState, @Nullable String basis) {

  /**
   * Reads what was sent.
   *
   * @throws Refusal with the place where it cannot be read
   */
  static NoInterruptionBody read(byte[] sent) {
    return SentJson.read(sent, NoInterruptionBody.class);
  }

  /** Version that was read before. */
  int version() {
    return Optional.ofNullable(readVersion).orElseThrow(() -> SentJson.missing("readVersion"));
  }

  /** How far the incident had come when it was read; empty where that is not told. */
  Optional<ReadState> state() {
    return SentJson.state(readState);
  }

  /** How it is known: a no without it is refused. */
  String words() {
    String words = SentJson.words("basis", basis, AnswerChecks.WORDS_MAX);
    if (words.isBlank()) {
      throw SentJson.missing("basis");
    }
    return words.strip();
  }
}
