package jp.anshin.lpwa.watch;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import jp.anshin.lpwa.network.Backhaul;
import jp.anshin.lpwa.network.CloudFunction;
import jp.anshin.lpwa.network.Feed;
import jp.anshin.lpwa.network.Owner;
import jp.anshin.lpwa.watch.Finding.Naming;
import jp.anshin.lpwa.watch.Outage.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the smallest thing that explains a silence. It only looks: nothing in the world is changed
 * by it.
 */
final class Judge {

  /** The moment by which so much is missed is the latest start: loss alone would be 1 in 20. */
  private static final double SURE_NATS = 3;

  /** What a part has to say by itself to support that the whole has failed. */
  private static final double SUPPORT_NATS = 2;

  /** A whole needs so much beyond its strongest part, else the part is the simpler explanation. */
  private static final double SECOND_NATS = 4;

  /** That many frames that others heard tell a deaf gateway from a silent neighbourhood. */
  private static final double MISSED_NATS = 6;

  /** What missing beats have to say by themselves. */
  private static final double BEATS_NATS = 7;

  /** A canary is overdue by so much. */
  private static final double CANARY_NATS = 6;

  /** Gateways of a region that make a power cut, and as share of the region's. */
  private static final int POWER_CUT_MIN = 3;

  private static final double POWER_CUT_SHARE = 0.6;

  /** Gateways that fall by the same cause fall within this time, or within two of their beats. */
  private static final long TOGETHER_MILLIS = 300_000;

  /** One gateway hears nearly all of a device: it alone would explain the silence. */
  private static final double DOMINANT = 0.9;

  /** A gateway that hears this share of a device's frames would explain its silence. */
  private static final double SUSPECT = 0.3;

  private final World world;
  private final List<List<Integer>> gatewaysOfLine = new ArrayList<>();

  Judge(World world) {
    this.world = world;
    for (int line = 0; line < world.gateways.lineParent.length; line++) {
      gatewaysOfLine.add(new ArrayList<>());
    }
    for (int gateway = 0; gateway < world.gateways.size(); gateway++) {
      int at = world.gateways.line[gateway];
      while (at >= 0) {
        gatewaysOfLine.get(at).add(gateway);
        at = world.gateways.lineParent[at];
      }
    }
  }

  int lines() {
    return gatewaysOfLine.size();
  }

  // --- feed and cloud -------------------------------------------------------------------------

  /** Whether a whole feed, or all frames of devices on it, have stopped. */
  @Nullable Finding feed(int feed) {
    if (world.feeds.outage[feed] >= 0) {
      return null;
    }
    long any = Math.max(world.feeds.lastAny[feed], world.feeds.resume[feed]);
    if (any == 0 || arrivalSince(feed) + Watch.HICCUP_MILLIS > world.now) {
      return null;
    }
    double whole = feedEvidence(feed, any);
    if (whole >= world.nats() && any + Watch.HICCUP_MILLIS <= world.now) {
      return found(feed, any, whole, naming(feed, any, false), () -> feedEvidence(feed, any));
    }
    long arrival = arrivalSince(feed);
    // Where signs of life are about to stop as well, wait until the whole can be judged.
    boolean isWholeQuiet = whole >= SURE_NATS;
    if (isWholeQuiet || arrival == any || world.feeds.lastArrival[feed] == 0) {
      return null;
    }
    double frames = deviceEvidence(feed, arrival);
    if (frames < world.nats()) {
      return null;
    }
    Naming naming = naming(feed, arrival, true);
    return naming == null
        ? null
        : found(feed, arrival, frames, naming, () -> deviceEvidence(feed, arrival));
  }

  private long arrivalSince(int feed) {
    return Math.max(world.feeds.lastArrival[feed], world.feeds.resume[feed]);
  }

  private @Nullable Finding found(
      int feed, long since, double nats, @Nullable Naming naming, DoubleSupplier evidence) {
    if (naming == null) {
      return null;
    }
    return new Finding(
        Case.Anchor.FEED,
        naming,
        gatewaysOf(feed),
        feed,
        Case.NONE,
        since,
        surely(since, evidence),
        figures(nats, since));
  }

