package jp.anshin.server.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import jp.anshin.core.Detection;
import jp.anshin.core.Evidence;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.TimelineEntry;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Citation;
import jp.anshin.law.Deadline;
import jp.anshin.law.Determination;
import jp.anshin.law.NearestMiss;
import jp.anshin.law.Projection;
import jp.anshin.law.Reason;
import jp.anshin.law.SeriousReport;
import jp.anshin.law.Signpost;
import jp.anshin.law.words.LawWords;
import jp.anshin.operator.Audience;
import jp.anshin.server.determinations.Determined;
import jp.anshin.server.evidence.EvidenceView;
import jp.anshin.server.incidents.IncidentSummary;
import jp.anshin.server.reports.KeptDraft;
import org.jspecify.annotations.Nullable;

/**
 * What the interface answers, apart from the records inside: these names stay when those change.
 * Times are ISO 8601 in UTC; what is null is unknown.
 */
final class Answers {

  private Answers() {}

  /** A text in both languages. */
  record Text(String ja, String en) {
    static Text of(LocalizedText text) {
      return new Text(text.japanese(), text.english());
    }

    static Text in(Function<Locale, String> words) {
      return new Text(words.apply(Locale.JAPANESE), words.apply(Locale.ENGLISH));
    }

    /** What the law says, in both languages. */
    static <T> Text of(T said, BiFunction<LawWords, T, String> words) {
      return new Text(
          words.apply(LawWords.in(Locale.JAPANESE), said),
          words.apply(LawWords.in(Locale.ENGLISH), said));
    }
  }

  /** A page of a list; {@code next} is the offset of the page that follows, null at the end. */
  record Page<T>(List<T> items, @Nullable Integer next) {}

  /** A moment within bounds. */
  record Span(Instant earliest, Instant latest) {
    static @Nullable Span of(@Nullable Interval interval) {
      return interval == null ? null : new Span(interval.earliest(), interval.latest());
    }
  }

  /** A figure within bounds; {@code max} is null when there is none. */
  record Range(long min, @Nullable Long max) {
    static @Nullable Range of(@Nullable Bounds bounds) {
      return bounds == null ? null : new Range(bounds.min(), bounds.max());
    }
  }

  /** An incident as a line of a list. */
  record Line(
      String id,
      boolean simulated,
      String status,
      Instant openedAt,
      Instant startedAt,
      @Nullable Instant restoredAt,
      Text headline,
      long routeCount) {
    static Line of(IncidentSummary each) {
      return new Line(
          each.id().value(),
          each.simulated(),
          each.status().name(),
          each.openedAt(),
          each.startedAt(),
          each.restoredAt(),
          Text.of(each.headline()),
          each.routeCount());
    }
  }

  /** A whole incident; {@code state} is how far it has come, to be sent with an answer. */
  record Whole(
      String id,
      boolean simulated,
      String status,
      Instant openedAt,
      @Nullable Span startedAt,
      @Nullable Instant restoredAt,
      Text headline,
      List<Stated> detections,
      List<Entry> timeline,
      List<Answer> impactAnswers,
      String state) {
    static Whole of(Incident incident) {
      var stated = new ArrayList<Stated>();
      int number = 0;
      for (Detection detection : incident.detections()) {
        stated.add(Stated.of(detection, number));
        number += detection.evidence().size();
      }
      return new Whole(
          incident.id().value(),
          incident.simulated(),
          incident.status().name(),
          incident.openedAt(),
          Span.of(incident.startedAt()),
          incident.restoredAt().orElse(null),
          Text.of(incident.headline()),
          stated,
          incident.timeline().stream().map(Entry::of).toList(),
          incident.impactAnswers().stream().map(Answer::of).toList(),
          incident.state().text());
    }
  }

  /** A detection at its latest revision. */
  record Stated(
      String id,
      int revision,
      String sensor,
      SortedSet<String> kinds,
      String subjectKind,
      String subjectKey,
      @Nullable Span startedAt,
      Instant detectedAt,
      Instant restatedAt,
      @Nullable Instant endedAt,
      String certainty,
      SortedMap<String, Long> counts,
      SortedMap<String, List<String>> facts,
      List<Bytes> evidence) {
    static Stated of(Detection each, int firstEvidence) {
      var evidence = new ArrayList<Bytes>();
      for (Evidence piece : each.evidence()) {
        evidence.add(Bytes.of(firstEvidence + evidence.size(), piece));
      }
      return new Stated(
          each.id().value(),
          each.revision(),
          each.sensor(),
          each.kinds(),
          each.subject().kind(),
          each.subject().key(),
          Span.of(each.startedAt()),
          each.detectedAt(),
          each.restatedAt(),
          each.endedAt(),
          each.certainty().name(),
          each.counts(),
          each.facts(),
          evidence);
    }
  }

