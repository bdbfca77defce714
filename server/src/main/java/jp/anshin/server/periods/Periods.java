package jp.anshin.server.periods;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.PeriodicCover;
import jp.anshin.incident.periodic.LineChange;
import jp.anshin.incident.periodic.LineDecision;
import jp.anshin.incident.periodic.LineDecision.Reopened;
import jp.anshin.incident.periodic.LineDecision.Settled;
import jp.anshin.incident.periodic.PeriodCount;
import jp.anshin.incident.periodic.PeriodLine;
import jp.anshin.incident.periodic.Treatment;
import jp.anshin.incident.report.Report;
import jp.anshin.incident.report.ReportId;
import jp.anshin.incident.report.ReportSubject.Period;
import jp.anshin.incident.report.ReportVersion;
import jp.anshin.incident.report.Sending;
import jp.anshin.incident.report.Submission;
import jp.anshin.law.Figures;
import jp.anshin.law.PeriodicRule;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.law.Truth;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.incidents.Simulation;
import jp.anshin.server.operators.OperatorFiles;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.reports.Reports;
import jp.anshin.server.store.Storable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The report of each period: from all its accidents to what was sent. The way of a report is that
 * of {@link Reports}; here is said what stands in it and when it may not go on: while it is open
 * what becomes of an accident, nobody approves or sends it.
 *
 * <p>A server that is simulated knows the periods of replays, any other those of real accidents.
 */
@Service
public class Periods {

  /** So many accidents of one period: the whole country files some 50,000 simple ones a year. */
  public static final int LINES_MAX = 200_000;

  /** Versions whose keys are kept at hand: some thirty years of quarters. */
  private static final int SETTLED_MAX = 128;

  private final PeriodStore store;
  private final List<PeriodLines> sources;
  private final Reports reports;
  private final Determinations determinations;
  private final OperatorFiles operators;
  private final Simulation simulation;
  private final TransactionTemplate transaction;
  private final Audit audit;
  private final ReentrantLock changing = new ReentrantLock();

  /** The lines last read: what a page shows again and again, and nothing ever changes. */
  private volatile @Nullable Read latest;

  private record Read(String digest, List<PeriodLine> lines) {}

  /** What became of the accidents of a version, by the digest of its lines. */
  private final Map<String, SettledLines> settled = new ConcurrentHashMap<>();

  /** Keys of the accidents that a version reports, and of those a person left out. */
  private record SettledLines(Set<String> reported, Set<String> leftOut) {}

  Periods(
      PeriodStore store,
      List<PeriodLines> sources,
      Reports reports,
      Determinations determinations,
      OperatorFiles operators,
      Simulation simulation,
      TransactionTemplate transaction,
      Audit audit) {
    this.store = store;
    this.sources = List.copyOf(sources);
    this.reports = reports;
    this.determinations = determinations;
    this.operators = operators;
    this.simulation = simulation;
    this.transaction = transaction;
    this.audit = audit;
  }

  /**
   * A period and what people have made of it.
   *
   * @param period which
   * @param over whether it has ended
   * @param report empty while nobody has begun
   */
  public record Known(ReportingPeriod period, boolean over, Optional<Report> report) {}

  /**
   * Every period from the first accident, the first report, or when this server came into use, to
   * the present one; the latest first.
   */
  public List<Known> known() {
    LocalDate today = today();
    Stream<LocalDate> reported =
        reports.periodsWithReports().stream()
            .filter(period -> period.simulated() == simulation.isOn())
            .map(Period::last);
    LocalDate from =
        Stream.of(
                sources.stream().flatMap(source -> source.firstDay(simulation.isOn()).stream()),
                audit.since().map(Periods::day).stream(),
                reported)
            .flatMap(Function.identity())
            .filter(day -> !day.isAfter(today))
            .min(Comparator.naturalOrder())
            .orElse(today);
    var periods = new ArrayList<Known>();
    LocalDate day = from;
    while (!day.isAfter(today)) {
      Optional<ReportingPeriod> period = rule().periodOn(day);
      period.ifPresent(each ->
          periods.addFirst(new Known(each, each.last().isBefore(today), reports.find(id(each)))));
      // Days that no cycle takes lie before the first rulebook; there is no report of them.
      day = period.map(ReportingPeriod::last).orElse(day).plusDays(1);
    }
    return List.copyOf(periods);
  }