  /** What a feed's silence is called, as of now; null when other parts explain it better. */
  @Nullable Naming naming(int feed, long since, boolean framesOnly) {
    int[] gateways = gatewaysOf(feed);
    Feed described = world.feeds.described(feed);
    String cloud = described.cloud();
    var cloudCandidate = new Candidate(Scope.CLOUD, cloud);
    if (framesOnly) {
      return framesStopped(gateways, since, cloudCandidate);
    }
    if (isAway(feed)) {
      return Naming.of(Scope.FEED, described.id(), Cause.FEED_BLIND, false);
    }
    var candidates = new ArrayList<Candidate>();
    if (gateways.length == 1) {
      candidates.add(gateway(gateways[0]));
      addLine(candidates, world.gateways.line[gateways[0]]);
    } else {
      addLine(candidates, commonRoot(gateways));
    }
    candidates.add(cloudCandidate);
    boolean isSeen = stands(feed, since) || othersStand(feed, since);
    if (!isSeen) {
      candidates.add(new Candidate(Scope.FEED, described.id()));
    }
    return Naming.among(candidates, cloudCause(cloud), false);
  }

  private @Nullable Naming framesStopped(int[] gateways, long since, Candidate cloud) {
    boolean isHandedOver = false;
    boolean isCountDue = false;
    int living = 0;
    int hearing = 0;
    int deaf = 0;
    int only = Case.NONE;
    for (int gateway : gateways) {
      isHandedOver |= world.gateways.isUnanswered(gateway, since, world.now);
      if (!world.beats(gateway) || world.gateways.lastBeat[gateway] <= since) {
        continue;
      }
      living++;
      only = gateway;
      if (isCountedLong(gateway, since)) {
        boolean isHearing = isCountedSomeLong(gateway, since);
        hearing += isHearing && !isBad(gateway) ? 1 : 0;
        deaf += isHearing ? 0 : 1;
      } else {
        isCountDue |= world.gateways.lastCounted[gateway] > 0;
      }
    }
    var named = Naming.of(Scope.CLOUD, cloud.component(), cloudCause(cloud.component()), true);
    if (isHandedOver || hearing >= 2) {
      return named;
    }
    // Beats that count frames are about to tell whether anything is heard at all.
    if (living == 0 || isCountDue) {
      return null;
    }
    if (living >= 2 && deaf == 0 && hearing == 0) {
      return named;
    }
    var candidates = new ArrayList<Candidate>();
    candidates.add(cloud);
    candidates.add(gateway(only));
    candidates.add(new Candidate(Scope.RADIO, null));
    return Naming.among(candidates, Cause.SILENCE, true);
  }

  /**
   * A beat counts what came since the one before: only the second after a moment tells of after.
   */
  private boolean isCountedLong(int gateway, long since) {
    return world.gateways.lastCounted[gateway] > since + beatMillis(gateway);
  }

  private boolean isCountedSomeLong(int gateway, long since) {
    return world.gateways.lastCountedSome[gateway] > since + beatMillis(gateway);
  }

  private long beatMillis(int gateway) {
    return (long) (world.gateways.beats.periodSeconds(gateway) * World.MILLIS * 1.2);
  }

  private boolean isBad(int gateway) {
    return world.gateways.badNats[gateway] >= MISSED_NATS
        || world.gateways.radioOutage[gateway] >= 0;
  }

  private double feedEvidence(int feed, long since) {
    double nats = deviceEvidence(feed, since);
    for (int gateway = 0; gateway < world.gateways.size(); gateway++) {
      if (world.gateways.feed[gateway] == feed) {
        nats += world.beatSilenceSince(gateway, since);
      }
    }
    return nats;
  }

  private double deviceEvidence(int feed, long since) {
    double nats = 0;
    for (int device = 0; device < world.devices.size(); device++) {
      if (world.devices.feed[device] == feed) {
        nats += world.silenceSince(device, since, 1);
      }
    }
    return nats;
  }