  /** Where the bytes of one piece of evidence lie. */
  record Bytes(
      int number,
      String source,
      long segment,
      long offset,
      int length,
      String sha256,
      Instant observedAt) {
    static Bytes of(int number, Evidence each) {
      return new Bytes(
          number,
          each.source(),
          each.segment(),
          each.offset(),
          each.length(),
          each.sha256(),
          each.observedAt());
    }
  }

  /** The bytes of one piece of evidence, in Base64, and what they say. */
  record Dump(Bytes evidence, byte[] bytes, List<String> decoded) {
    static Dump of(EvidenceView view) {
      return new Dump(Bytes.of(view.number(), view.evidence()), view.bytes(), view.decoded());
    }
  }

  /** A line of the timeline. */
  record Entry(Instant at, String kind, Text text, String by, String cause) {
    static Entry of(TimelineEntry each) {
      return new Entry(
          each.at(), each.kind().name(), Text.of(each.text()), each.by(), each.cause());
    }
  }

  /** One version of the answer to the impact question. */
  record Answer(
      int version,
      String answeredBy,
      Instant answeredAt,
      List<Impact> services,
      SortedMap<String, SaidPart> answers,
      String remark) {
    static Answer of(ImpactAnswer each) {
      return new Answer(
          each.version(),
          each.answeredBy(),
          each.answeredAt(),
          each.services().stream().map(Impact::of).toList(),
          SaidPart.of(each.said()),
          each.remark());
    }
  }

  /** What users of one service met. */
  record Impact(
      String service,
      @Nullable String category,
      String kind,
      @Nullable Range users,
      @Nullable Range minutes,
      @Nullable Span began,
      boolean ongoing,
      String basis,
      SortedMap<String, SaidPart> answers) {
    static Impact of(ServiceImpact each) {
      return new Impact(
          each.service(),
          each.category() == null ? null : each.category().name(),
          each.kind().name(),
          Range.of(each.users()),
          Range.of(each.minutes()),
          Span.of(each.began()),
          each.ongoing(),
          each.basis(),
          SaidPart.of(each.said()));
    }
  }

  /** A determination; version 0 is that of the present moment, which is not kept. */
  record Judged(
      int version,
      Instant madeAt,
      String causedBy,
      String verdict,
      Text said,
      List<String> editions,
      boolean unverified,
      Node reason,
      @Nullable Miss nearestMiss,
      List<Asked> questions,
      List<Text> caveats,
      List<Ahead> projections,
      Periodic periodic,
      @Nullable Due finalReport,
      List<Text> otherDuties,
      List<Post> signposts,
      @Nullable Reported report,
      List<Text> inputs) {
    static Judged of(Determined determined, ServiceNames names) {
      Determination judged = determined.determination();
      return new Judged(
          determined.version(),
          determined.madeAt(),
          determined.causedBy(),
          judged.verdict().name(),
          Text.of(judged.verdict(), LawWords::verdict),
          judged.editions(),
          judged.restsOnUnverified(),
          Node.of(judged.reason(), names),
          judged.nearestMiss() == null ? null : Miss.of(judged.nearestMiss(), names),
          judged.everyQuestion().stream()
              .map(each ->
                  new Asked(
                      each.key(),
                      each.service(),
                      Text.in(l -> LawWords.in(l).question(each, names.in(l)))))
              .toList(),
          judged.caveats().stream().map(each -> Text.of(each, LawWords::caveat)).toList(),
          judged.projections().stream().map(each -> Ahead.of(each, names)).toList(),
          new Periodic(
              judged.periodic().required().name(),
              Text.of(judged.periodic(), LawWords::periodic),
              Due.of(judged.periodic().deadline()),
              Node.of(judged.periodic().reason(), names),
              judged.periodic().filing().name(),
              Text.of(judged.periodic().filing(), LawWords::filing)),
          Due.of(judged.finalReport()),
          judged.otherDuties().stream().map(each -> Text.of(each, LawWords::otherDuty)).toList(),
          judged.signposts().stream().map(each -> Post.of(each, names)).toList(),
          Reported.of(judged.report()),
          judged.inputs().stream()
              .map(each -> Text.in(l -> LawWords.in(l).input(each, names.in(l))))
              .toList());
    }
  }

