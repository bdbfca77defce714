package jp.anshin.server.web;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.anshin.core.Detection;
import jp.anshin.incident.Incident;
import jp.anshin.incident.Notice;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.TimelineEntry;
import jp.anshin.incident.TimelineEntry.Kind;
import jp.anshin.incident.impact.CountedUsers;

/**
 * Where what an incident's page says comes from, in words of the reader's language, with the place
 * where it can be looked up.
 */
public final class SourceMarks {

  private static final Pattern DETECTION = Pattern.compile("(.+) revision ([0-9]+)");

  /** A service and an own rule may have the same id. */
  static final String RULE = "rule ";

  /** Between which a line names what it speaks of. */
  private static final List<String[]> QUOTES =
      List.of(
          new String[] {"「", "」"},
          new String[] {"\"", "\""},
          new String[] {"：", " "},
          new String[] {": ", " "});

  private static final Pattern ANSWER = Pattern.compile("impact answer ([0-9]+)");

  private final Incident incident;
  private final List<IncidentPage.Shown> detections;
  private final Show show;
  private final Map<String, String> names;

  /**
   * Marks of that incident.
   *
   * @param names of services by their ids, and of own rules by theirs after {@link #RULE}
   */
  SourceMarks(Incident incident, Map<String, String> names, Show show) {
    this.incident = incident;
    this.names = Map.copyOf(names);
    this.detections = IncidentPage.detections(incident);
    this.show = show;
  }

  /**
   * A source for a reader.
   *
   * @param words what it is
   * @param place address of where it can be looked up; empty when there is none
   * @param id of the detection; empty when it is none
   */
  public record Source(String words, String place, String id) {}

  /**
   * The source of that mark.
   *
   * @param mark as drafts, determinations and the timeline keep it; one of another form is shown as
   *     it is
   */
  public Source of(String mark) {
    Matcher detection = DETECTION.matcher(mark);
    if (detection.matches()) {
      return detections.stream()
          .filter(each -> each.detection().id().value().equals(detection.group(1)))
          .findFirst()
          .map(each -> statement(each, detection.group(2)))
          .orElseGet(() -> new Source(mark, "", ""));
    }
    Matcher answer = ANSWER.matcher(mark);
    if (answer.matches()) {
      String version = answer.group(1);
      return new Source(show.say("source.answer", version), page() + "#answer-" + version, "");
    }
    return new Source(show.word("source", mark), "", "");
  }

  /** A line as it is read: a service or an own rule is called by its name. */
  public String text(TimelineEntry entry) {
    String text = show.text(entry.text());
    for (String id : subjects(entry)) {
      String key = entry.kind() == Kind.NOTICE ? RULE + id : id;
      String name = names.getOrDefault(key, id);
      for (String[] quotes : QUOTES) {
        String quoted = quotes[0] + id + quotes[1];
        int at = text.indexOf(quoted);
        if (at >= 0) {
          String after = text.substring(at + quoted.length());
          return text.substring(0, at) + quotes[0] + name + quotes[1] + after;
        }
      }
    }
    return text;
  }

  /** Ids that a line may speak of: it is made without the operator file. */
  private List<String> subjects(TimelineEntry entry) {
    return switch (entry.kind()) {
      case COUNTED ->
          incident.counts().stream()
              .map(each -> each.said())
              .filter(count -> count.at().equals(entry.at()))
              .map(CountedUsers::service)
              .toList();
      case NOTICE ->
          incident.notices().stream()
              .map(each -> each.notice())
              .filter(notice -> notice.givenAt().equals(entry.at()) && !notice.rule().isEmpty())
              .map(Notice::rule)
              .toList();
      default -> List.of();
    };
  }

  /** Who or what brought a line in: the word for a sensor, the name of a person. */
  public String by(TimelineEntry entry) {
    boolean person =
        entry.kind() == Kind.IMPACT_ANSWERED
            || entry.kind() == Kind.COUNTED
            || entry.kind() == Kind.NOTICE
            || entry.kind() == Kind.DUTY_REPORT
            || entry.kind() == Kind.NOTE
            || entry.kind() == Kind.CLOSED
            || entry.kind() == Kind.REOPENED;
    return person ? entry.by() : show.word("sensor", entry.by());
  }

  /** Of several detections it is said which; its evidence is that of the latest statement. */
  private Source statement(IncidentPage.Shown shown, String revision) {
    Detection detection = shown.detection();
    String sensor = show.word("sensor", detection.sensor());
    return new Source(
        words(detection, sensor, revision),
        shown.evidence().isEmpty()
            ? page() + "#detection-" + shown.place()
            : page() + "/evidence/" + shown.evidence().getFirst().number(),
        detection.id().value());
  }

  private String words(Detection detection, String sensor, String revision) {
    if (PersonStatement.is(detection)) {
      return show.say("source.reported", revision);
    }
    return detections.size() == 1
        ? show.say("source.detection", sensor, revision)
        : show.say("source.detection-of", sensor, revision, detection.subject().key());
  }

  private String page() {
    return "/incidents/" + incident.id();
  }
}
