package jp.anshin.law;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import jp.anshin.core.Interval;
import jp.anshin.law.Reading.Extent;
import jp.anshin.law.Reason.Test;
import jp.anshin.law.Tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Judges the services of one 役務区分 together: duration and users of the table are those of a 区分
 * (規則58条), however many services an operator sells in it. Whether users of two of them are the same
 * people nobody knows unless it is stated, so that their number lies between the most of one and
 * the sum of all. That those of a service that was restored first leave, or count to the end, is
 * left open by the law as it is within a service ({@link Reading}).
 */
final class TogetherTest {

  /** Between the ids of services in the subject of a node; no id has one. */
  static final String AND = " ";

  private final Rulebook rulebook;
  private final ServiceTests services;

  TogetherTest(Rulebook rulebook, ServiceTests services) {
    this.rulebook = rulebook;
    this.services = services;
  }

  /**
   * One service among others.
   *
   * @param facts in each category in which it may count; in its own where that is known
   * @param certain whether what its users met counts for certain
   */
  private record Part(List<ServiceFacts> facts, boolean certain) {
    ServiceFacts any() {
      return facts.getFirst();
    }
  }

  /**
   * A service that may be of a row.
   *
   * @param certain whether it is of that row for certain, and counts
   * @param users by any of its readings
   * @param seconds by any of its readings
   */
  private record Member(ServiceFacts facts, boolean certain, Bounds users, Bounds seconds) {}

  /**
   * For each set of services that may be of one row whether they are serious together; none where
   * no two may be of one row and count.
   *
   * @param nodes of the services, in their order
   */
  List<Reason> serious(
      AccidentFacts facts,
      LocalDate first,
      List<Reason> nodes,
      List<Table> tables,
      boolean everyDayHasATable) {
    List<Part> parts = parts(facts, first, nodes);
    var found = new ArrayList<Reason>();
    for (List<Part> set : sets(parts, tables)) {
      var readings = new ArrayList<Reason>();
      for (String reading : readings(set)) {
        var editions = new ArrayList<Reason>();
        for (Table table : tables) {
          editions.add(edition(table, parts, set, reading));
        }
        readings.add(
            new Reason(
                Test.READING, reading, null, null, Reason.agreement(editions), null, editions));
      }
      Truth agreed = everyDayHasATable ? Reason.agreement(readings) : Truth.UNDETERMINED;
      found.add(new Reason(Test.TOGETHER, subject(set), null, null, agreed, null, readings));
    }
    return found;
  }

  /**
   * For each such set whether they reach the thresholds of the periodic report together. Without a
   * table for the day all may be of one row.
   */
  List<Reason> periodic(
      AccidentFacts facts, LocalDate first, List<Reason> nodes, List<Table> tables) {
    List<Part> parts = parts(facts, first, nodes);
    List<List<Part>> sets =
        !tables.isEmpty()
            ? sets(parts, tables)
            : parts.size() > 1 ? List.of(parts) : List.<List<Part>>of();
    return sets.stream().map(set -> periodic(set, parts, tables)).toList();
  }

  private Reason periodic(List<Part> set, List<Part> parts, List<Table> tables) {
    PeriodicRule rule = rulebook.periodic();
    long seconds = new Cell(rule.durationMinutes(), 1).durationSeconds();
    List<List<Member>> groups =
        tables.isEmpty()
            ? List.of(set.stream().map(each -> member(each, each.facts(), false)).toList())
            : tables.stream()
                .flatMap(
                    table -> table.edition.rows().stream().map(row -> group(parts, table, row)))
                .filter(group -> isOf(group, set))
                .distinct()
                .toList();
    var readings = new ArrayList<Reason>();
    for (String reading : readings(set)) {
      var measures = new ArrayList<Reason>();
      for (List<Member> group : groups) {
        for (Extent extent : extents(group, reading)) {
          measures.add(Reason.measured(Test.USERS, extent.users(), rule.users()));
          measures.add(Reason.measured(Test.DURATION, extent.durationSeconds(), seconds));
        }
      }
      readings.add(Reason.anyOf(Test.READING, reading, null, measures));
    }
    return new Reason(
        Test.TOGETHER,
        subject(set),
        null,
        null,
        Reason.agreement(readings),
        rule.citation(),
        readings);
  }

  private static String subject(List<Part> parts) {
    return parts.stream().map(each -> each.any().service()).collect(Collectors.joining(AND));
  }