  /** Whether the feed itself says that it stands, after that moment. */
  boolean stands(int feed, long since) {
    return world.feeds.stands[feed] == Feeds.STANDS
        && world.feeds.lastBeat[feed] > since
        && canarySilence(feed) < SURE_NATS;
  }

  /** Whether another feed, that shares nothing with this one, goes on. */
  private boolean othersStand(int feed, long since) {
    for (int other = 0; other < world.feeds.size(); other++) {
      boolean isIndependent = world.feeds.described(other).independent();
      if (other != feed && isIndependent && world.feeds.lastAny[other] > since) {
        return true;
      }
    }
    return false;
  }

  private boolean isAway(int feed) {
    return world.feeds.stands[feed] == Feeds.AWAY || canarySilence(feed) >= CANARY_NATS;
  }

  private double canarySilence(int feed) {
    if (world.feeds.beats.frames(feed) < world.settings.framesMin()) {
      return 0;
    }
    long base = Math.max(world.feeds.lastBeat[feed], world.feeds.resume[feed]);
    return world.feeds.beats.silence(feed, (world.now - base) / World.MILLIS);
  }

  private int[] gatewaysOf(int feed) {
    var all = new BitSet();
    for (int gateway = 0; gateway < world.gateways.size(); gateway++) {
      if (world.gateways.feed[gateway] == feed && world.gateways.lastAny(gateway) > 0) {
        all.set(gateway);
      }
    }
    // Frames and signs of life may be told by different feeds.
    Links links = world.devices.links;
    for (int device = 0; device < world.devices.size(); device++) {
      if (world.devices.feed[device] != feed) {
        continue;
      }
      for (int which = 0; which < Links.PER_DEVICE; which++) {
        int slot = Links.slot(device, which);
        if (links.gateway(slot) >= 0 && links.heard(slot) > World.LINKED) {
          all.set(links.gateway(slot));
        }
      }
    }
    return all.stream().toArray();
  }

  private Cause cloudCause(@Nullable String cloud) {
    for (CloudFunction function : world.network.clouds()) {
      CloudFunction.Case kind = function.cloudCase();
      if (function.id().equals(cloud) && kind != null) {
        return switch (kind) {
          case OWN_FUNCTION -> Cause.CLOUD_OWN_FUNCTION;
          case OTHERS_FUNCTION -> Cause.CLOUD_OTHERS_FUNCTION;
        };
      }
    }
    return Cause.CLOUD;
  }

  // --- lines ----------------------------------------------------------------------------------

  /** Whether a line has failed, or the feed that tells of it. */
  @Nullable Finding lineOrGreater(int line) {
    for (int gateway : gatewaysOfLine.get(line)) {
      int feed = world.gateways.feed[gateway];
      if (feed >= 0) {
        if (isFeedSilent(gateway)) {
          return null;
        }
        Finding greater = feed(feed);
        if (greater != null) {
          return greater;
        }
        // Where nothing came by the feed since, wait until it can be judged as well.
        long since = lineSilentSince(line);
        long any = world.feeds.lastAny[feed];
        boolean isFeedQuiet =
            any <= since + Watch.HICCUP_MILLIS && any + Watch.HICCUP_MILLIS > world.now;
        return isFeedQuiet ? null : line(line);
      }
    }
    return null;
  }

  /** Whether a line, or a greater one that it is part of, has failed. */
  @Nullable Finding line(int line) {
    Finding found = null;
    for (int at = line; at >= 0; at = world.gateways.lineParent[at]) {
      Finding greater = lineAlone(at, found);
      if (greater != null) {
        found = greater;
      }
    }
    return found;
  }

  /** The last sign of life through a line, or 0. */
  long lineSilentSince(int line) {
    long since = 0;
    for (int gateway : gatewaysOfLine.get(line)) {
      since = Math.max(since, world.silentSince(gateway));
    }
    return since;
  }

  /** Nats a second of a silent line. */
  double slope(int line) {
    double slope = 0;
    for (int gateway : gatewaysOfLine.get(line)) {
      slope += world.slope(gateway);
    }
    return slope;
  }

