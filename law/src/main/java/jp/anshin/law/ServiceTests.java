package jp.anshin.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jp.anshin.law.Reading.Extent;
import jp.anshin.law.Reason.Test;
import org.jspecify.annotations.Nullable;

/**
 * What is tested of a service both for a serious accident and for the periodic report; prepared
 * once for a rulebook.
 */
final class ServiceTests {

  private final Rulebook rulebook;
  private final ImpactTest impact;
  private final @Nullable LpwaRule lpwa;

  /** Each exclusion's node by what is known: it is the same for every service. */
  private final List<Map<Truth, Reason>> notExcluded;

  /** Categories of which all under the failed equipment are counted. */
  private final List<String> countedWhole;

  ServiceTests(Rulebook rulebook) {
    this.rulebook = rulebook;
    this.impact = new ImpactTest(rulebook.categories(), rulebook.impactRules());
    this.lpwa = rulebook.lpwa();
    var nodes = new ArrayList<Map<Truth, Reason>>();
    rulebook.exclusions().forEach(exclusion -> nodes.add(nodes(exclusion)));
    this.notExcluded = List.copyOf(nodes);
    this.countedWhole =
        rulebook.countMethods().stream()
            .filter(method -> method.id().equals(UserCount.EMERGENCY_VOICE_ALL))
            .flatMap(method -> method.categories().stream())
            .toList();
  }

  /** An exclusion that was not compared with the text never turns a yes into a no. */
  private static Map<Truth, Reason> nodes(Exclusion exclusion) {
    var nodes = new EnumMap<Truth, Reason>(Truth.class);
    for (Truth holds : Truth.values()) {
      Truth not = holds.not();
      boolean certain = exclusion.citation().verified() || not == Truth.YES;
      nodes.put(
          holds,
          Reason.fact(
              Test.NOT_EXCLUDED,
              exclusion.id(),
              certain ? not : Truth.UNDETERMINED,
              exclusion.citation()));
    }
    return nodes;
  }

  /** Impact, the failed part of LPWA, and what excludes it. */
  List<Reason> of(ServiceFacts facts, LocalDate first) {
    List<Exclusion> exclusions = rulebook.exclusions();
    Reason part = ownPart(facts);
    int before = part == null ? 1 : 2;
    var tests = new Reason[before + exclusions.size()];
    tests[0] = impact.of(facts, first);
    if (part != null) {
      tests[1] = part;
    }
    for (int i = 0; i < exclusions.size(); i++) {
      Reason node = notExcluded.get(i).get(facts.excludedBy(exclusions.get(i)));
      if (node == null) {
        throw new IllegalStateException("an exclusion without node");
      }
      tests[before + i] = node;
    }
    return List.of(tests);
  }

  private @Nullable Reason ownPart(ServiceFacts facts) {
    LpwaDelivery delivery = facts.lpwa();
    return lpwa != null && delivery != null && lpwa.category().equals(facts.category())
        ? lpwa.of(facts.service(), delivery)
        : null;
  }

  /** Whether the table applies: nothing says that its users are hard to count. */
  boolean countable(ServiceFacts facts) {
    UserCount count = facts.counted();
    return facts.usersHardToCount() == Truth.NO && (count == null || !count.isByNotice());
  }

  /** For users hard to count other criteria apply, and they are not known. */
  Reason countableTest(ServiceFacts facts, boolean countable) {
    return Reason.fact(
        Test.COUNTABLE,
        facts.service(),
        countable ? Truth.YES : Truth.UNDETERMINED,
        rulebook.hardToCount());
  }

  /** How many users for how long, when there is one reading. */
  List<Extent> extents(ServiceFacts facts) {
    return List.of(new Extent(users(facts, facts.users()), facts.durationSeconds()));
  }