  /**
   * The period that ends on that day.
   *
   * @param end as somebody wrote it, for instance {@code 2026-03-31}
   * @throws Refusal {@code period.unknown} when none does
   */
  public ReportingPeriod required(String end) {
    try {
      LocalDate day = LocalDate.parse(end);
      return rule()
          .periodOn(day)
          .filter(period -> period.last().equals(day))
          .orElseThrow(() -> new Refusal("period.unknown", end));
    } catch (DateTimeException noDay) {
      throw Refusal.because(noDay, "period.unknown", end);
    }
  }

  /** Under which name its report is kept. */
  public ReportId id(ReportingPeriod period) {
    return ReportId.ofPeriod(period.last(), simulation.isOn());
  }

  /** How it stands now. */
  public PeriodStanding standing(ReportingPeriod period) {
    List<PeriodLine> now = collected(period);
    Optional<Report> report = reports.find(id(period));
    List<PeriodLine> lines = report.map(each -> lines(each.latest())).orElse(List.of());
    return new PeriodStanding(
        period,
        period.last().isBefore(today()),
        now,
        report,
        lines,
        report.isPresent() ? LineChange.between(lines, now) : List.of());
  }

  /** The lines of a version: exactly those it was written, judged and sent with. */
  public List<PeriodLine> lines(ReportVersion version) {
    String digest = digest(version);
    Read known = latest;
    if (known != null && known.digest().equals(digest)) {
      return known.lines();
    }
    List<PeriodLine> lines = store.lines(digest).lines();
    latest = new Read(digest, lines);
    return lines;
  }

