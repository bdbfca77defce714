package jp.anshin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jp.anshin.core.Interval;
import jp.anshin.formats.accident.AccidentCase;
import jp.anshin.formats.accident.CaseFacts;
import jp.anshin.formats.accident.CaseImpact;
import jp.anshin.formats.accident.CaseScope;
import jp.anshin.formats.accident.CaseText;
import jp.anshin.formats.accident.CountLine;
import jp.anshin.formats.accident.FaultyCaseException;
import jp.anshin.formats.accident.UserCountsText;
import jp.anshin.formats.compression.Decompression;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Bounds;
import jp.anshin.law.Figures;
import jp.anshin.law.Impact;
import jp.anshin.law.Reading;
import jp.anshin.law.Rulebook;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;
import jp.anshin.law.clock.AccidentClock;
import jp.anshin.law.clock.ClockDuties;
import jp.anshin.law.clock.Crossing;
import jp.anshin.law.clock.Outage;
import jp.anshin.law.clock.OwnRule;
import jp.anshin.law.clock.StatedUsers;
import jp.anshin.law.clock.UsersReading;
import org.jspecify.annotations.Nullable;

/** {@code anshin accident clock …}: when an outage reaches each threshold, and what is due. */
record AccidentClockCommand(Terminal terminal, Texts texts) implements Verb {

  private static final OptionRule BEGAN =
      OptionRule.value("--began", "TIME", "option.began").required();
  private static final OptionRule ENDED = OptionRule.value("--ended", "TIME", "option.over");
  private static final OptionRule NOW = OptionRule.value("--now", "TIME", "option.now");
  private static final OptionRule FACILITY_SINCE =
      OptionRule.value("--facility-since", "TIME", "option.facility-since");
  private static final OptionRule COUNTS = OptionRule.value("--counts", "FILE", "option.counts");
  private static final OptionRule USERS = OptionRule.value("--users", "N", "option.users-now");
  private static final OptionRule ALL_USERS =
      OptionRule.value("--users-of-service", "N", "option.users-of-service");
  private static final OptionRule OWN =
      OptionRule.value("--own-rule", "NAME=TIME", "option.own-rule").repeatable();
  private static final OptionRule ICS = OptionRule.value("--ics", "FILE", "option.ics");
  private static final OptionRule JSON = OptionRule.flag("--json", "option.json");

  @Override
  public List<OptionRule> options() {
    return List.of(
        BEGAN,
        ENDED,
        NOW,
        AccidentJudgeCommand.SERVICE,
        AccidentJudgeCommand.IMPACT,
        COUNTS,
        USERS,
        ALL_USERS,
        AccidentJudgeCommand.FACILITY,
        AccidentJudgeCommand.FACILITY_DOWN,
        FACILITY_SINCE,
        OWN,
        ICS,
        JSON,
        AccidentLawbook.RULEBOOK);
  }

  @Override
  public int run(Given given) throws WrongUsage, RefusedInput {
    if (given.has(COUNTS) && given.has(USERS)) {
      throw new WrongUsage(texts.sentence("clock.counts-and-users"));
    }
    Rulebook rulebook = new AccidentLawbook(terminal, texts).chosenBy(given);
    AccidentClockReading read;
    try {
      read = read(given, rulebook);
    } catch (FaultyCaseException faulty) {
      throw new RefusedInput(sentences("", faulty));
    }
    String calendar = given.value(ICS);
    if (calendar != null) {
      write(calendar, AccidentClockCalendar.text(read, texts));
    }
    if (given.has(JSON)) {
      terminal.out().line(AccidentClockLines.json(read, texts));
    } else {
      AccidentClockLines.story(read, texts).forEach(terminal.out()::line);
    }
    return read.isFinding() ? ExitStatus.FINDINGS : ExitStatus.GOOD;
  }

