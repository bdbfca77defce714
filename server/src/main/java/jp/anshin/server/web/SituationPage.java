package jp.anshin.server.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.anshin.core.Detection;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.TimelineEntry;
import jp.anshin.law.Truth;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Prefecture;
import jp.anshin.server.alerts.CallGroup;
import jp.anshin.server.alerts.Calls;
import jp.anshin.server.determinations.Determined;
import jp.anshin.server.determinations.JudgingAnew;
import jp.anshin.server.duties.Duties;
import jp.anshin.server.duties.Duty;
import jp.anshin.server.duties.IncidentClock;
import jp.anshin.server.feeds.BlindInterval;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.feeds.Feeds;
import jp.anshin.server.incidents.IncidentSummary;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.operators.OperatorFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Is anything wrong now, and what must I do by when? */
@Controller
class SituationPage {

  /** So many of those not closed are read, those begun last; of more it is said how many. */
  private static final int READ_MAX = 500;

  /** More cards nobody takes in at a glance; what presses beyond them is a table. */
  private static final int CARDS_MAX = 12;

  /** Groups of calls that nobody has taken; the page of calls has all. */
  private static final int CALLS_MAX = 5;

  private static final int TIMELINE_MAX = 60;
  private static final int BLIND_MAX = 20;
  private static final Duration HOUR = Duration.ofHours(1);

  /** Width of the drawing of the last hour. */
  private static final long STRIP_WIDTH = 1000;

  private final Incidents incidents;
  private final Feeds feeds;
  private final OperatorFiles operators;
  private final JudgingAnew anew;
  private final Standing standing;
  private final Duties duties;
  private final Calls calls;
  private final Clock clock;
  private final Words words;

  SituationPage(
      Incidents incidents,
      Feeds feeds,
      OperatorFiles operators,
      JudgingAnew anew,
      Standing standing,
      Duties duties,
      Calls calls,
      Clock clock,
      Words words) {
    this.incidents = incidents;
    this.feeds = feeds;
    this.operators = operators;
    this.anew = anew;
    this.standing = standing;
    this.duties = duties;
    this.calls = calls;
    this.clock = clock;
    this.words = words;
  }

  /**
   * An incident at a glance.
   *
   * @param incident it
   * @param now the time of its events
   * @param routeCount routes of its largest detection
   * @param determined what the law says
   * @param next what is to be done, the most urgent first
   * @param clock what is or may become due
   * @param urgency how much it presses
   * @param dial the ring to the next threshold, or null when none is near
   */
  record Card(
      Incident incident,
      Instant now,
      long routeCount,
      Determined determined,
      List<Standing.Next> next,
      IncidentClock clock,
      Urgency urgency,
      @Nullable Dial dial) {

    /** What somebody has to do first, or null. */
    public @Nullable Duty duty() {
      return clock.next().orElse(null);
    }
  }

  /**
   * A prefecture of the map.
   *
   * @param prefecture which
   * @param outline its drawing
   * @param touch users who may be touched
   */
  record Area(Prefecture prefecture, JapanMap.Outline outline, TouchedUsers.Touch touch) {}

  /**
   * A moment of the last hour.
   *
   * @param at when
   * @param lane {@code routes} or {@code feeds}
   * @param kind what sort of thing
   * @param text what happened
   * @param link where more is said
   * @param x place in the drawing
   */
  record Moment(Instant at, String lane, String kind, String text, String link, long x) {}

  @GetMapping("/")
  String situation(Locale locale, Model model) {
    var show = new Show(locale, words);
    List<IncidentSummary> open = incidents.notClosed();
    List<Incident> current = read(open);
    List<FeedState> known = feeds.all();
    List<BlindInterval> blind = feeds.blindIntervals(BLIND_MAX);
    List<Card> inOrder = cards(current, show);
    List<Card> behind = inOrder.stream().skip(CARDS_MAX).toList();
    List<Card> pressing = behind.stream().filter(card -> card.urgency().presses()).toList();
    model.addAttribute("cards", inOrder.stream().limit(CARDS_MAX).toList());
    model.addAttribute("pressing", pressing);
    List<Incident> unanswered = current.stream().filter(standing::isUnanswered).toList();
    int unread = open.size() - current.size();
    model.addAttribute("more", unread + behind.size() - pressing.size());
    List<Area> areas = areas(current, !unanswered.isEmpty() || unread > 0);
    List<Area> touched = areas.stream().filter(SituationPage::isTouched).toList();
    model.addAttribute("areas", areas);
    model.addAttribute("touchedAreas", touched);
    model.addAttribute("unanswered", unanswered);
    model.addAttribute("unansweredMax", CARDS_MAX);
    model.addAttribute("unread", unread);
    model.addAttribute("judging", known.stream().anyMatch(SituationPage::isJudged));
    model.addAttribute("unjudged", anew.failing());
    model.addAttribute("operator", operators.current().orElse(null));
    model.addAttribute("services", serviceNames(show));
    model.addAttribute("feeds", known);
    List<BlindInterval> blindNow = blind.stream().filter(each -> each.until() == null).toList();
    model.addAttribute("blindNow", blindNow);
    List<Calls.Worded> openCalls =
        calls.lasting().stream().filter(each -> each.call().isOpen()).toList();
    model.addAttribute("openCalls", openCalls.size());
    model.addAttribute("openGroups", CallGroup.of(openCalls).stream().limit(CALLS_MAX).toList());
    boolean sees = !known.isEmpty() && blindNow.isEmpty();
    model.addAttribute("nobodySaid", nobodySaid(current, sees));
    Instant end = end(current);
    model.addAttribute("hourEnd", end);
    model.addAttribute("hourStart", end.minus(HOUR));
    model.addAttribute("moments", moments(current, blind, end, show));
    return "situation";
  }

