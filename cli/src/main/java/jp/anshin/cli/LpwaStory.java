package jp.anshin.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.core.Interval;
import jp.anshin.formats.lpwa.Identity;
import jp.anshin.formats.lpwa.OutageFacts.Ground;
import jp.anshin.formats.lpwa.PassedOver;
import jp.anshin.law.Determination;
import jp.anshin.law.Figures;
import jp.anshin.law.NearestMiss;
import jp.anshin.law.Truth;
import jp.anshin.law.words.LawWords;
import jp.anshin.lpwa.network.Network;
import jp.anshin.lpwa.watch.Learned;
import jp.anshin.lpwa.watch.Outage;
import jp.anshin.lpwa.watch.Outage.Candidate;
import jp.anshin.lpwa.watch.Range;
import jp.anshin.lpwa.watch.Scope;
import jp.anshin.lpwa.watch.Tally;
import org.jspecify.annotations.Nullable;

/**
 * Outages of LPWA told to a person: what failed, since when, whom it hits, what the law says, and
 * on what that rests; then what was learned, passed over and not seen.
 */
final class LpwaStory {

  /** So many names are shown; JSON is for more. */
  private static final int NAMES_SHOWN = 10;

  private static final String INDENT = "  ";

  private final Texts texts;
  private final Locale locale;
  private final LawWords words;
  private final Map<String, String> names;

