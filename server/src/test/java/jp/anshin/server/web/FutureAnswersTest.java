package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.identity.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has not happened yet, by the clock of the events, is no answer. */
final class FutureAnswersTest {

  /** 12:46 in Japan, on the day of the leak. */
  private static final Instant NOW = Instant.parse("2017-08-25T03:46:00Z");

  private Staffed staffed;

  @BeforeEach
  void start(@TempDir Path directory) {
    staffed = Staffed.start(directory);
    staffed.server.part(Feeds.class).heardUntil(NOW);
  }

  @AfterEach
  void stop() {
    staffed.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-01T00:00:00, 5, '', ja, より後の日時です",
    "2017-08-25T13:00:00, 5, '', en, This is later than now",
    "2016-01-01T09:00:00, 180, '', ja, 検知より31日以上前",
    "2017-07-24T12:21:00, 5, '', en, more than 31 days before the detection",
    "2017-08-25T12:22:00, 120, '', ja, いまも続いている」を選んでください",
    "2017-08-25T12:22:00, 120, '', en, The beginning and this duration give an end at"
  })
  void aBeginningOrAnEndAheadOfTheEventsIsRefusedAtItsField(
      String began, String minutes, String ongoing, String language, String sentence) {
    try (Reader reader = staffed.reader(Role.LEGAL, language)) {
      HttpResponse<String> answer = answer(reader, began, minutes, ongoing, "41000");

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains(sentence).contains("value=\"" + began + "\"");
      assertThat(staffed.server.incidents().required(staffed.incident).impact()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2017-08-25T12:22:00, 24, ''",
    "2017-08-25T12:22:00, 120, on",
    "2017-07-26T12:22:00, 5, ''"
  })
  void whatEndedUntilNowOrStillLastsIsTaken(String began, String minutes, String ongoing) {
    try (Reader reader = staffed.reader(Role.LEGAL, "en")) {
      assertThat(answer(reader, began, minutes, ongoing, "41000").statusCode()).isEqualTo(302);
    }
  }

  @Test
  void figuresOfWhatAffectedNobodyAndAFacilityDownForTooLongAreRefusedAtTheirFields() {
    try (Reader reader = staffed.reader(Role.LEGAL, "ja")) {
      Map<String, String> wrong = Map.of("phone.usersLow", "5", "_event.facility-duration", "600");
      HttpResponse<String> answer = answer(reader, "2017-08-25T12:22:00", "20", "", "41000", wrong);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .contains("「影響なし」なのに書かれています", "id=\"fault-phone.usersLow\"")
          .contains("までより長くなっています", "id=\"fault-_event.facility-duration\"");
      assertThat(staffed.server.incidents().required(staffed.incident).impact()).isEmpty();
    }
  }

  @Test
  void ofEmergencyVoiceItIsSaidForWhatANumberIsTaken() {
    try (Reader reader = staffed.reader(Role.LEGAL, "ja")) {
      String hint = "書いた数をその全利用者の数とみなします";
      assertThat(reader.get("/incidents/" + staffed.incident).body()).containsOnlyOnce(hint);
      Map<String, String> method = Map.of("phone.count-method", "EMERGENCY_VOICE_ALL");
      assertThat(answer(reader, "2017-08-25T12:22:00", "20", "", "41000", method).statusCode())
          .isEqualTo(302);
      assertThat(reader.get("/incidents/" + staffed.incident).body()).doesNotContain(hint);
    }
  }

  @Test
  void moreUsersThanTheServiceHasAreTakenAndTold() {
    try (Reader reader = staffed.reader(Role.LEGAL, "ja")) {
      assertThat(answer(reader, "2017-08-25T12:22:00", "20", "", "99999999").statusCode())
          .isEqualTo(302);
      assertThat(reader.get("/incidents/" + staffed.incident).body())
          .contains("事業者ファイルのこの役務の利用者数（", "影響利用者数とされた9,999万9,999は");
    }
  }

  private HttpResponse<String> answer(
      Reader reader, String began, String minutes, String ongoing, String users) {
    return answer(reader, began, minutes, ongoing, users, Map.of());
  }

  private HttpResponse<String> answer(
      Reader reader,
      String began,
      String minutes,
      String ongoing,
      String users,
      Map<String, String> more) {
    String path = "/incidents/" + staffed.incident;
    reader.get(path);
    var fields = new HashMap<String, String>(Map.of("readVersion", "0"));
    for (String service : List.of("internet", "phone", "mail")) {
      fields.put(service + ".kind", "NONE");
    }
    fields.put("internet.kind", "STOP");
    fields.put("internet.usersLow", users);
    fields.put("internet.usersHigh", users);
    fields.put("internet.minutesLow", minutes);
    fields.put("internet.minutesHigh", minutes);
    fields.put("internet.began", began);
    fields.put("internet.ongoing", ongoing);
    fields.putAll(more);
    return reader.post(path + "/impact", fields);
  }
}
