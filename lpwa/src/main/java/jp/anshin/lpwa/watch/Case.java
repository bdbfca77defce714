package jp.anshin.lpwa.watch;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.anshin.core.Interval;
import jp.anshin.lpwa.network.PlannedWork;
import jp.anshin.lpwa.watch.Outage.Candidate;
import org.jspecify.annotations.Nullable;

/** An outage while it is watched: what {@link Outage} tells, and what is needed to go on. */
final class Case {

  /** On what it hangs, which says what ends it. */
  enum Anchor {
    /** Gateways: a sign of life through any of them ends it. */
    GATEWAYS,
    /** A feed: anything through it ends it; of a cloud a frame of a device. */
    FEED,
    DEVICE,
    /** Bad order of one or more gateways. */
    RADIO,
    DOWNLINK,
    JOIN
  }

  static final int NONE = -1;

  final int number;
  Anchor anchor = Anchor.GATEWAYS;
  String id = "";
  int revision;
  Scope scope = Scope.UNDETERMINED;
  @Nullable String component;
  Cause cause = Cause.SILENCE;
  List<Candidate> candidates = List.of();
  int[] gateways = new int[0];
  int feed = NONE;
  int device = NONE;

  /** Only a frame of a device ends it: signs of life never stopped. */
  boolean radioOnly;

  /** A monitor told it, and may tell its end. */
  boolean isMonitored;

  /** Devices that came back and had simply not spoken. */
  int contradictions;

  long startLow;
  long startHigh;
  long detectedAt;
  long endedAt;

  /** When returning devices are waited for no more. */
  long settleAt;

  boolean settled;
  @Nullable Withdrawal withdrawn;
  @Nullable String explainedBy;
  int flaps;
  Outage.@Nullable First first;
  final SortedMap<String, Double> evidence = new TreeMap<>();
  Reach reach = Reach.NOBODY;
  final BitSet confirmed = new BitSet();

  /** Seconds until the next count while it goes on. */
  long recountSeconds = 60;

  Case(int number) {
    this.number = number;
  }

  /** What is older than the last sign of life is none: a frame that was told late. */
  boolean isAfterStart(long moment) {
    return moment > startLow;
  }

  boolean isOpen() {
    return endedAt == 0;
  }

  boolean contains(int gateway) {
    for (int each : gateways) {
      if (each == gateway) {
        return true;
      }
    }
    return false;
  }

  /** The next revision as the world sees it. */
  Outage state(World world) {
    var counts = reach.counts(world.network.contractCounts(), confirmed);
    boolean isSilent = scope == Scope.FEED;
    Range contracts = isSilent ? new Range(0, 0, counts.contracts().high()) : counts.contracts();
    Range devices = isSilent ? new Range(0, 0, counts.devices().high()) : counts.devices();
    var start = new Interval(Instant.ofEpochMilli(startLow), Instant.ofEpochMilli(startHigh));
    var said = first;
    if (said == null) {
      said = new Outage.First(scope, component, cause, start, contracts);
      first = said;
    }
    revision++;
    var sample = new ArrayList<String>();
    for (int i = 0; i < Math.min(gateways.length, Outage.SAMPLE_MAX); i++) {
      sample.add(world.gateways.names.name(gateways[i]));
    }
    return new Outage(
        id,
        revision,
        scope,
        component,
        cause,
        candidates,
        sample,
        start,
        Instant.ofEpochMilli(detectedAt),
        Instant.ofEpochMilli(Math.max(world.now, detectedAt)),
        endedAt == 0 ? null : Instant.ofEpochMilli(endedAt),
        settled,
        contracts,
        devices,
        counts.confirmedContracts(),
        counts.confirmedDevices(),
        reach.device().length,
        withdrawn,
        explainedBy,
        planned(world),
        flaps,
        said,
        evidence);
  }

  private @Nullable String planned(World world) {
    var until = Instant.ofEpochMilli(endedAt == 0 ? world.now : endedAt);
    var from = Instant.ofEpochMilli(startHigh);
    for (PlannedWork work : world.network.plannedWork()) {
      boolean isHere =
          work.component().equals(component)
              || Arrays.stream(gateways)
                  .mapToObj(world.gateways.names::name)
                  .anyMatch(work.component()::equals);
      if (isHere && !work.from().isAfter(until) && work.until().isAfter(from)) {
        return work.title();
      }
    }
    return null;
  }