  /**
   * The readings a service is judged by, with the users that count by each; empty where there is
   * one alone. Where operators of LPWA were counted there are two of each: the words of the enacted
   * row, by which these are only a lower bound, and the report of 2018.
   */
  List<Reading> readings(ServiceFacts facts) {
    List<Reading> given = facts.readings();
    boolean ofLpwa =
        countsOperators(facts) && lpwa != null && lpwa.category().equals(facts.category());
    if (!ofLpwa && (given.isEmpty() || !isCountedInPart(facts))) {
      return given;
    }
    var readings = new ArrayList<Reading>();
    for (Reading each : given) {
      if (ofLpwa) {
        String and = each.name() + Reading.AND;
        readings.add(new Reading(and + Reading.USERS_OF_OPERATORS, atLeast(each.extents())));
        readings.add(new Reading(and + Reading.OPERATORS_AS_USERS, each.extents()));
      } else {
        readings.add(new Reading(each.name(), atLeast(each.extents())));
      }
    }
    if (given.isEmpty()) {
      Bounds seconds = facts.durationSeconds();
      readings.add(new Reading(Reading.USERS_OF_OPERATORS, extents(facts)));
      readings.add(Reading.of(Reading.OPERATORS_AS_USERS, facts.users(), seconds));
    }
    return readings;
  }

  private static List<Extent> atLeast(List<Extent> extents) {
    var least = new ArrayList<Extent>();
    for (Extent extent : extents) {
      least.add(new Extent(Bounds.atLeast(extent.users().min()), extent.durationSeconds()));
    }
    return least;
  }

  private Bounds users(ServiceFacts facts, Bounds users) {
    return isCountedInPart(facts) ? Bounds.atLeast(users.min()) : users;
  }

  /** Whether more users count than were counted. */
  private boolean isCountedInPart(ServiceFacts facts) {
    return countsOperators(facts) || countsPartOfVoice(facts);
  }

  /** Whether operators were counted in the place of their users. */
  boolean countsOperators(ServiceFacts facts) {
    UserCount count = facts.counted();
    return count != null && count.isOfOperators();
  }

  /** Whether not all under the failed equipment were counted of the voice of which they count. */
  boolean countsPartOfVoice(ServiceFacts facts) {
    UserCount count = facts.counted();
    String category = facts.category();
    return count != null
        && category != null
        && countedWhole.contains(category)
        && !count.method().equals(UserCount.EMERGENCY_VOICE_ALL);
  }

  /**
   * Whether somebody stated how many users of a service were affected without saying how they were
   * counted, where all under the failed equipment count, or may. An upper bound of what goes on,
   * and of what nobody has spoken of, is that of the service: nobody counted it.
   */
  boolean takesAsAllOfVoice(ServiceFacts facts) {
    Long most = facts.users().max();
    String category = facts.category();
    if (facts.counted() != null
        || most == null
        || !(category == null ? !countedWhole.isEmpty() : countedWhole.contains(category))) {
      return false;
    }
    boolean bySomebody = facts.impact() != Impact.UNKNOWN || facts.users().min() > 0;
    return bySomebody && (facts.ongoingSince() == null || facts.users().min() == most);
  }

  /** Whether figures were stated for what affected nobody. */
  static boolean hasFiguresWithoutImpact(ServiceFacts facts) {
    return facts.impact() == Impact.NONE
        && (isSome(facts.users()) || isSome(facts.durationSeconds()));
  }

  private static boolean isSome(Bounds stated) {
    Long most = stated.max();
    return most == null ? stated.min() > 0 : most > 0;
  }

  /** Whether what users met was not counted yet on that day. */
  boolean notYetCounted(ServiceFacts facts, LocalDate first) {
    ImpactRule rule = impact.rule(facts, first);
    LocalDate from = rule == null ? null : rule.validFrom();
    return from != null && first.isBefore(from);
  }

  /** Whether nobody has said of an LPWA service what failed. */
  boolean assumesOwnPart(ServiceFacts facts) {
    return lpwa != null && facts.lpwa() == null && lpwa.category().equals(facts.category());
  }
}