  /** Whether a line is not already part of an open outage. */
  boolean mayBeDown(int line) {
    return gatewaysOfLine.get(line).stream()
        .anyMatch(gateway -> world.gateways.outage[gateway] < 0 && wasHeard(gateway));
  }

  private @Nullable Finding lineAlone(int line, @Nullable Finding part) {
    List<Integer> members = gatewaysOfLine.get(line);
    long last = lineSilentSince(line);
    if (last == 0 || last + Watch.HICCUP_MILLIS > world.now) {
      return null;
    }
    double sum = 0;
    double strongest = 0;
    double outside = 0;
    int supporters = 0;
    for (int gateway : members) {
      double nats = world.evidence(gateway, last);
      sum += nats;
      strongest = Math.max(strongest, nats);
      supporters += nats >= SUPPORT_NATS ? 1 : 0;
      if (part != null && !contains(part.gateways(), gateway)) {
        outside += nats;
      }
    }
    boolean isMore = part == null ? sum - strongest >= SECOND_NATS : outside >= SECOND_NATS;
    if (sum < world.nats() || supporters < 2 || !isMore) {
      return null;
    }
    int[] silent =
        members.stream()
            .filter(gateway -> world.gateways.lastAny(gateway) > 0)
            .mapToInt(gateway -> gateway)
            .toArray();
    long surely = surely(last, () -> quiet(members, last));
    return new Finding(
        Case.Anchor.GATEWAYS,
        lineNaming(line, silent, surely),
        silent,
        Case.NONE,
        Case.NONE,
        last,
        surely,
        figures(sum, last));
  }

  private double sum(List<Integer> members, long since) {
    double sum = 0;
    for (int gateway : members) {
      sum += world.evidence(gateway, since);
    }
    return sum;
  }

  private double quiet(List<Integer> members, long since) {
    double sum = 0;
    for (int gateway : members) {
      sum += world.quiet(gateway, since);
    }
    return sum;
  }

  /** A line, unless nothing else is heard either: then also what lies above it would explain it. */
  Naming lineNaming(int line, int[] silent, long surely) {
    String name = world.gateways.lineNames.name(line);
    var candidates = new ArrayList<Candidate>();
    candidates.add(new Candidate(Scope.BACKHAUL, name));
    addAboveLines(candidates, silent[0], surely);
    return Naming.among(candidates, lineCause(line), false);
  }

  private Cause lineCause(int line) {
    Backhaul described = world.gateways.line(line);
    Owner owner = described == null ? null : described.owner();
    if (owner == null) {
      return Cause.BACKHAUL;
    }
    return switch (owner) {
      case OPERATOR -> Cause.BACKHAUL_OWN;
      case OTHER_CARRIER -> Cause.BACKHAUL_OTHER_CARRIER;
      case USER -> Cause.BACKHAUL_USER;
    };
  }

  /** Cloud and feed, where nothing was heard on the feed since. */
  private void addAboveLines(List<Candidate> candidates, int gateway, long surely) {
    int feed = world.gateways.feed[gateway];
    if (feed < 0 || world.feeds.lastAny[feed] > surely) {
      return;
    }
    candidates.add(new Candidate(Scope.CLOUD, world.feeds.described(feed).cloud()));
    if (!stands(feed, surely)) {
      candidates.add(new Candidate(Scope.FEED, world.feeds.names.name(feed)));
    }
  }

  /** What an undetermined outage is called where a monitor names one of its candidates. */
  @Nullable Naming told(String component, Case outage) {
    if (outage.scope != Scope.UNDETERMINED) {
      return null;
    }
    for (Candidate each : outage.candidates) {
      if (component.equals(each.component())) {
        int line = world.gateways.lineNames.find(component);
        Cause cause = line >= 0 ? lineCause(line) : cloudCause(component);
        return Naming.of(each.scope(), component, cause, outage.radioOnly);
      }
    }
    return null;
  }