  static Case exchange(Case given, StateExchange state) throws IOException {
    int number = state.of(given.number);
    Case it = state.isReading() ? new Case(number) : given;
    it.anchor = state.of(Anchor.class, it.anchor);
    it.id = named(state.of((@Nullable String) it.id));
    it.revision = state.of(it.revision);
    it.scope = state.of(Scope.class, it.scope);
    it.component = state.of(it.component);
    it.cause = state.of(Cause.class, it.cause);
    it.candidates = candidates(it.candidates, state);
    it.gateways = state.of(it.gateways);
    it.feed = state.of(it.feed);
    it.device = state.of(it.device);
    it.radioOnly = state.of(it.radioOnly);
    it.isMonitored = state.of(it.isMonitored);
    it.contradictions = state.of(it.contradictions);
    it.startLow = state.of(it.startLow);
    it.startHigh = state.of(it.startHigh);
    it.detectedAt = state.of(it.detectedAt);
    it.endedAt = state.of(it.endedAt);
    it.settleAt = state.of(it.settleAt);
    it.settled = state.of(it.settled);
    if (state.of(it.withdrawn != null)) {
      it.withdrawn =
          state.of(Withdrawal.class, it.withdrawn == null ? Withdrawal.EXPLAINED : it.withdrawn);
    }
    it.explainedBy = state.of(it.explainedBy);
    it.flaps = state.of(it.flaps);
    it.recountSeconds = state.of(it.recountSeconds);
    it.first = first(it.first, state);
    evidence(it.evidence, state);
    it.reach = reach(it.reach, state);
    long[] bits = it.confirmed.toLongArray();
    bits = state.of(bits, bits.length);
    if (state.isReading()) {
      it.confirmed.or(BitSet.valueOf(bits));
    }
    return it;
  }

  private static String named(@Nullable String name) {
    return name == null ? "" : name;
  }

  private static List<Candidate> candidates(List<Candidate> all, StateExchange state)
      throws IOException {
    int size = state.size(all.size());
    var read = new ArrayList<Candidate>();
    for (int i = 0; i < size; i++) {
      Candidate each = state.isReading() ? new Candidate(Scope.FEED, null) : all.get(i);
      read.add(new Candidate(state.of(Scope.class, each.scope()), state.of(each.component())));
    }
    return state.isReading() ? List.copyOf(read) : all;
  }

  private static Outage.@Nullable First first(Outage.@Nullable First said, StateExchange state)
      throws IOException {
    if (!state.of(said != null)) {
      return null;
    }
    var it =
        said != null
            ? said
            : new Outage.First(
                Scope.FEED, null, Cause.SILENCE, Interval.at(Instant.EPOCH), Range.NONE);
    return new Outage.First(
        state.of(Scope.class, it.scope()),
        state.of(it.component()),
        state.of(Cause.class, it.cause()),
        new Interval(
            Instant.ofEpochMilli(state.of(it.startedAt().earliest().toEpochMilli())),
            Instant.ofEpochMilli(state.of(it.startedAt().latest().toEpochMilli()))),
        new Range(
            state.of(it.contracts().low()),
            state.of(it.contracts().estimate()),
            state.of(it.contracts().high())));
  }

  private static void evidence(SortedMap<String, Double> figures, StateExchange state)
      throws IOException {
    int size = state.size(figures.size());
    if (!state.isReading()) {
      for (var entry : figures.entrySet()) {
        state.of((@Nullable String) entry.getKey());
        state.of(entry.getValue().doubleValue());
      }
      return;
    }
    for (int i = 0; i < size; i++) {
      figures.put(named(state.of((@Nullable String) null)), state.of(0.0));
    }
  }

  private static Reach reach(Reach given, StateExchange state) throws IOException {
    int size = state.size(given.device().length);
    int[] device = state.of(given.device(), size);
    float[] down = state.of(given.down(), size);
    int[] contract = state.of(given.contract(), size);
    int contracts = state.size(given.totals().size());
    if (!state.isReading()) {
      for (var entry : given.totals().entrySet()) {
        state.of(entry.getKey().intValue());
        state.of(entry.getValue().intValue());
      }
      return given;
    }
    var totals = new TreeMap<Integer, Integer>();
    for (int i = 0; i < contracts; i++) {
      totals.put(state.of(0), state.of(0));
    }
    return new Reach(
        Arrays.copyOf(device, size),
        Arrays.copyOf(down, size),
        Arrays.copyOf(contract, size),
        totals);
  }
}