  private AccidentClockReading read(Given given, Rulebook rulebook)
      throws FaultyCaseException, RefusedInput, WrongUsage {
    Interval began = UserCountsText.moment("--began", given.required(BEGAN));
    String over = given.value(ENDED);
    Interval ended = over == null ? null : UserCountsText.moment("--ended", over);
    Instant now = now(given);
    if (now.isBefore(began.earliest())) {
      throw new WrongUsage(texts.sentence("usage.value", texts.sentence("clock.now-before")));
    }
    if (ended != null && ended.latest().isBefore(began.earliest())) {
      throw new WrongUsage(texts.sentence("usage.value", texts.sentence("clock.ended-before")));
    }
    List<CountLine> lines = counts(given, spokenOf(began, ended, now));
    refuseOutside(lines, began, ended);
    List<StatedUsers> counts = lines.stream().map(CountLine::count).toList();
    var outage = new Outage(began, ended, counts, allUsers(given));
    LocalDate today = LocalDate.ofInstant(now, Figures.JAPAN);
    AccidentCase read = asOf(given, outage, now, new CaseScope(rulebook, today, false));
    Outage ofFacility = ofFacility(given, read, outage, now);
    var facts = new CaseFacts(rulebook, today);
    AccidentFacts told = byReading(facts.of(read), given, outage, now);
    var judged =
        new AccidentJudgment(
            rulebook,
            read,
            AccidentLawbook.law(rulebook).determine(withFacility(told, ofFacility, now)),
            facts.assumptions(read));
    return new AccidentClockReading(
        outage,
        now,
        lines.stream().filter(each -> each.count().statedAt().isAfter(now)).toList(),
        judged,
        crossings(rulebook, outage, judged, now).stream()
            .filter(each -> isOfMoments(given, outage) || each.reading() == UsersReading.PEAK)
            .toList(),
        facilities(rulebook, told.facility(), ofFacility, judged, now),
        new ClockDuties(rulebook, ownRules(given), Truth.UNDETERMINED)
            .of(outage, judged.said(), now));
  }

  /**
   * The outage of a satellite, cable or the like: since the beginning, if nothing else is said, and
   * as long as the other.
   *
   * @throws WrongUsage where it is timed although it is not said to be down, or at another time
   */
  private Outage ofFacility(Given given, AccidentCase read, Outage outage, Instant now)
      throws FaultyCaseException, WrongUsage {
    String since = given.value(FACILITY_SINCE);
    if (since == null) {
      return new Outage(outage.began(), outage.ended(), List.of(), null);
    }
    if (read.details().facilityDown() != Truth.YES) {
      throw wrong("clock.facility-since.not-down");
    }
    Interval down = UserCountsText.moment(FACILITY_SINCE.longestName(), since);
    Interval ended = outage.ended();
    if (down.earliest().isBefore(outage.began().earliest())) {
      throw wrong("clock.facility-since.before");
    }
    if (down.latest().isAfter(now) || (ended != null && down.latest().isAfter(ended.latest()))) {
      throw wrong("clock.facility-since.after");
    }
    return new Outage(down, ended, List.of(), null);
  }

  private WrongUsage wrong(String key) {
    return new WrongUsage(texts.sentence("usage.value", texts.sentence(key)));
  }

  /** While nothing goes over it still, its time has no upper bound. */
  private static AccidentFacts withFacility(AccidentFacts facts, Outage outage, Instant now) {
    if (facts.facility() == Truth.NO) {
      return facts;
    }
    Interval ended = outage.ended();
    Bounds seconds = outage.secondsBy(now);
    return ended == null || ended.latest().isAfter(now)
        ? facts
            .withFacilitySeconds(Bounds.atLeast(seconds.min()))
            .withFacilityDownSince(outage.began())
        : facts.withFacilitySeconds(seconds);
  }

  /** Where it is open whether nothing goes over it, thresholds may be reached and never surely. */
  private static List<Crossing> facilities(
      Rulebook rulebook, Truth down, Outage outage, AccidentJudgment judged, Instant now) {
    return down == Truth.NO
        ? List.of()
        : new AccidentClock(rulebook)
            .facilities(outage, judged.said(), now).stream()
                .map(each -> down == Truth.YES ? each : each.perhaps())
                .toList();
  }

  /** Of what certainly does not count, no threshold is ever reached. */
  private static List<Crossing> crossings(
      Rulebook rulebook, Outage outage, AccidentJudgment judged, Instant now) {
    CaseImpact met = judged.read().impact();
    Impact impact = met == null ? Impact.STOP : met.impact();
    LocalDate day = LocalDate.ofInstant(outage.began().earliest(), Figures.JAPAN);
    return rulebook.counts(impact, judged.read().category(), day) == Truth.NO
        ? List.of()
        : new AccidentClock(rulebook).crossings(outage, judged.said(), now);
  }

  /** Users who were affected before it began or after it ended: one of the two is wrong. */
  private void refuseOutside(List<CountLine> lines, Interval began, @Nullable Interval ended)
      throws RefusedInput {
    for (CountLine each : lines) {
      Instant at = each.count().at();
      boolean outside =
          at.isBefore(began.earliest()) || (ended != null && at.isAfter(ended.latest()));
      if (each.count().estimate() > 0 && outside) {
        throw new RefusedInput(
            texts.sentence("clock.count-outside", each.line(), each.count().estimate()));
      }
    }
  }

  /** What is counted, or goes on, is told of one moment: others may have been affected before. */
  private static boolean isOfMoments(Given given, Outage outage) {
    return given.has(COUNTS) || outage.ended() == null;
  }

