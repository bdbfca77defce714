package jp.anshin.formats.lpwa;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Cell;
import jp.anshin.law.Edition;
import jp.anshin.law.Exclusion;
import jp.anshin.law.Impact;
import jp.anshin.law.LpwaDelivery;
import jp.anshin.law.LpwaDelivery.Part;
import jp.anshin.law.LpwaRule;
import jp.anshin.law.Rulebook;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;
import jp.anshin.law.UserCount;
import jp.anshin.lpwa.network.Backhaul;
import jp.anshin.lpwa.network.Contract;
import jp.anshin.lpwa.network.DeliveryForm;
import jp.anshin.lpwa.network.Gateway;
import jp.anshin.lpwa.network.Network;
import jp.anshin.lpwa.network.Owner;
import jp.anshin.lpwa.network.Technology;
import jp.anshin.lpwa.watch.Cause;
import jp.anshin.lpwa.watch.Outage;
import jp.anshin.lpwa.watch.Outage.Candidate;
import jp.anshin.lpwa.watch.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What an outage of an LPWA network is to the law: whether it is an accident at all, and the facts
 * by which the law says whether it is a serious one. Users are contracts. One place, for the
 * command line and for a server.
 *
 * @param rulebook the rulebook that will judge
 * @param network what is known of the network
 */
public record OutageFacts(Rulebook rulebook, Network network) {

  private static final String CATEGORY = "LPWA";
  private static final String SEPARABLE = "separable-from-existing-service";
  private static final String PER_CONTRACT = "managed-per-contract";
  private static final String PLANNED_WORK = "announced-planned-work";

  /** Why it is an accident or none, or why that is open; each has a sentence in both languages. */
  public enum Ground {
    /** A part that the operator provides failed, and communication stopped. */
    OPERATORS_PART(Truth.YES),
    /** Only our own view failed; nothing is known of the network in that time. */
    FEED_BLIND(Truth.NO),
    /** A delay or loss of the unlicensed band itself. */
    BAND(Truth.NO),
    /** The user's device, not the network. */
    DEVICE(Truth.NO),
    /** Other gateways heard all that this one did not. */
    COVERED(Truth.NO),
    /** What failed belongs to the user; whether that counts is a switch that nobody has set. */
    USERS_PART(Truth.UNDETERMINED),
    /** Whose the failed part is, or how the service is delivered, nobody has said. */
    PART_UNKNOWN(Truth.UNDETERMINED),
    /** Whose it is differs by contract, or between the parts that may have failed. */
    PART_DIFFERS(Truth.UNDETERMINED),
    /** The owner that the network file names is not the one of the form of delivery it names. */
    OWNER_CONTRADICTS(Truth.UNDETERMINED),
    /** A disturbance of the radio, and nobody has said whether the band is unlicensed. */
    RADIO_UNKNOWN(Truth.UNDETERMINED),
    /** No device is known that depends on it. */
    NOBODY_KNOWN(Truth.UNDETERMINED),
    /** It is not sure yet that anybody cannot communicate. */
    NOT_SURE(Truth.UNDETERMINED),
    /** Frames come up and none goes down: whether that is a stop is not said by the law. */
    DOWNLINK_ONLY(Truth.UNDETERMINED),
    /** Announced work: what exceeds it is to be looked at by people. */
    PLANNED(Truth.UNDETERMINED),
    /** Several causes would explain it, some of them accidents and some not. */
    SEVERAL(Truth.UNDETERMINED);

    private final Truth accident;

    Ground(Truth accident) {
      this.accident = accident;
    }

    /** Whether it is an accident by it. */
    public Truth accident() {
      return accident;
    }
  }

  /** Why it is an accident, why it is none, or what is open. */
  public Ground ground(Outage outage) {
    Ground first = null;
    for (Candidate candidate : candidates(outage)) {
      Ground one = ground(outage, candidate);
      if (first != null && first.accident != one.accident) {
        return Ground.SEVERAL;
      }
      first = first == null ? one : first;
    }
    return first == null ? Ground.SEVERAL : first;
  }

  private static List<Candidate> candidates(Outage outage) {
    return outage.scope() == Scope.UNDETERMINED
        ? outage.candidates()
        : List.of(new Candidate(outage.scope(), outage.component()));
  }

  private Ground ground(Outage outage, Candidate candidate) {
    return switch (candidate.scope()) {
      case FEED -> Ground.FEED_BLIND;
      case RADIO -> unlicensed() == Truth.YES ? Ground.BAND : Ground.RADIO_UNKNOWN;
      case DEVICE -> Ground.DEVICE;
      case UNDETERMINED -> Ground.PART_UNKNOWN;
      case GATEWAY, BACKHAUL, CLOUD -> ofPart(outage, candidate);
    };
  }