  private static boolean isTouched(Area area) {
    return area.touch().level().compareTo(TouchedUsers.Level.NOT_KNOWN) > 0;
  }

  private static boolean isJudged(FeedState feed) {
    return feed.status() == FeedState.Status.UP
        && feed.peers().stream().anyMatch(peer -> peer.judging() == FeedState.Judging.JUDGED);
  }

  /**
   * What can be said where every question is answered and the map shows nobody: never that nobody
   * is affected, only what was answered and whether we see.
   *
   * @return key of the sentence
   */
  private static String nobodySaid(List<Incident> current, boolean sees) {
    boolean goesOn =
        current.stream()
            .flatMap(incident -> incident.impact().stream())
            .flatMap(answer -> answer.services().stream())
            .anyMatch(said -> said.ongoing() && said.kind().stopOrDegradation() == Truth.YES);
    if (goesOn) {
      return "map.somewhere";
    }
    if (current.isEmpty()) {
      return sees ? "map.no-incident" : "map.no-incident-blind";
    }
    return sees ? "map.none-goes-on" : "map.none-goes-on-blind";
  }

  private List<Incident> read(List<IncidentSummary> open) {
    return open.stream()
        .limit(READ_MAX)
        .flatMap(summary -> incidents.find(summary.id()).stream())
        .toList();
  }

  /** The most pressing first; of these the one whose next duty comes first. */
  private List<Card> cards(List<Incident> current, Show show) {
    List<IncidentClock> clocks = duties.clocks(current);
    return IntStream.range(0, current.size())
        .mapToObj(index -> card(current.get(index), clocks.get(index), show))
        .sorted(Comparator.comparing(Card::urgency).thenComparing(SituationPage::dueAt))
        .toList();
  }

  /** Those with a duty first, the sooner the earlier; of the others those that go on. */
  private static Instant dueAt(Card card) {
    return Stream.concat(
            card.next().stream().flatMap(next -> Optional.ofNullable(next.at()).stream()),
            card.clock().next().stream().map(duty -> duty.due().by().orElse(Instant.MIN)))
        .min(Comparator.naturalOrder())
        .orElse(card.incident().status() == IncidentStatus.OPEN ? card.now() : Instant.MAX);
  }

  private Card card(Incident incident, IncidentClock dues, Show show) {
    Determined determined = standing.determined(incident);
    Instant now = standing.now(incident);
    return new Card(
        incident,
        now,
        routeCount(incident),
        determined,
        standing.next(incident, dues, show),
        dues,
        Urgency.of(determined.determination().verdict(), incident.status(), dues),
        dues.nearest().map(near -> Dial.of(near, now, show)).orElse(null));
  }

  static long routeCount(Incident incident) {
    return incident.detections().stream()
        .mapToLong((Detection detection) -> detection.count("routeCount"))
        .max()
        .orElse(0);
  }

  private List<Area> areas(List<Incident> current, boolean unanswered) {
    var touched = new EnumMap<Prefecture, TouchedUsers.Touch>(Prefecture.class);
    for (Incident incident : current) {
      Optional<Operator> operator = standing.operator(incident);
      operator.ifPresent(who -> TouchedUsers.merge(touched, TouchedUsers.of(incident, who)));
    }
    var otherwise = unanswered ? TouchedUsers.Touch.NOT_KNOWN : TouchedUsers.Touch.NOBODY;
    return Arrays.stream(Prefecture.values())
        .map(prefecture ->
            new Area(
                prefecture,
                JapanMap.outline(prefecture),
                touched.getOrDefault(prefecture, otherwise)))
        .toList();
  }

  private Map<String, String> serviceNames(Show show) {
    var names = new TreeMap<String, String>();
    operators
        .current()
        .ifPresent(file ->
            file.register()
                .services()
                .forEach(service -> names.put(service.id(), show.name(service.name()))));
    return names;
  }

  /** A replay's last hour ends with its latest event. */
  private Instant end(List<Incident> current) {
    return current.stream()
        .filter(Incident::simulated)
        .map(standing::now)
        .max(Comparator.naturalOrder())
        .orElse(clock.instant());
  }

  private List<Moment> moments(
      List<Incident> current, List<BlindInterval> blind, Instant end, Show show) {
    Instant start = end.minus(HOUR);
    var moments = new ArrayList<Moment>();
    for (Incident incident : current) {
      Map<String, String> names = IncidentPage.timelineNames(standing.operator(incident), show);
      var marks = new SourceMarks(incident, names, show);
      for (TimelineEntry entry : incident.timeline()) {
        moments.add(
            new Moment(
                entry.at(),
                "routes",
                entry.kind().name(),
                marks.text(entry),
                "/incidents/" + incident.id() + "#timeline",
                place(entry.at(), start)));
      }
    }
    for (BlindInterval interval : blind) {
      String feed =
          interval.feed().isEmpty() ? show.say("feeds.every") : show.named(interval.feed());
      moments.add(blind(interval.from(), "BLIND", show.say("moment.blind", feed), start));
      Optional.ofNullable(interval.until())
          .ifPresent(
              until -> moments.add(blind(until, "SEEING", show.say("moment.seeing", feed), start)));
    }
    return moments.stream()
        .filter(moment -> !moment.at().isBefore(start) && !moment.at().isAfter(end))
        .sorted(Comparator.comparing(Moment::at).reversed())
        .limit(TIMELINE_MAX)
        .toList();
  }

  private static Moment blind(Instant at, String kind, String text, Instant start) {
    return new Moment(at, "feeds", kind, text, "/feeds#blind", place(at, start));
  }

  private static long place(Instant at, Instant start) {
    return Duration.between(start, at).toMillis() * STRIP_WIDTH / HOUR.toMillis();
  }
}