  /**
   * Counts tell how many were affected at one moment. How many were affected at any time is at
   * least as many, and the law does not say which of the two it means, nor whether whoever was
   * restored first counts for the whole time.
   */
  private static AccidentFacts byReading(
      AccidentFacts facts, Given given, Outage outage, Instant now) {
    if (!isOfMoments(given, outage)) {
      return facts;
    }
    Bounds peak = outage.peakBy(now);
    Bounds lasted = outage.secondsBy(now);
    Long all = outage.usersOfService();
    var cumulative = new Bounds(peak.min(), all == null || all < peak.min() ? null : all);
    var readings = new ArrayList<Reading>();
    readings.add(Reading.of(Reading.CUMULATIVE_USERS, cumulative, lasted));
    readings.add(Reading.of(Reading.PEAK_USERS, peak, lasted));
    outage.restoredLeaveBy(now).ifPresent(readings::add);
    ServiceFacts service = facts.services().getFirst().with(readings);
    return facts.ofServices(List.of(service));
  }

  /** The last moment that a number of users without a moment of its own can speak of. */
  private static Instant spokenOf(Interval began, @Nullable Interval ended, Instant now) {
    Instant last = ended == null || ended.earliest().isAfter(now) ? now : ended.earliest();
    return last.isBefore(began.earliest()) ? began.earliest() : last;
  }

  /** The outage as a case of so many users that has lasted until now. */
  private static AccidentCase asOf(Given given, Outage outage, Instant now, CaseScope scope)
      throws FaultyCaseException {
    String service = given.value(AccidentJudgeCommand.SERVICE);
    AccidentCase written =
        new CaseText(
                "1",
                0,
                given.required(BEGAN),
                service == null ? "" : service,
                "",
                null,
                "",
                given.value(AccidentJudgeCommand.IMPACT),
                Map.of(
                    "facility",
                    AccidentJudgeCommand.orBlank(given, AccidentJudgeCommand.FACILITY),
                    "facility_down",
                    AccidentJudgeCommand.orBlank(given, AccidentJudgeCommand.FACILITY_DOWN)))
            .read(scope, CaseText.Names.OPTIONS);
    return new AccidentCase(
        written.id(),
        written.line(),
        outage.began(),
        written.category(),
        outage.secondsBy(now),
        outage.peakBy(now),
        written.impact(),
        written.details());
  }

  private static Instant now(Given given) throws FaultyCaseException {
    String written = given.value(NOW);
    return written == null
        ? Clock.systemUTC().instant()
        : UserCountsText.moment("--now", written).earliest();
  }

  private List<CountLine> counts(Given given, Instant spokenOf)
      throws FaultyCaseException, RefusedInput {
    String users = given.value(USERS);
    String file = given.value(COUNTS);
    if (users != null) {
      return List.of(new CountLine(0, UserCountsText.stated("--users", users, spokenOf)));
    }
    if (file == null) {
      return List.of();
    }
    var files = new MrtFiles(terminal, texts);
    try (InputStream in = Decompression.open(files.open(file))) {
      return UserCountsText.read(in);
    } catch (FaultyCaseException faulty) {
      throw new RefusedInput(sentences(file, faulty));
    } catch (IOException | InvalidPathException e) {
      throw new RefusedInput(files.sentence(file, e));
    }
  }

  private static @Nullable Long allUsers(Given given) throws FaultyCaseException {
    String written = given.value(ALL_USERS);
    if (written == null) {
      return null;
    }
    Bounds all = UserCountsText.users("--users-of-service", written);
    return all.max();
  }

  private List<OwnRule> ownRules(Given given) throws FaultyCaseException, WrongUsage {
    var rules = new ArrayList<OwnRule>();
    for (String written : given.values(OWN)) {
      int sign = written.lastIndexOf('=');
      if (sign < 1) {
        throw given.wrong(OWN, written);
      }
      long seconds = UserCountsText.seconds("--own-rule", written.substring(sign + 1).strip());
      rules.add(new OwnRule(written.substring(0, sign).strip(), Duration.ofSeconds(seconds)));
    }
    return rules;
  }

  private void write(String name, String calendar) throws RefusedInput {
    try {
      Files.write(Path.of(name), calendar.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | InvalidPathException e) {
      throw new RefusedInput(
          texts.sentence("clock.ics.not-written", name, String.valueOf(e.getMessage())));
    }
  }

  private String sentences(String file, FaultyCaseException faulty) {
    Locale locale = texts.language().locale();
    return faulty.faults().stream()
        .map(fault -> fault.sentence(file, locale))
        .collect(Collectors.joining("\n"));
  }
}
