package jp.anshin.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import jp.anshin.incident.Incident;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.impact.AnswerableTime;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Counting;
import jp.anshin.law.UserCount;
import jp.anshin.law.UserCounts.EarlierDay;
import jp.anshin.law.UserCounts.Found;
import jp.anshin.law.words.LawWords;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Counts affected users for programs, and keeps nothing: the impact answer is what is kept. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class CountingV1 {

  private final Incidents incidents;
  private final Determinations determinations;
  private final Answerable answerable;

  CountingV1(Incidents incidents, Determinations determinations, Answerable answerable) {
    this.incidents = incidents;
    this.determinations = determinations;
    this.answerable = answerable;
  }

  /**
   * What was counted.
   *
   * @param service its id
   * @param method how
   * @param users how many; null where no earlier day could be used
   * @param day whose users these are, or null
   * @param days earlier days, and whether each was used
   * @param sentence how, and how many
   * @param answers what the service's part of an impact answer may hold beside {@code users}
   */
  record Counted(
      String service,
      String method,
      ImpactBody.@Nullable RangePart users,
      @Nullable LocalDate day,
      List<Day> days,
      Answers.Text sentence,
      SortedMap<String, SaidPart> answers) {}

  /** An earlier day: whether it was used or why not, and the most users at one time. */
  record Day(LocalDate day, String use, @Nullable Long peak) {
    static Day of(EarlierDay each) {
      return new Day(each.day(), each.use().name(), each.peak());
    }
  }

  @PostMapping(path = "/incidents/{id}/counting", consumes = MediaType.APPLICATION_JSON_VALUE)
  Counted count(@PathVariable String id, InputStream sent) throws IOException {
    Incident incident = incidents.required(id);
    CountingBody body =
        SentJson.read(
            sent.readNBytes(CountingBody.OCTETS_MAX + 1),
            CountingBody.class,
            CountingBody.OCTETS_MAX);
    Service service = body.service(operator(incident));
    Counting counting =
        body.read(
            determinations.law().rulebook(),
            service,
            AnswerableTime.ofHours(incident, service.id(), answerable.of(incident)));
    Found found = counting.found();
    UserCount count = found.count();
    var sentence =
        new LocalizedText(
            LawWords.in(Locale.JAPANESE).counting(counting, found),
            LawWords.in(Locale.ENGLISH).counting(counting, found));
    return new Counted(
        service.id(),
        counting.method(),
        count == null ? null : new ImpactBody.RangePart(count.users().min(), count.users().max()),
        count == null ? null : count.referenceDay(),
        found.days().stream().map(Day::of).toList(),
        Answers.Text.of(sentence),
        SaidPart.of(
            count == null
                ? Map.of()
                : ServiceImpact.unknown(service.id(), service.category())
                    .counted(count, "")
                    .said()));
  }

  private Operator operator(Incident incident) {
    return determinations
        .operator(incident)
        .orElseThrow(() -> new Refusal("operator-file.unknown", "1"));
  }
}