  /** Those of which it is not certain that they do not count. */
  private List<Part> parts(AccidentFacts facts, LocalDate first, List<Reason> nodes) {
    var parts = new ArrayList<Part>();
    for (int i = 0; i < facts.services().size(); i++) {
      ServiceFacts service = facts.services().get(i);
      if (service.category() != null) {
        Truth counts = counts(nodes.get(i).children());
        if (counts != Truth.NO) {
          parts.add(new Part(List.of(service), counts == Truth.YES));
        }
      } else {
        List<ServiceFacts> counted = inEachCategory(service, first);
        if (!counted.isEmpty()) {
          parts.add(new Part(counted, false));
        }
      }
    }
    return parts;
  }

  private static Truth counts(List<Reason> tests) {
    Truth all = Truth.YES;
    for (Reason test : tests) {
      all = test.test() == Test.TABLE ? all : all.and(test.result());
    }
    return all;
  }

  private List<ServiceFacts> inEachCategory(ServiceFacts service, LocalDate first) {
    return rulebook.categories().stream()
        .filter(each -> !each.unasked())
        .map(each -> service.in(each.code()))
        .filter(each -> counts(services.of(each, first)) != Truth.NO)
        .toList();
  }

  private Member member(Part part, List<ServiceFacts> facts, boolean isOfRow) {
    var extents = new ArrayList<Extent>();
    for (ServiceFacts each : facts) {
      List<Reading> readings = services.readings(each);
      readings.forEach(reading -> extents.addAll(reading.extents()));
      extents.addAll(readings.isEmpty() ? services.extents(each) : List.of());
    }
    return new Member(
        part.any(),
        part.certain() && isOfRow,
        around(extents.stream().map(Extent::users).toList()),
        around(extents.stream().map(Extent::durationSeconds).toList()));
  }

  private static Bounds around(List<Bounds> several) {
    Bounds all = several.getFirst();
    for (Bounds each : several) {
      Long most = all.max();
      Long max = each.max();
      all =
          new Bounds(
              Math.min(all.min(), each.min()),
              most == null || max == null ? null : Long.valueOf(Math.max(most, max)));
    }
    return all;
  }

  private static List<String> readings(List<Part> parts) {
    List<String> chosen =
        parts.stream()
            .map(each -> each.any().together())
            .filter(Objects::nonNull)
            .map(Together::reading)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return chosen.size() == 1 ? chosen : List.of(Reading.CUMULATIVE_USERS, Reading.RESTORED_LEAVE);
  }

  /** The sets of two or more services that may be of one row. */
  private List<List<Part>> sets(List<Part> parts, List<Table> tables) {
    var sets = new ArrayList<List<Part>>();
    for (Table table : tables) {
      for (Row row : table.edition.rows()) {
        List<Member> group = group(parts, table, row);
        List<Part> set = parts.stream().filter(each -> holds(group, each)).toList();
        if (set.size() > 1 && !sets.contains(set)) {
          sets.add(set);
        }
      }
    }
    return sets;
  }

  private static boolean holds(List<Member> group, Part part) {
    return group.stream().anyMatch(each -> each.facts().service().equals(part.any().service()));
  }

  private static boolean isOf(List<Member> group, List<Part> set) {
    return group.size() == set.size() && set.stream().allMatch(each -> holds(group, each));
  }

  /** The services that may be of that row. */
  private List<Member> group(List<Part> parts, Table table, Row row) {
    var group = new ArrayList<Member>();
    for (Part each : parts) {
      List<ServiceFacts> ofRow =
          each.facts().stream().filter(one -> table.rows(one).rows().contains(row)).toList();
      if (!ofRow.isEmpty()) {
        group.add(member(each, ofRow, table.rows(ofRow.getFirst()).rows().size() == 1));
      }
    }
    return group;
  }

  private Reason edition(Table table, List<Part> parts, List<Part> set, String reading) {
    var rows = new ArrayList<Reason>();
    for (Row row : table.edition.rows()) {
      List<Member> group = group(parts, table, row);
      if (isOf(group, set)) {
        rows.add(SeriousTest.row(row, extents(group, reading)));
      }
    }
    return Reason.anyOf(Test.EDITION, table.edition.id(), table.citation, rows);
  }

  private static List<Extent> extents(List<Member> group, String reading) {
    Bounds users = users(group);
    if (reading.equals(Reading.CUMULATIVE_USERS)) {
      return List.of(new Extent(users, seconds(group)));
    }
    return group.stream().map(part -> lastingAs(part, group, users)).toList();
  }