  /** What a monitor says has failed, as far as nothing came through it since. */
  List<Finding> monitored(String component, long since) {
    var found = new ArrayList<Finding>();
    int line = world.gateways.lineNames.find(component);
    if (line >= 0) {
      int[] silent =
          gatewaysOfLine.get(line).stream()
              .filter(gateway -> wasHeard(gateway) && world.gateways.outage[gateway] < 0)
              .mapToInt(gateway -> gateway)
              .toArray();
      if (silent.length > 0 && lineSilentSince(line) <= since) {
        found.add(
            new Finding(
                Case.Anchor.GATEWAYS,
                Naming.of(Scope.BACKHAUL, component, lineCause(line), false),
                silent,
                Case.NONE,
                Case.NONE,
                lineSilentSince(line),
                since,
                figures(0, since)));
      }
    }
    for (Feed feed : world.network.feeds()) {
      int number = world.feeds.names.find(feed.id());
      boolean isSilent =
          component.equals(feed.cloud())
              && world.feeds.outage[number] < 0
              && world.feeds.lastArrival[number] > 0
              && world.feeds.lastArrival[number] <= since;
      if (isSilent) {
        found.add(
            new Finding(
                Case.Anchor.FEED,
                Naming.of(Scope.CLOUD, component, cloudCause(component), true),
                gatewaysOf(number),
                number,
                Case.NONE,
                world.feeds.lastArrival[number],
                since,
                figures(0, since)));
      }
    }
    return found;
  }

  // --- regions --------------------------------------------------------------------------------

  private @Nullable Finding region(int gateway) {
    int region = world.gateways.region[gateway];
    if (region < 0) {
      return null;
    }
    long fell = world.silentSince(gateway);
    var silent = new ArrayList<Integer>();
    var lines = new BitSet();
    boolean isEveryLineKnown = true;
    int members = 0;
    for (int other = 0; other < world.gateways.size(); other++) {
      if (world.gateways.region[other] != region || world.gateways.lastAny(other) == 0) {
        continue;
      }
      members++;
      long since = world.silentSince(other);
      long together = Math.max(TOGETHER_MILLIS, 2 * beatMillis(other));
      if (Math.abs(since - fell) <= together && world.evidence(other, since) >= SECOND_NATS) {
        silent.add(other);
        int line = world.gateways.line[other];
        isEveryLineKnown &= line >= 0;
        if (line >= 0) {
          lines.set(world.gateways.root(line));
        }
      }
    }
    boolean isMany = silent.size() >= POWER_CUT_MIN && silent.size() >= POWER_CUT_SHARE * members;
    if (!isMany || (isEveryLineKnown && lines.cardinality() < 2)) {
      return null;
    }
    String name = world.gateways.regionNames.name(region);
    long since = silent.stream().mapToLong(world::silentSince).max().orElse(fell);
    long first = silent.stream().mapToLong(world::silentSince).min().orElse(fell);
    long surely = surely(since, () -> quiet(silent, since));
    var candidates = new ArrayList<Candidate>();
    candidates.add(new Candidate(Scope.GATEWAY, name));
    if (!isEveryLineKnown) {
      candidates.add(new Candidate(Scope.BACKHAUL, null));
    }
    addAboveLines(candidates, gateway, surely);
    return new Finding(
        Case.Anchor.GATEWAYS,
        Naming.among(candidates, Cause.POWER_CUT, false),
        silent.stream().mapToInt(each -> each).toArray(),
        Case.NONE,
        Case.NONE,
        first,
        surely,
        figures(sum(silent, since), since));
  }

  // --- gateways -------------------------------------------------------------------------------

