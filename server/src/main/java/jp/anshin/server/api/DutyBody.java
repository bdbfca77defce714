package jp.anshin.server.api;

import java.time.Instant;
import java.util.Optional;
import jp.anshin.incident.report.Sending;
import jp.anshin.server.duties.DutyReports;
import org.jspecify.annotations.Nullable;

/**
 * That another duty's report was made, or that the record of it is wrong, as a program sends it.
 *
 * @param sending of {@code done}: how and when it was made
 * @param number of {@code withdraw}: which record is wrong
 * @param words a remark; of {@code withdraw} the reason, which must be there
 */
record DutyBody(@Nullable SendingPart sending, @Nullable Integer number, @Nullable String words) {

  Sending sent(Instant now) {
    return SendingPart.read(sending, now, said());
  }

  int wrongNumber() {
    return Optional.ofNullable(number).orElseThrow(() -> SentJson.missing("number"));
  }

  String said() {
    return SentJson.words("words", words, DutyReports.WORDS_CHARACTERS_MAX);
  }
}