  /** How many users lasted at least as long as those of one service did. */
  private static Extent lastingAs(Member part, List<Member> group, Bounds all) {
    long shorterAtMost = 0;
    Long longerAtMost = 0L;
    for (Member each : group) {
      Long most = each.users().max();
      boolean isCertain = each.certain() && each.seconds().min() >= part.seconds().min();
      if (!isCertain) {
        shorterAtMost = most == null ? Long.MAX_VALUE : added(shorterAtMost, most);
      }
      Long longest = each.seconds().max();
      if (longest == null || longest >= part.seconds().min()) {
        longerAtMost = sum(longerAtMost, most);
      }
    }
    long own = part.certain() ? part.users().min() : 0;
    long least = Math.max(own, all.min() - shorterAtMost);
    return new Extent(new Bounds(least, least(longerAtMost, all.max(), least)), part.seconds());
  }

  /** Different users of all: as was stated, where that can be. */
  private static Bounds users(List<Member> group) {
    long least = 0;
    Long sum = 0L;
    Long statedMost = null;
    for (Member each : group) {
      least = Math.max(least, each.certain() ? each.users().min() : 0);
      sum = sum(sum, each.users().max());
    }
    long ofOne = least;
    for (Member each : group) {
      Together stated = each.facts().together();
      if (stated != null) {
        least = Math.max(least, stated.users().min());
        Long most = stated.users().max();
        // No fewer than one service alone has: such a number is not believed.
        if (most != null && most >= ofOne) {
          statedMost = statedMost == null ? most : Long.valueOf(Math.max(statedMost, most));
        }
      }
    }
    return new Bounds(least, least(sum, statedMost, least));
  }

  /**
   * For how long any was down: where it is known when each began, times that overlap count once.
   */
  private static Bounds seconds(List<Member> group) {
    long least = 0;
    Long sum = 0L;
    for (Member each : group) {
      least = Math.max(least, each.certain() ? each.seconds().min() : 0);
      sum = sum(sum, each.seconds().max());
    }
    if (sum == null) {
      return Bounds.atLeast(least);
    }
    Long known = overlapping(group);
    if (known != null) {
      return Bounds.exactly(known);
    }
    Long hull = hull(group);
    return new Bounds(least, least(sum, hull, least));
  }

  /** From the first beginning to the last end, or null where a beginning is not known. */
  private static @Nullable Long hull(List<Member> group) {
    Instant first = null;
    Instant last = null;
    for (Member each : group) {
      Interval began = each.facts().began();
      Long lasted = each.seconds().max();
      if (began == null || lasted == null) {
        return null;
      }
      Instant end = began.latest().plusSeconds(lasted);
      first = first == null || began.earliest().isBefore(first) ? began.earliest() : first;
      last = last == null || end.isAfter(last) ? end : last;
    }
    return first == null || last == null ? null : Long.valueOf(secondsBetween(first, last));
  }

  /** Seconds in which at least one was down, where all times are known exactly; else null. */
  private static @Nullable Long overlapping(List<Member> group) {
    var spans = new ArrayList<Interval>();
    for (Member each : group) {
      Interval began = each.facts().began();
      if (began == null || !began.isExact() || !each.seconds().isExact() || !each.certain()) {
        return null;
      }
      spans.add(new Interval(began.earliest(), began.earliest().plusSeconds(each.seconds().min())));
    }
    spans.sort(Comparator.comparing(Interval::earliest));
    long seconds = 0;
    Instant until = spans.getFirst().earliest();
    for (Interval span : spans) {
      Instant from = span.earliest().isBefore(until) ? until : span.earliest();
      if (span.latest().isAfter(from)) {
        seconds += secondsBetween(from, span.latest());
        until = span.latest();
      }
    }
    return seconds;
  }

  private static long secondsBetween(Instant first, Instant last) {
    return last.getEpochSecond() - first.getEpochSecond();
  }

  private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    return one == null || other == null ? null : Long.valueOf(added(one, other));
  }

  private static long added(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** The least of two upper bounds, none of which need be known, and not below a lower one. */
  private static @Nullable Long least(@Nullable Long one, @Nullable Long other, long atLeast) {
    if (one == null && other == null) {
      return null;
    }
    long smaller =
        Math.min(one == null ? Long.MAX_VALUE : one, other == null ? Long.MAX_VALUE : other);
    return Math.max(smaller, atLeast);
  }
}