  /** Whether a gateway has failed, or something greater that explains its silence. */
  @Nullable Finding gateway(int gateway, boolean withGreater) {
    if (world.gateways.outage[gateway] >= 0 || isFeedSilent(gateway)) {
      return null;
    }
    long any = world.silentSince(gateway);
    long radio = world.radioSince(gateway);
    if (any == 0) {
      return null;
    }
    double whole = world.evidence(gateway, any);
    double frames = radioEvidence(gateway, radio);
    double needed = world.nats();
    // A single beat may be lost by itself: two have to be missing before all is said to be silent.
    boolean isBeatKnown = world.gateways.beats.frames(gateway) >= world.settings.framesMin();
    boolean isSilent = !isBeatKnown || world.beatSilenceSince(gateway, any) >= BEATS_NATS;
    boolean isWhole = whole >= needed && isSilent;
    if (!isWhole && frames < needed) {
      return null;
    }
    boolean isRadioOnly = !isWhole || world.beats(gateway);
    if (isRadioOnly && isCloudSilent(gateway)) {
      return null;
    }
    if (isRadioOnly && (isWaitingForCount(gateway, radio) || isKnownDisturbed(gateway, radio))) {
      return null;
    }
    if (withGreater) {
      Finding greater = greater(gateway, isRadioOnly);
      if (greater != null) {
        return greater;
      }
    }
    long since = isRadioOnly ? radio : any;
    long surely =
        surely(
            since,
            isRadioOnly
                ? () -> world.deviceSilenceSince(gateway, since)
                : () -> world.quiet(gateway, since));
    var figures = figures(isRadioOnly ? frames : whole, since);
    figures.put("missedNats", (double) world.gateways.missed[gateway]);
    return new Finding(
        Case.Anchor.GATEWAYS,
        gatewayNaming(gateway, surely, isRadioOnly),
        new int[] {gateway},
        Case.NONE,
        Case.NONE,
        since,
        surely,
        figures);
  }

  private double radioEvidence(int gateway, long since) {
    return world.runShare(gateway) * world.deviceSilenceSince(gateway, since)
        + world.gateways.missed[gateway];
  }

  /** Whether all that is heard of a gateway comes by a feed that is known to be silent. */
  private boolean isFeedSilent(int gateway) {
    int feed = world.gateways.feed[gateway];
    return feed >= 0 && world.feeds.outage[feed] >= 0 && world.feeds.wholeOutage[feed];
  }