  private Ground ofPart(Outage outage, Candidate candidate) {
    boolean nobody = outage.devices().high() == 0 && outage.contracts().high() == 0;
    if (nobody) {
      return outage.dependentDevices() > 0 ? Ground.COVERED : Ground.NOBODY_KNOWN;
    }
    if (outage.plannedWork() != null) {
      return Ground.PLANNED;
    }
    if (outage.cause() == Cause.DOWNLINK) {
      return Ground.DOWNLINK_ONLY;
    }
    return switch (operators(outage, candidate)) {
      case YES -> isSure(outage) ? Ground.OPERATORS_PART : Ground.NOT_SURE;
      case NO -> Ground.USERS_PART;
      case UNDETERMINED -> openPart(outage, candidate);
    };
  }

  private Ground openPart(Outage outage, Candidate candidate) {
    if (statedForms().isEmpty()) {
      return Ground.PART_UNKNOWN;
    }
    boolean contradicts =
        parts(outage, candidate).stream().anyMatch(part -> !fitsStated(candidate, part));
    return contradicts ? Ground.OWNER_CONTRADICTS : Ground.PART_DIFFERS;
  }

  /** Whether the named owner of a part is as some named form of delivery says. */
  private boolean fitsStated(Candidate candidate, Part part) {
    @Nullable Owner owner =
        switch (part) {
          case GATEWAY -> gatewayOwner(candidate);
          case LINE -> lineOwner(candidate);
          case CLOUD -> null; // the operator's in every form
        };
    Set<String> stated = statedForms();
    return stated.isEmpty()
        || rule().forms().stream()
            .anyMatch(form -> stated.contains(form.id()) && fits(form, part, owner));
  }

  /** Whether somebody certainly cannot communicate. */
  private static boolean isSure(Outage outage) {
    return outage.devices().low() > 0 || outage.confirmedDevices() > 0;
  }

  /** Whether the radio is unlicensed: as said, or as every form of delivery that is named says. */
  private Truth unlicensed() {
    Technology technology = network.technology();
    if (technology != null) {
      return Truth.of(technology == Technology.UNLICENSED);
    }
    Set<String> forms = statedForms();
    if (forms.isEmpty()) {
      return Truth.UNDETERMINED;
    }
    boolean some = forms.contains(LpwaDelivery.CELLULAR);
    return some && forms.size() > 1 ? Truth.UNDETERMINED : Truth.of(!some);
  }

  /** Whether every part that may have failed is the operator's in every form that may be. */
  private Truth operators(Outage outage, Candidate candidate) {
    Truth all = null;
    for (String form : forms(candidate)) {
      for (Part part : parts(outage, candidate)) {
        Truth one =
            fitsStated(candidate, part) ? rule().operatorsPart(form, part) : Truth.UNDETERMINED;
        all = all == null ? one : all.agreeing(one);
      }
    }
    return all == null ? Truth.UNDETERMINED : all;
  }

  private LpwaRule rule() {
    return Objects.requireNonNull(rulebook.lpwa(), "a rulebook that knows LPWA");
  }

  /** A gateway's silence may be that of the line it alone uses. */
  private static List<Part> parts(Outage outage, Candidate candidate) {
    return switch (candidate.scope()) {
      case CLOUD -> List.of(Part.CLOUD);
      case BACKHAUL -> List.of(Part.LINE);
      default ->
          outage.cause() == Cause.GATEWAY_OR_LINE || outage.cause() == Cause.SILENCE
              ? List.of(Part.GATEWAY, Part.LINE)
              : List.of(Part.GATEWAY);
    };
  }

  /** The forms of delivery there may be: as stated, else all that fit what is said of owners. */
  private Set<String> forms(Candidate candidate) {
    Set<String> stated = statedForms();
    if (!stated.isEmpty()) {
      return stated;
    }
    Owner gateway = gatewayOwner(candidate);
    Owner line = lineOwner(candidate);
    var fitting = new LinkedHashSet<String>();
    for (LpwaRule.Form form : rule().forms()) {
      boolean ofRadio =
          network.technology() == null
              || (network.technology() == Technology.CELLULAR)
                  == form.id().equals(LpwaDelivery.CELLULAR);
      if (ofRadio && fits(form, Part.GATEWAY, gateway) && fits(form, Part.LINE, line)) {
        fitting.add(form.id());
      }
    }
    return fitting;
  }