  LpwaStory(Texts texts, Network network) {
    this.texts = texts;
    this.locale = texts.language().locale();
    this.words = LawWords.in(locale);
    this.names =
        Stream.concat(
                network.gateways().stream()
                    .filter(each -> each.name() != null)
                    .map(each -> Map.entry(each.id(), Objects.requireNonNull(each.name()))),
                network.backhauls().stream()
                    .filter(each -> each.name() != null)
                    .map(each -> Map.entry(each.id(), Objects.requireNonNull(each.name()))))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Every incident, or that there was none. */
  List<String> incidents(LpwaReplay replay, List<LpwaJudged> judged) {
    var lines = new ArrayList<String>();
    List<LpwaJudged> incidents = judged.stream().filter(LpwaJudged::isIncident).toList();
    if (incidents.isEmpty() && replay.events() > 0) {
      lines.add(texts.sentence("lpwa.replay.none", number(replay.events())));
    }
    for (LpwaJudged each : incidents) {
      lines.addAll(incident(each));
      lines.add("");
    }
    return lines;
  }

  private List<String> incident(LpwaJudged judged) {
    Outage outage = judged.outage();
    var lines = new ArrayList<String>();
    lines.add(
        texts.sentence(
            "lpwa.story.heading",
            outage.id(),
            component(outage.scope(), outage.component()),
            texts.sentence("lpwa.cause." + outage.cause())));
    if (outage.scope() == Scope.UNDETERMINED) {
      add(lines, "candidates", candidates(outage.candidates()));
    }
    add(lines, "started", between(outage.startedAt()));
    add(lines, "detected", time(outage.detectedAt()));
    Instant ended = outage.endedAt();
    add(lines, "ended", ended == null ? texts.sentence("lpwa.story.lasting") : time(ended));
    add(
        lines,
        "contracts",
        range(outage.contracts()),
        range(outage.devices()),
        number(outage.confirmedContracts()),
        number(outage.confirmedDevices()));
    add(
        lines,
        "accident",
        texts.sentence("lpwa.answer." + judged.ground().accident()),
        texts.sentence("lpwa.ground." + judged.ground()));
    if (!judged.others().isEmpty()) {
      add(
          lines,
          "one-event",
          number(judged.others().size()),
          number(judged.contractsOfEventAtMost()));
    }
    law(lines, judged);
    String planned = outage.plannedWork();
    if (planned != null) {
      add(lines, "planned", planned);
    }
    if (outage.flaps() > 0) {
      add(lines, "flaps", number(outage.flaps()));
    }
    add(lines, "evidence", evidence(outage));
    Outage.First first = outage.first();
    if (outage.revision() > 1) {
      add(
          lines,
          "first",
          component(first.scope(), first.component()),
          texts.sentence("lpwa.cause." + first.cause()),
          between(first.startedAt()),
          range(first.contracts()),
          time(outage.restatedAt()));
    }
    return lines;
  }

  /** Of what is no accident the law has nothing more to say. */
  private void law(List<String> lines, LpwaJudged judged) {
    if (judged.ground().accident() == Truth.NO && judged.ground() != Ground.FEED_BLIND) {
      return;
    }
    Determination said = judged.said();
    add(lines, "serious", words.verdict(said.verdict()));
    add(lines, "periodic", words.periodic(said.periodic()));
    NearestMiss miss = said.nearestMiss();
    if (miss != null) {
      add(lines, "miss", words.nearestMiss(miss, this::service));
    }
    if (judged.outage().endedAt() == null) {
      said.projections()
          .forEach(each -> add(lines, "projection", words.projection(each, this::service)));
    }
    said.everyQuestion()
        .forEach(each -> add(lines, "question", words.question(each, this::service)));
  }

  /** The law's sentences name the service; there is one. */
  private String service(String id) {
    return texts.sentence("lpwa.service");
  }

  private void add(List<String> lines, String key, Object... arguments) {
    lines.add(INDENT + texts.sentence("lpwa.story." + key, arguments));
  }

  private String component(Scope scope, @Nullable String component) {
    String what = texts.sentence("lpwa.scope." + scope);
    if (component == null) {
      return what;
    }
    String name = names.get(component);
    String shown = Identity.shown(component);
    return name == null
        ? texts.sentence("lpwa.story.component", what, shown)
        : texts.sentence("lpwa.story.component.named", what, shown, name);
  }

  private String candidates(List<Candidate> candidates) {
    return candidates.stream()
        .map(each -> component(each.scope(), each.component()))
        .collect(Collectors.joining(texts.sentence("lpwa.story.or")));
  }

  /** Figures by their names, which are the same in every language and in JSON. */
  private static String evidence(Outage outage) {
    return outage.evidence().entrySet().stream()
        .map(each -> each.getKey() + " " + String.format(Locale.ROOT, "%.4g", each.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** What was learned, passed over and not seen. */
  List<String> beside(LpwaReplay replay, List<LpwaJudged> judged) {
    var lines = new ArrayList<String>();
    if (replay.events() > 0) {
      lines.add(
          texts.sentence(
              "lpwa.beside.as-of",
              time(replay.asOf()),
              number(replay.events()),
              number(replay.late())));
    }
    blindness(lines, judged);
    judged.stream()
        .filter(each -> !each.isIncident())
        .forEach(each -> lines.add(withdrawn(each.outage())));
    learned(lines, replay.learned());
    tally(lines, replay.tally());
    for (var each : replay.passedOver().byReason().entrySet()) {
      lines.add(passedOver(each.getKey(), each.getValue()));
    }
    return lines;
  }

  private void blindness(List<String> lines, List<LpwaJudged> judged) {
    for (LpwaJudged each : judged) {
      Outage outage = each.outage();
      if (each.isIncident() && outage.scope() == Scope.FEED) {
        Instant ended = outage.endedAt();
        lines.add(
            texts.sentence(
                "lpwa.beside.blind",
                component(outage.scope(), outage.component()),
                time(outage.startedAt().earliest()),
                ended == null ? texts.sentence("lpwa.story.lasting") : time(ended)));
      }
    }
  }

  private String withdrawn(Outage outage) {
    return texts.sentence(
        "lpwa.beside.withdrawn",
        outage.id(),
        component(outage.scope(), outage.component()),
        between(outage.startedAt()),
        texts.sentence("lpwa.withdrawal." + outage.withdrawn()));
  }

  private void learned(List<String> lines, Learned learned) {
    list(lines, "devices", learned.devices(), learned.deviceCount());
    list(lines, "gateways", learned.gateways(), learned.gateways().size());
    List<String> feeds =
        learned.feeds().stream().filter(feed -> !feed.equals(LpwaReplay.ANY_FEED)).toList();
    list(lines, "feeds", feeds, feeds.size());
    list(lines, "contracts", learned.contracts(), learned.contracts().size());
    list(lines, "silent", learned.silentDevices(), learned.silentDeviceCount());
  }

  private void list(List<String> lines, String key, List<String> names, long count) {
    if (count > 0) {
      String some =
          names.stream().limit(NAMES_SHOWN).map(Identity::shown).collect(Collectors.joining(", "));
      String more = count > NAMES_SHOWN ? " …" : "";
      lines.add(texts.sentence("lpwa.learned." + key, number(count), some + more));
    }
  }

  private void tally(List<String> lines, Tally tally) {
    count(lines, "duplicates", tally.duplicates());
    count(lines, "repeated", tally.repeated());
    count(lines, "late", tally.late());
    count(lines, "future", tally.future());
    count(lines, "resets", tally.resets());
    count(lines, "wraps", tally.wraps());
    count(lines, "retained", tally.retained());
  }

  private void count(List<String> lines, String key, long count) {
    if (count > 0) {
      lines.add(texts.sentence("lpwa.tally." + key, number(count)));
    }
  }

  private String passedOver(String reason, PassedOver.Tally tally) {
    return texts.sentence(
        tally.isFault() ? "lpwa.passed.fault" : "lpwa.passed.other",
        number(tally.count()),
        reason,
        texts.sentence("lpwa.passed." + group(reason)),
        tally.first().stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  /** Reasons share sentences by what can be done. */
  static String group(String reason) {
    String kind = reason.substring(0, reason.indexOf('.'));
    return switch (kind) {
      case "time", "line", "json", "csv", "device", "gateway" -> kind;
      case "format", "payload", "protobuf", "gwmp" -> "format";
      default -> "message";
    };
  }

  private String between(Interval interval) {
    return interval.isExact()
        ? time(interval.earliest())
        : texts.sentence("lpwa.story.between", time(interval.earliest()), time(interval.latest()));
  }

  private String range(Range range) {
    return range.low() == range.high()
        ? number(range.high())
        : texts.sentence(
            "lpwa.story.range",
            number(range.low()),
            number(range.high()),
            number(range.estimate()));
  }

  private String time(Instant at) {
    return Figures.time(at, locale);
  }

  private String number(long value) {
    return Figures.number(value, locale);
  }
}