  /** Whether frames of its devices cannot arrive, whatever it hears. */
  private boolean isCloudSilent(int gateway) {
    Links links = world.devices.links;
    for (int slot = links.firstOf(gateway); slot >= 0; slot = links.after(slot)) {
      int feed = world.devices.feed[Links.device(slot)];
      if (feed >= 0 && world.feeds.outage[feed] >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether beats that count frames are about to tell whether it hears anything at all. */
  private boolean isWaitingForCount(int gateway, long since) {
    return world.gateways.lastCounted[gateway] > 0
        && world.beats(gateway)
        && !isCountedLong(gateway, since);
  }

  private boolean isKnownDisturbed(int gateway, long since) {
    return world.gateways.radioOutage[gateway] >= 0 && isCountedSomeLong(gateway, since);
  }

  private @Nullable Finding greater(int gateway, boolean isRadioOnly) {
    int feed = world.gateways.feed[gateway];
    Finding found = feed < 0 ? null : feed(feed);
    int line = world.gateways.line[gateway];
    if (found == null && !isRadioOnly && line >= 0) {
      found = line(line);
    }
    if (found == null && !isRadioOnly) {
      found = region(gateway);
    }
    return found;
  }

  Naming gatewayNaming(int gateway, long surely, boolean isRadioOnly) {
    int feed = world.gateways.feed[gateway];
    return isRadioOnly ? radioNaming(gateway, feed, surely) : silentNaming(gateway, surely);
  }

  private Naming radioNaming(int gateway, int feed, long surely) {
    var own = gateway(gateway);
    boolean isCloudWell = feed >= 0 && world.feeds.lastArrival[feed] > surely;
    long since = world.radioSince(gateway);
    boolean isCounted = isCountedLong(gateway, since);
    boolean isMissedByIt = world.gateways.missed[gateway] >= MISSED_NATS;
    if (isCounted && !isCountedSomeLong(gateway, since)) {
      return Naming.of(own.scope(), own.component(), Cause.ZOMBIE_GATEWAY, true);
    }
    if (isCounted && isBad(gateway)) {
      return Naming.of(Scope.RADIO, own.component(), Cause.INTERFERENCE, true);
    }
    if (!isCounted && isMissedByIt) {
      boolean isBeating = world.beats(gateway);
      return Naming.of(
          own.scope(),
          own.component(),
          isBeating ? Cause.ZOMBIE_GATEWAY : Cause.GATEWAY_OR_LINE,
          true);
    }
    var candidates = new ArrayList<Candidate>();
    candidates.add(own);
    candidates.add(new Candidate(Scope.RADIO, own.component()));
    if (!isCloudWell && feed >= 0) {
      candidates.add(new Candidate(Scope.CLOUD, world.feeds.described(feed).cloud()));
    }
    return Naming.among(candidates, Cause.SILENCE, true);
  }

  private Naming silentNaming(int gateway, long surely) {
    var own = gateway(gateway);
    var candidates = new ArrayList<Candidate>();
    candidates.add(own);
    for (int at = world.gateways.line[gateway]; at >= 0; at = world.gateways.lineParent[at]) {
      List<Integer> members = gatewaysOfLine.get(at);
      long siblings = members.stream().filter(this::wasHeard).count();
      if (siblings < 2) {
        continue;
      }
      boolean isOneAlive =
          members.stream().anyMatch(other -> world.gateways.lastAny(other) > surely);
      if (!isOneAlive) {
        candidates.add(new Candidate(Scope.BACKHAUL, world.gateways.lineNames.name(at)));
      }
      break;
    }
    addAboveLines(candidates, gateway, surely);
    return Naming.among(candidates, Cause.GATEWAY_OR_LINE, false);
  }

  private boolean wasHeard(int gateway) {
    return world.gateways.lastAny(gateway) > 0;
  }

  // --- devices --------------------------------------------------------------------------------

  /** Whether the silence of one device may be stated, and what it is. */
  @Nullable Finding device(int device) {
    Habits habits = world.devices.habits;
    long base = world.base(device);
    boolean isKnown =
        habits.frames(device) >= world.settings.framesAloneMin()
            && world.devices.lastAt[device] - world.devices.firstAt[device]
                >= world.settings.knownAloneMin().toMillis()
            && !habits.pausesByHabit(device);
    double nats = world.silence(device);
    if (!isKnown || nats < world.deviceNats() || isExplained(device)) {
      return null;
    }
    int feed = world.devices.feed[device];
    Finding greater = feed < 0 ? null : feed(feed);
    if (greater != null) {
      return greater;
    }
    long surely = base + (long) (habits.ageOf(device, Math.min(SURE_NATS, nats)) * World.MILLIS);
    return new Finding(
        Case.Anchor.DEVICE,
        world.devices.is(device, Devices.CANARY)
            ? canaryNaming(feed)
            : deviceNaming(device, feed, surely),
        new int[0],
        feed,
        device,
        base,
        Math.min(world.now, surely),
        figures(nats, base));
  }

  private Naming canaryNaming(int feed) {
    return Naming.among(
        List.of(
            new Candidate(Scope.FEED, world.feeds.names.name(feed)),
            new Candidate(Scope.DEVICE, null)),
        Cause.FEED_BLIND,
        true);
  }

  private boolean isExplained(int device) {
    int feed = world.devices.feed[device];
    if (world.devices.outage[device] >= 0 || (feed >= 0 && world.feeds.outage[feed] >= 0)) {
      return true;
    }
    for (int which = 0; which < Links.PER_DEVICE; which++) {
      int slot = Links.slot(device, which);
      int gateway = world.devices.links.gateway(slot);
      if (gateway >= 0
          && world.devices.links.heard(slot) > SUSPECT
          && (world.gateways.outage[gateway] >= 0 || world.gateways.radioOutage[gateway] >= 0)) {
        return true;
      }
    }
    return false;
  }

  Naming deviceNaming(int device, int feed, long surely) {
    Links links = world.devices.links;
    var candidates = new ArrayList<Candidate>();
    candidates.add(new Candidate(Scope.DEVICE, world.devices.names.name(device)));
    boolean isFeedAlive = feed >= 0 && world.feeds.lastAny[feed] > surely;
    boolean isRadioAlive = false;
    for (int which = 0; which < Links.PER_DEVICE; which++) {
      int slot = Links.slot(device, which);
      int gateway = links.gateway(slot);
      if (gateway < 0 || links.heard(slot) < World.LINKED) {
        continue;
      }
      isRadioAlive |= world.gateways.lastHeard[gateway] > surely;
      if (links.alone(slot) > DOMINANT) {
        candidates.add(gateway(gateway));
      }
    }
    if (isRadioAlive) {
      return Naming.of(Scope.DEVICE, world.devices.names.name(device), Cause.DEVICE_SILENT, true);
    }
    if (isFeedAlive && world.feeds.lastArrival[feed] > surely) {
      candidates.add(new Candidate(Scope.RADIO, null));
      return Naming.among(candidates, Cause.DEVICE_SILENT, true);
    }
    if (feed >= 0) {
      candidates.add(new Candidate(Scope.CLOUD, world.feeds.described(feed).cloud()));
      if (!isFeedAlive && !stands(feed, surely) && !othersStand(feed, surely)) {
        candidates.add(new Candidate(Scope.FEED, world.feeds.names.name(feed)));
      }
    }
    return Naming.among(candidates, Cause.DEVICE_SILENT, true);
  }

  /** What is left when the counter shows that the device kept sending. */
  Naming keptSending(int device, int feed, long since, List<Candidate> before) {
    var candidates =
        new ArrayList<>(before.stream().filter(each -> each.scope() != Scope.DEVICE).toList());
    if (feed >= 0 && (stands(feed, since) || othersStand(feed, since))) {
      candidates.removeIf(each -> each.scope() == Scope.FEED);
    }
    if (candidates.isEmpty()) {
      candidates.add(new Candidate(Scope.RADIO, null));
      candidates.add(new Candidate(Scope.DEVICE, world.devices.names.name(device)));
    }
    String cloud = feed < 0 ? null : world.feeds.described(feed).cloud();
    Cause cause =
        candidates.getFirst().scope() == Scope.CLOUD ? cloudCause(cloud) : Cause.GATEWAY_OR_LINE;
    return Naming.among(
        candidates, candidates.getFirst().scope() == Scope.RADIO ? Cause.SILENCE : cause, true);
  }

  // --- common ---------------------------------------------------------------------------------

  /** The first moment by which evidence reaches what loss alone does not explain. */
  private long surely(long since, DoubleSupplier evidence) {
    long present = world.now;
    long low = since;
    long high = present;
    while (high - low > Math.max(500, (present - since) / 2000)) {
      long middle = (low + high) / 2;
      world.now = middle;
      if (evidence.getAsDouble() >= SURE_NATS) {
        high = middle;
      } else {
        low = middle;
      }
    }
    world.now = present;
    return high;
  }

  private SortedMap<String, Double> figures(double nats, long since) {
    var figures = new TreeMap<String, Double>();
    figures.put("evidenceNats", nats);
    figures.put("neededNats", world.nats());
    figures.put("silentSeconds", (world.now - since) / World.MILLIS);
    return figures;
  }

  private Candidate gateway(int number) {
    return new Candidate(Scope.GATEWAY, world.gateways.names.name(number));
  }

  private void addLine(List<Candidate> candidates, int line) {
    if (line >= 0) {
      candidates.add(new Candidate(Scope.BACKHAUL, world.gateways.lineNames.name(line)));
    }
  }

  /** The line that all of them hang on in the end, or −1. */
  private int commonRoot(int[] gateways) {
    int common = Case.NONE;
    for (int gateway : gateways) {
      int line = world.gateways.line[gateway];
      if (line < 0) {
        return Case.NONE;
      }
      int root = world.gateways.root(line);
      if (common >= 0 && common != root) {
        return Case.NONE;
      }
      common = root;
    }
    return common;
  }

  private static boolean contains(int[] all, int one) {
    for (int each : all) {
      if (each == one) {
        return true;
      }
    }
    return false;
  }
}