  private static boolean fits(LpwaRule.Form form, Part part, @Nullable Owner owner) {
    return owner == null
        || owner == Owner.OTHER_CARRIER // relays for the operator or for the user
        || (owner == Owner.USER) == form.usersParts().contains(part);
  }

  /** The forms that the network file names, of the network and of contracts that differ. */
  private Set<String> statedForms() {
    var forms = new LinkedHashSet<String>();
    boolean allNamed = network.delivery() != null;
    for (Contract contract : network.contracts()) {
      DeliveryForm delivery = contract.delivery();
      if (delivery != null) {
        forms.add(delivery.name());
      }
    }
    if (allNamed) {
      forms.add(Objects.requireNonNull(network.delivery()).name());
    }
    return allNamed ? forms : Set.of();
  }

  private @Nullable Owner gatewayOwner(Candidate candidate) {
    return network.gateways().stream()
        .filter(gateway -> gateway.id().equals(candidate.component()))
        .map(Gateway::owner)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private @Nullable Owner lineOwner(Candidate candidate) {
    String line = candidate.component();
    for (Gateway gateway : network.gateways()) {
      if (gateway.id().equals(candidate.component())) {
        line = gateway.backhaul();
      }
    }
    for (Backhaul each : network.backhauls()) {
      if (each.id().equals(line)) {
        return each.owner();
      }
    }
    return null;
  }

  /**
   * Outages that may be one event, by the id of each: those of the same time, directly or by others
   * between, that are accidents or perhaps. A larger failure that the watch did not see as one is
   * seen as several smaller ones, and the law asks for the contracts of the event. Of an outage
   * that is no accident there is nothing.
   *
   * @param asOf the moment by which those that go on have lasted
   */
  public Map<String, List<Outage>> events(List<Outage> all, Instant asOf) {
    List<Outage> inOrder =
        all.stream()
            .filter(each -> each.withdrawn() == null && ground(each).accident() != Truth.NO)
            .sorted(Comparator.comparing(each -> each.startedAt().earliest()))
            .toList();
    var events = new HashMap<String, List<Outage>>();
    List<Outage> event = new ArrayList<>();
    Instant until = Instant.MIN;
    for (Outage each : inOrder) {
      if (each.startedAt().earliest().isAfter(until)) {
        event = new ArrayList<>();
      }
      event.add(each);
      events.put(each.id(), event);
      until = later(until, end(each, asOf));
    }
    return Map.copyOf(events);
  }

  /** The most contracts that an outage can have hit, with others that may be one event with it. */
  public static long contractsAtMost(Outage outage, List<Outage> others) {
    long most = outage.contracts().high();
    for (Outage each : others) {
      most += each.contracts().high();
    }
    return most;
  }

  private static Instant end(Outage outage, Instant asOf) {
    Instant ended = outage.endedAt();
    return ended == null ? asOf : ended;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * What the law is told of an outage alone.
   *
   * @param asOf the moment as of which it is judged
   */
  public AccidentFacts facts(Outage outage, Instant asOf) {
    return facts(outage, List.of(), duration(outage, List.of(), asOf));
  }

  /**
   * What the law is told. When it began rests on habits that were learned: of so many contracts as
   * may be serious nobody is told that it was too short before a person has confirmed it.
   *
   * @param others that may be one event with it: then more contracts were hit, and for longer
   * @param asOf the moment as of which it is judged
   */
  public AccidentFacts facts(Outage outage, List<Outage> others, Instant asOf) {
    long most = contractsAtMost(outage, others);
    Bounds lasted = duration(outage, others, asOf);
    return facts(outage, others, most >= fewest() ? Bounds.atLeast(lasted.min()) : lasted);
  }

  /** The fewest users by which any accident is serious, in any edition that is in force at all. */
  private long fewest() {
    return rulebook.editions().stream()
        .filter(Edition::inForce)
        .flatMap(edition -> edition.rows().stream())
        .flatMap(row -> row.cells().stream())
        .mapToLong(Cell::users)
        .min()
        .orElse(0);
  }

  private AccidentFacts facts(Outage outage, List<Outage> others, Bounds lasted) {
    Ground ground = ground(outage);
    Impact impact = impact(ground, outage);
    long most = contractsAtMost(outage, others);
    // Of a gateway of which nobody knows who depends on it, none says how few that are.
    boolean nobodyKnows =
        ground == Ground.FEED_BLIND || (ground.accident() != Truth.NO && most == 0);
    Bounds contracts =
        nobodyKnows ? Bounds.UNKNOWN : Bounds.between(outage.contracts().low(), most);
    var service =
        new ServiceFacts(
                service(),
                CATEGORY,
                impact,
                exclusions(ground, impact),
                Truth.NO,
                conditions(),
                impact == Impact.NONE ? Bounds.exactly(0) : contracts,
                lasted,
                outage.endedAt() == null ? outage.startedAt() : null)
            .with(delivery(outage, ground));
    var facts = service.with(new UserCount(UserCount.CONTRACTS, service.users(), null, "", null));
    return new AccidentFacts(
        outage.startedAt(), List.of(facts), true, Truth.NO, Bounds.exactly(0), caveats(impact));
  }

  private String service() {
    String named = network.service();
    return named == null ? "lpwa" : named;
  }

  private static Impact impact(Ground ground, Outage outage) {
    return switch (ground) {
      case COVERED, DEVICE, BAND -> Impact.NONE; // nothing that the network would answer for
      case OPERATORS_PART, PLANNED -> Impact.STOP;
      case USERS_PART, PART_UNKNOWN, PART_DIFFERS, OWNER_CONTRADICTS ->
          isSure(outage) ? Impact.STOP : Impact.UNKNOWN;
      case FEED_BLIND, RADIO_UNKNOWN, NOBODY_KNOWN, NOT_SURE, DOWNLINK_ONLY, SEVERAL ->
          Impact.UNKNOWN;
    };
  }

  /** Of what the watch saw; a supplementary function has no gateways. */
  private Map<String, Truth> exclusions(Ground ground, Impact impact) {
    var known = new HashMap<String, Truth>();
    if (impact == Impact.UNKNOWN) {
      return known;
    }
    for (Exclusion each : rulebook.exclusions()) {
      known.put(each.id(), Truth.of(ground == Ground.PLANNED && each.id().equals(PLANNED_WORK)));
    }
    return known;
  }

  /**
   * The conditions under which LPWA has a row of its own (report of 2018, 3.2.2(2)): the unlicensed
   * band is separable by nature, and who lists contracts manages by them.
   */
  private Map<String, Truth> conditions() {
    var known = new HashMap<String, Truth>();
    if (unlicensed() == Truth.YES) {
      known.put(SEPARABLE, Truth.YES);
    }
    if (!network.contracts().isEmpty()) {
      known.put(PER_CONTRACT, Truth.YES);
    }
    return known;
  }

  private LpwaDelivery delivery(Outage outage, Ground ground) {
    if (ground == Ground.BAND || ground == Ground.RADIO_UNKNOWN) {
      Truth band = ground == Ground.BAND ? Truth.YES : Truth.UNDETERMINED;
      return new LpwaDelivery(onlyForm(statedForms()), null, band, Truth.UNDETERMINED);
    }
    List<Candidate> candidates = candidates(outage);
    Candidate first = candidates.isEmpty() ? null : candidates.getFirst();
    boolean isOpen =
        ground == Ground.SEVERAL
            || ground == Ground.PART_UNKNOWN
            || ground == Ground.PART_DIFFERS
            || ground == Ground.OWNER_CONTRADICTS;
    if (first == null || isOpen) {
      return LpwaDelivery.of(null, null);
    }
    // All that may be agree, so that any of them tells the law the same.
    Set<String> forms = forms(first);
    return LpwaDelivery.of(
        forms.isEmpty() ? null : forms.iterator().next(), parts(outage, first).getFirst());
  }

  private static @Nullable String onlyForm(Set<String> forms) {
    return forms.size() == 1 ? forms.iterator().next() : null;
  }

  private static Bounds duration(Outage outage, List<Outage> others, Instant asOf) {
    Instant first = outage.startedAt().earliest();
    Instant last = end(outage, asOf);
    boolean goesOn = outage.endedAt() == null;
    for (Outage each : others) {
      first = earlier(first, each.startedAt().earliest());
      last = later(last, end(each, asOf));
      goesOn |= each.endedAt() == null;
    }
    long least = seconds(outage.startedAt().latest(), end(outage, asOf));
    return goesOn
        ? Bounds.atLeast(least)
        : Bounds.between(least, Math.max(least, seconds(first, last)));
  }

  private static long seconds(Instant from, Instant until) {
    return Math.max(0, Duration.between(from, until).toSeconds());
  }

  private List<Caveat> caveats(Impact impact) {
    var caveats = new ArrayList<Caveat>();
    if (impact == Impact.STOP) {
      caveats.add(new Caveat("assumed-not-excluded", service()));
    }
    return caveats;
  }
}
