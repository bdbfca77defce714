package jp.anshin.server.api;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.server.alerts.Call;
import jp.anshin.server.alerts.Calls;
import org.jspecify.annotations.Nullable;

/**
 * What somebody on call must take, as a program reads it.
 *
 * @param id its name, as in {@code /api/v1/alerts/ID/acknowledge}
 * @param state {@code OPEN}, {@code NOBODY} (told often enough, and not taken), {@code TAKEN} or
 *     {@code OVER}
 * @param kind {@code DETECTION} or {@code DUTY}
 * @param openedAt when it was told first
 * @param toldAt when all were told last
 * @param nextAt when it is told again, if it is
 * @param takenBy who has taken it, if anybody has
 * @param times how often it came again without being told
 */
record CallAnswer(
    String id,
    String state,
    String kind,
    @Nullable String incident,
    String path,
    Map<String, String> subject,
    Instant openedAt,
    Instant toldAt,
    @Nullable Instant nextAt,
    @Nullable Instant takenAt,
    @Nullable String takenBy,
    @Nullable Instant overAt,
    int times) {

  static CallAnswer of(Calls.Worded worded) {
    Call call = worded.call();
    Call.Course course = call.course();
    IncidentId incident = call.incident();
    LocalizedText subject = worded.words().subject();
    return new CallAnswer(
        call.id(),
        call.state().name(),
        call.kind().name(),
        incident == null ? null : incident.value(),
        worded.words().path(),
        new TreeMap<>(Map.of("ja", subject.japanese(), "en", subject.english())),
        course.openedAt(),
        course.toldAt(),
        course.nextAt(),
        course.takenAt(),
        course.takenBy(),
        course.overAt(),
        course.times());
  }
}