  /** Another duty of which somebody has stated something. */
  record Post(
      String duty, String applies, Text said, String form, @Nullable Due deadline, Node reason) {
    static Post of(Signpost signpost, ServiceNames names) {
      return new Post(
          signpost.duty().id(),
          signpost.applies().name(),
          Text.of(signpost, LawWords::signpost),
          signpost.duty().form(),
          Due.of(signpost.deadline()),
          Node.of(signpost.reason(), names));
    }
  }

  /** In which form a serious accident is reported. */
  record Reported(List<String> forms, String receiver, Text said) {
    static @Nullable Reported of(@Nullable SeriousReport report) {
      return report == null
          ? null
          : new Reported(
              report.forms(), report.receiver().name(), Text.of(report, LawWords::report));
    }
  }

  /** A question whose answer may change what is claimed. */
  record Asked(String key, String service, Text question) {}

  /** Whether it goes into the periodic report. */
  record Periodic(
      String required, Text said, @Nullable Due deadline, Node reason, String filing, Text filed) {}

  /** A day by which something is due. */
  record Due(LocalDate day, Text said, Cited citation) {
    static @Nullable Due of(@Nullable Deadline deadline) {
      return deadline == null
          ? null
          : new Due(
              deadline.due(), Text.of(deadline, LawWords::deadline), Cited.of(deadline.citation()));
    }
  }

  /** Where a rule stands; articles and quotes are Japanese. */
  record Cited(
      @Nullable String article, String edition, String quote, String wording, boolean verified) {
    static Cited of(Citation each) {
      return new Cited(
          each.article(), each.edition(), each.quote(), each.wording().name(), each.verified());
    }
  }

  /** A node of the reason tree. */
  record Node(
      String test,
      String subject,
      @Nullable Range value,
      @Nullable Long threshold,
      String result,
      Text sentence,
      @Nullable Cited citation,
      List<Node> children) {
    static Node of(Reason each, ServiceNames names) {
      return new Node(
          each.test().name(),
          each.subject(),
          Range.of(each.value()),
          each.threshold(),
          each.result().name(),
          Text.in(l -> LawWords.in(l).sentence(each, names.in(l))),
          each.citation() == null ? null : Cited.of(each.citation()),
          each.children().stream().map(child -> Node.of(child, names)).toList());
    }
  }

  /** The pair of thresholds that came nearest. */
  record Miss(
      String service,
      String row,
      long durationMinutes,
      long users,
      @Nullable Range secondsShort,
      @Nullable Range usersShort,
      Text said) {
    static Miss of(NearestMiss each, ServiceNames names) {
      return new Miss(
          each.service(),
          each.row(),
          each.cell().durationMinutes(),
          each.cell().users(),
          Range.of(each.secondsShort()),
          Range.of(each.usersShort()),
          Text.in(l -> LawWords.in(l).nearestMiss(each, names.in(l))));
    }
  }

  /** When a threshold of duration would be reached. */
  record Ahead(
      String duty, String service, long durationMinutes, long users, @Nullable Span at, Text said) {
    static Ahead of(Projection each, ServiceNames names) {
      return new Ahead(
          each.duty().name(),
          each.service(),
          each.durationMinutes(),
          each.users(),
          Span.of(each.at()),
          Text.in(l -> LawWords.in(l).projection(each, names.in(l))));
    }
  }

  /** A draft, reduced to what one audience may read. */
  record Written(
      String kind,
      int version,
      Instant madeAt,
      boolean simulated,
      Text title,
      String audience,
      List<Item> items) {
    static Written of(KeptDraft kept, Audience audience) {
      Draft visible = kept.draft().visibleTo(audience);
      return new Written(
          visible.kind().name(),
          kept.version(),
          kept.madeAt(),
          visible.simulated(),
          Text.of(visible.title()),
          audience.name(),
          visible.items().stream().map(Item::of).toList());
    }
  }

  /** One item of a draft. */
  record Item(
      String key,
      Text label,
      Text text,
      boolean known,
      SortedSet<String> audiences,
      List<String> sources) {
    static Item of(DraftItem item) {
      var names = new TreeSet<String>();
      item.audiences().forEach(each -> names.add(each.name()));
      return new Item(
          item.key(),
          Text.of(item.label()),
          Text.of(item.text()),
          item.known(),
          names,
          item.sources());
    }
  }

  /** How the figures of one detection were when it was stated. */
  record Count(Instant at, String detection, int revision, Map<String, Long> counts) {}
}