  /**
   * Accidents that went in with what was sent of that report and was not taken back since.
   *
   * @return keys of their lines; empty where nothing was sent
   */
  public Set<String> sent(Report report) {
    return report.standing().stream()
        .map(Submission::version)
        .distinct()
        .flatMap(number -> report.version(number).stream())
        .flatMap(version -> settled(version).reported().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Accidents that a person left out of the latest version of that report, because the law does not
   * say whether they go in.
   *
   * @return keys of their lines
   */
  public Set<String> leftOut(Report report) {
    return settled(report.latest()).leftOut();
  }

  /** The lines of a version never change, and are asked for whenever an incident is looked at. */
  private SettledLines settled(ReportVersion version) {
    if (settled.size() > SETTLED_MAX) {
      settled.clear();
    }
    return settled.computeIfAbsent(
        digest(version),
        digest ->
            new SettledLines(
                keys(version, Treatment::goesIn),
                keys(version, treatment -> treatment == Treatment.LEFT_OUT)));
  }

  private Set<String> keys(ReportVersion version, Predicate<Treatment> which) {
    return lines(version).stream()
        .filter(line -> which.test(line.treatment()))
        .map(PeriodLine::key)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The key of the line of an incident. */
  public static String key(IncidentId incident) {
    return "incidents/" + incident;
  }

  /** SHA-256 of the lines of a version, in hexadecimal digits. */
  public static String digest(ReportVersion version) {
    return version
        .content()
        .item(PeriodicCover.DIGEST)
        .orElseThrow(() -> new IllegalStateException("a report of a period without its lines"))
        .text()
        .japanese();
  }

  /**
   * Begins the report with the accidents as they are known now; one without accidents is a record
   * that there is nothing to report.
   *
   * @throws Refusal when somebody has begun it already
   */
  public Report begin(ReportingPeriod period, String who) {
    return changing(() -> reports.begin(id(period), who, cover(period, collected(period))));
  }

  /**
   * Writes a new version with the accidents as they are known now.
   *
   * @param why reason; needed once it was sent or withdrawn
   * @throws Refusal when somebody was quicker, nothing has changed, or the reason is missing
   */
  public Report renew(ReportingPeriod period, int readRevision, String who, String why) {
    return changing(() -> {
      Report report = reports.required(id(period));
      if (report.revision() != readRevision) {
        throw new Refusal("report.stale");
      }
      return reports.rewrite(id(period), readRevision, who, cover(period, collected(period)), why);
    });
  }

  /** Somebody who neither wrote it nor decided of its lines read it and agrees. */
  public Report review(ReportingPeriod period, int readRevision, String who, String remark) {
    return changing(() -> {
      checkSecond(period, who);
      return reports.review(id(period), readRevision, who, remark);
    });
  }

  /** A reader wants it changed. */
  public Report sendBack(ReportingPeriod period, int readRevision, String who, String why) {
    return changing(() -> reports.sendBack(id(period), readRevision, who, why));
  }

  /**
   * Somebody who neither wrote it nor decided of its lines decides that it be sent.
   *
   * @param remark needed where there is a {@link PeriodStanding.Caveat}
   */
  public Report approve(ReportingPeriod period, int readRevision, String who, String remark) {
    return changing(() -> {
      checkSecond(period, who);
      checkSettled(period, readRevision, remark);
      return reports.approve(id(period), readRevision, who, remark);
    });
  }

  /**
   * It was sent.
   *
   * @param sending its remark is needed where there is a {@link PeriodStanding.Caveat}, and where
   *     it was sent before the period's end
   */
  public Report submit(ReportingPeriod period, int readRevision, String who, Sending sending) {
    return changing(() -> {
      checkSettled(period, readRevision, sending.remark());
      Reports.checkSentAfter(period.first().atStartOfDay(Figures.JAPAN).toInstant(), sending);
      // Whoever gives up the business reports early, and may say so afterwards.
      if (!day(sending.sentAt()).isAfter(period.last()) && sending.remark().isBlank()) {
        throw new Refusal("period.sent-before-end", period.last().toString());
      }
      return reports.submit(id(period), readRevision, who, sending);
    });
  }

  /** It is not to be sent, or is taken back. */
  public Report withdraw(ReportingPeriod period, int readRevision, String who, String why) {
    return changing(() -> reports.withdraw(id(period), readRevision, who, why));
  }

  /**
   * A person settles what the law leaves open.
   *
   * @param line key of the line
   * @param seen {@link PeriodLine#fingerprint} of what that person saw
   * @param as what becomes of it; {@link Treatment#OPEN} takes an earlier decision back
   * @param why reason; needed
   * @throws Refusal when the line is not there or not what that person saw, when the law has
   *     settled it ({@code line.must-go-in}: all but its form), or the reason is missing
   */
  public void decide(
      ReportingPeriod period, String line, String seen, String who, Treatment as, String why) {
    check(why);
    changing(() -> {
      PeriodLine found =
          collected(period).stream()
              .filter(each -> each.key().equals(line))
              .findFirst()
              .orElseThrow(() -> new Refusal("line.unknown", line));
      checkDecidable(found, seen, as, why);
      Instant at = reports.present(id(period));
      keep(
          period,
          as == Treatment.OPEN
              ? new Reopened(at, who, line, why)
              : new Settled(at, who, line, as, why, seen));
      return found;
    });
  }

  private static void checkDecidable(PeriodLine found, String seen, Treatment as, String why) {
    boolean takenBack = as == Treatment.OPEN;
    if (found.lawIsOpen() && found.choices().isEmpty()) {
      throw new Refusal("line.settled-elsewhere", found.key());
    }
    if (as == Treatment.LEFT_OUT && found.required() == Truth.YES && found.lawIsOpen()) {
      throw new Refusal("line.must-go-in", found.key());
    }
    if (!found.lawIsOpen() || !(takenBack || found.mayBecome(as))) {
      throw new Refusal("line.law-decides", found.key());
    }
    // Of two who decide at once the second has not seen what the first did.
    if (!found.fingerprint().equals(seen) || takenBack == (found.decision() == null)) {
      throw new Refusal("line.stale", found.key());
    }
    if (why.isBlank()) {
      throw new Refusal("report.reason-missing");
    }
  }

  private void keep(ReportingPeriod period, LineDecision decision) {
    Period subject = subject(period);
    int sequence = store.decisions(subject).size() + 1;
    String as = decision instanceof Settled settled ? " " + settled.as() : "";
    transaction.executeWithoutResult(status -> {
      store.append(subject, sequence, decision);
      audit.record(
          decision.by(),
          "period-" + PeriodStore.TEXT.kind(decision),
          "period " + subject + " " + decision.line() + as,
          decision.why());
    });
  }

  /** Every decision of that period, first first; also those that do not count any more. */
  public List<LineDecision> decisions(ReportingPeriod period) {
    return store.decisions(subject(period));
  }

  /**
   * In which form people decided that accidents go in of which the law leaves that open; only
   * decisions that count now. Periods of which nobody decided anything cost nothing.
   *
   * @param first a day in Japan; the periods from that on are asked
   * @param last to this one
   * @return by key of the line, for instance {@link #key}; those left out are not there
   */
  public Map<String, Treatment> decidedForms(LocalDate first, LocalDate last) {
    var decided = new HashMap<String, Treatment>();
    LocalDate day = first;
    while (!day.isAfter(last)) {
      Optional<ReportingPeriod> period = rule().periodOn(day);
      period
          .filter(each -> !PeriodStore.inForce(store.decisions(subject(each))).isEmpty())
          .ifPresent(each ->
              collected(each).stream()
                  .filter(line -> line.decision() != null && line.treatment().goesIn())
                  .forEach(line -> decided.put(line.key(), line.treatment())));
      day = period.map(ReportingPeriod::last).orElse(day).plusDays(1);
    }
    return decided;
  }

  private List<PeriodLine> collected(ReportingPeriod period) {
    Map<String, Settled> settled = PeriodStore.inForce(store.decisions(subject(period)));
    List<PeriodLine> all =
        sources.stream()
            .map(source -> source.of(period, simulation.isOn()))
            .flatMap(Collection::stream)
            .map(line -> line.settled(settled.get(line.key())))
            .sorted(Comparator.comparing(PeriodLine::day).thenComparing(PeriodLine::key))
            .toList();
    if (all.size() > LINES_MAX) {
      throw new Refusal("period.too-large", Integer.toString(LINES_MAX));
    }
    return all;
  }

  /** Keeps the lines, before anything speaks of them, and writes what is said of them. */
  private Draft cover(ReportingPeriod period, List<PeriodLine> lines) {
    LinesText text = LinesText.of(lines);
    transaction.executeWithoutResult(status -> store.keep(text));
    return PeriodicCover.of(
        operator(), period, simulation.isOn(), PeriodCount.of(lines), text.digest());
  }

  /** Who reports, or that nobody has said. */
  LocalizedText operator() {
    return operators
        .current()
        .map(file -> file.register().name())
        .map(name -> new LocalizedText(name.japanese(), name.english()))
        .orElse(LocalizedText.asWritten("未確認"));
  }

  /** Whoever decided what stands in it has written of it. */
  private void checkSecond(ReportingPeriod period, String who) {
    ReportVersion version = reports.required(id(period)).latest();
    if (lines(version).stream()
        .map(PeriodLine::decision)
        .anyMatch(decision -> decision != null && decision.by().equals(who))) {
      throw new Refusal("report.own-work");
    }
  }

  /** Nothing is open, and whoever goes on in spite of a caveat says why. */
  private void checkSettled(ReportingPeriod period, int readRevision, String reason) {
    if (reports.required(id(period)).revision() != readRevision) {
      throw new Refusal("report.stale");
    }
    PeriodStanding standing = standing(period);
    int open = standing.open().size();
    if (open > 0) {
      throw new Refusal("period.open-questions", Integer.toString(open));
    }
    if (standing.lines().stream().anyMatch(line -> line.treatment() == Treatment.OPEN)) {
      throw new Refusal("period.version-open");
    }
    if (reason.isBlank()) {
      standing.caveats().stream()
          .findFirst()
          .ifPresent(caveat -> {
            throw new Refusal(
                switch (caveat) {
                  case OUTDATED -> "period.outdated";
                  case NOT_OVER -> "period.not-over";
                });
          });
    }
  }

  private static void check(String words) {
    if (words.length() > Reports.WORDS_CHARACTERS_MAX) {
      throw new Refusal("input.too-long", Integer.toString(Reports.WORDS_CHARACTERS_MAX));
    }
    Storable.check(words);
  }

  private Period subject(ReportingPeriod period) {
    return new Period(period.last(), simulation.isOn());
  }

  private PeriodicRule rule() {
    return determinations.law().rulebook().periodic();
  }

  private LocalDate today() {
    return day(reports.present(simulation.isOn()));
  }

  private static LocalDate day(Instant at) {
    return at.atZone(Figures.JAPAN).toLocalDate();
  }

  private <T> T changing(Supplier<T> change) {
    changing.lock();
    try {
      return change.get();
    } finally {
      changing.unlock();
    }
  }
}
