package jp.anshin.server.duties;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.anshin.core.Interval;
import jp.anshin.incident.DutyReport;
import jp.anshin.incident.GivenNotice;
import jp.anshin.incident.Incident;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.report.Report;
import jp.anshin.law.Citation;
import jp.anshin.law.Deadline;
import jp.anshin.law.Determination;
import jp.anshin.law.OtherDuty;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Signpost;
import jp.anshin.law.Truth;
import jp.anshin.law.clock.ClockDuties;
import jp.anshin.law.clock.ClockDuty;
import jp.anshin.law.clock.ClockDuty.Basis;
import jp.anshin.law.clock.Crossing;
import jp.anshin.law.clock.Outage;
import jp.anshin.law.clock.OwnRule;
import jp.anshin.operator.HouseRule;
import jp.anshin.operator.Operator;
import jp.anshin.server.duties.Duty.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Makes the duties of one incident.
 *
 * @param incident which
 * @param rulebook the law
 * @param operator who we were on its day, if anybody has said
 * @param reports those that were begun for it
 * @param periods by the day on which it was due, that the report of a period was sent
 */
record IncidentDuties(
    Incident incident,
    Rulebook rulebook,
    Optional<Operator> operator,
    List<Report> reports,
    Map<LocalDate, Done> periods) {

  private static final String OWN_RULE = "own-rule";

  /**
   * Those of the clock and the signposts.
   *
   * @param whole the event as one outage
   * @param hit whether users met something: else nobody is to be told of it
   * @param said what the law says of it
   */
  List<Duty> of(Outage whole, Truth hit, Determination said, Instant now) {
    var duties = new ArrayList<Duty>();
    List<OwnRule> rules =
        houseRules().stream().map(rule -> new OwnRule(rule.id(), rule.after())).toList();
    var clock = new ClockDuties(rulebook, rules, guidelineBinds());
    for (ClockDuty each : clock.of(whole, said, lastNotice().orElse(null), now)) {
      duties.add(duty(each, hit));
    }
    for (Signpost signpost : said.signposts()) {
      duties.add(signpost(signpost, whole.began()));
    }
    duties.addAll(reportedBeyond(said, whole.began()));
    return duties;
  }

  /** What was recorded stays to be seen, also where nobody says any more that it is a duty. */
  private List<Duty> reportedBeyond(Determination said, Interval began) {
    List<String> judged = said.signposts().stream().map(each -> each.duty().id()).toList();
    var beyond = new LinkedHashMap<String, Duty>();
    for (DutyReport report : incident.dutyReports()) {
      if (!judged.contains(report.duty())) {
        beyond.computeIfAbsent(report.duty(), id -> unasked(report, said, began));
      }
    }
    return List.copyOf(beyond.values());
  }

  /** Silence does not say that it is no duty; only that there was none on that day does. */
  private Duty unasked(DutyReport report, Determination said, Interval began) {
    boolean existed = said.otherDuties().stream().anyMatch(duty -> duty.id().equals(report.duty()));
    Optional<Citation> citation =
        rulebook.otherDuties().stream()
            .filter(known -> known.id().equals(report.duty()))
            .map(OtherDuty::citation)
            .findFirst();
    return new Duty(
        incident.id(),
        incident.kinds(),
        signpostKey(report.duty()),
        Kind.OTHER,
        Basis.STATUTE,
        report.title(),
        existed ? Truth.UNDETERMINED : Truth.NO,
        began,
        Due.AT_ONCE,
        reported(report.duty()),
        citation.orElse(null),
        citation.map(Citation::verified).orElse(false));
  }

  /** The key of the duty that has this id in the rulebook. */
  static String signpostKey(String duty) {
    return "signpost-" + plain(duty);
  }

  /**
   * When the first report under that duty went out; what was withdrawn did not. Where the duty has
   * a form, what was told by telephone leaves it open, for the form is still to be sent.
   */
  private @Nullable Done reported(String duty) {
    boolean spoken =
        rulebook.otherDuties().stream()
            .anyMatch(known -> known.id().equals(duty) && known.form().isBlank());
    return incident.dutyReports().stream()
        .filter(each -> each.counts() && each.duty().equals(duty))
        .filter(each -> spoken || each.sending().channel().carriesForm())
        .map(each -> new Done(each.sending().sentAt(), each.by()))
        .min(Comparator.comparing(Done::at))
        .orElse(null);
  }

  private List<HouseRule> houseRules() {
    return operator.map(Operator::ownRules).orElse(List.of());
  }

  private Truth guidelineBinds() {
    Boolean designated = operator.map(Operator::designated).orElse(null);
    return designated == null ? Truth.UNDETERMINED : designated ? Truth.YES : Truth.NO;
  }

  private Duty duty(ClockDuty each, Truth hit) {
    boolean own = each.key().equals(OWN_RULE);
    return new Duty(
        incident.id(),
        incident.kinds(),
        own ? each.key() + "-" + each.name() : each.key(),
        switch (each.basis()) {
          case STATUTE, PROPOSAL -> Kind.REPORT;
          case GUIDELINE, GUIDELINE_ACCORDINGLY -> Kind.NOTICE;
          case OWN_RULE -> Kind.OWN_RULE;
        },
        each.basis(),
        own ? nameOf(each.name()) : DutyWords.title(each.key()),
        each.basis() == Basis.STATUTE ? each.applies() : each.applies().and(hit),
        each.since(),
        due(each),
        own ? followed(each.name()) : done(each),
        each.citation(),
        each.verified());
  }

  private LocalizedText nameOf(String rule) {
    return houseRules().stream()
        .filter(each -> each.id().equals(rule))
        .map(each -> new LocalizedText(each.name().japanese(), each.name().english()))
        .findFirst()
        .orElseGet(() -> new LocalizedText(rule, rule));
  }

  private static Due due(ClockDuty each) {
    LocalDate day = each.dueOn();
    Instant at = each.dueAt();
    if (day != null) {
      return Due.on(day, each.dueOnIfLater());
    }
    return at == null ? Due.AT_ONCE : Due.at(at);
  }

  private @Nullable Done done(ClockDuty duty) {
    return switch (duty.key()) {
      // One sent voluntarily was no report of a serious accident.
      case "first-report" -> sent(Set.of(DraftKind.FIRST_REPORT));
      case "final-report" -> sent(Set.of(DraftKind.DETAILED_REPORT));
      case Duties.PERIODIC_REPORT -> {
        Done alone = sent(Set.of(DraftKind.PERIODIC_FORM_27, DraftKind.PERIODIC_SIMPLE));
        LocalDate due = duty.dueOn();
        yield alone != null || due == null ? alone : periods.get(due);
      }
      case "first-notice" -> followed("");
      default -> null;
    };
  }

  /** When the first of them was sent; one that was taken back was not. */
  private @Nullable Done sent(Set<DraftKind> kinds) {
    return reports.stream()
        .filter(report -> kinds.contains(report.id().kind()))
        .flatMap(report -> report.standing().stream())
        .map(sent -> new Done(sent.sending().sentAt(), sent.by()))
        .min(Comparator.comparing(Done::at))
        .orElse(null);
  }

  /** The first notice under that rule; under none, to users. */
  private @Nullable Done followed(String rule) {
    return notices(rule).stream()
        .map(given -> new Done(given.notice().givenAt(), given.by()))
        .min(Comparator.comparing(Done::at))
        .orElse(null);
  }

  private Optional<Instant> lastNotice() {
    return notices("").stream()
        .map(given -> given.notice().givenAt())
        .max(Comparator.naturalOrder());
  }

  private List<GivenNotice> notices(String rule) {
    return incident.notices().stream().filter(given -> given.notice().rule().equals(rule)).toList();
  }

  private Duty signpost(Signpost signpost, Interval began) {
    Deadline deadline = signpost.deadline();
    return new Duty(
        incident.id(),
        incident.kinds(),
        signpostKey(signpost.duty().id()),
        Kind.OTHER,
        Basis.STATUTE,
        new LocalizedText(signpost.duty().japanese(), signpost.duty().english()),
        signpost.applies(),
        began,
        deadline == null ? Due.AT_ONCE : Due.on(deadline.due(), null),
        reported(signpost.duty().id()),
        signpost.duty().citation(),
        signpost.duty().citation().verified());
  }

  /** A pair of thresholds as something to be known of ahead. */
  static Duty threshold(Incident incident, ServiceClock service, Crossing crossing) {
    String what =
        crossing.rule().isEmpty()
            ? crossing.duty().name().toLowerCase(Locale.ROOT)
            : plain(crossing.rule());
    Truth met =
        switch (crossing.state()) {
          case MET -> service.counts();
          case NOT_IF_NOTHING_CHANGES -> Truth.NO;
          case MAY_BE_MET, COMING, MAY_COME -> Truth.UNDETERMINED;
        };
    return new Duty(
        incident.id(),
        incident.kinds(),
        "threshold-%s-%s-%d-%d"
            .formatted(
                service.ofFacility() ? "facility" : plain(service.service()),
                what,
                crossing.durationMinutes(),
                crossing.users()),
        crossing.duty() == Crossing.Duty.SERIOUS ? Kind.SERIOUS_THRESHOLD : Kind.PERIODIC_THRESHOLD,
        crossing.proposed() ? Basis.PROPOSAL : Basis.STATUTE,
        DutyWords.threshold(crossing, service.name()),
        met,
        service.outage().began(),
        Due.of(crossing),
        null,
        crossing.citation(),
        crossing.citation().verified());
  }

  private static String plain(String id) {
    return id.replaceAll("[^A-Za-z0-9]+", "-");
  }
}
