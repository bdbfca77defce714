package jp.anshin.law;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jp.anshin.core.Interval;
import jp.anshin.law.Reason.Test;
import org.jspecify.annotations.Nullable;

/**
 * When each threshold of duration would be reached by what goes on. Of a proposal none is told
 * beside those of the law: it decides nothing by itself, and a caveat tells where it would.
 */
final class Projections {

  private Projections() {}

  /**
   * All of them.
   *
   * @param leftOut whether it is left out of the periodic report as a serious accident
   */
  static List<Projection> of(
      Rulebook rulebook, AccidentFacts facts, Reason serious, boolean leftOut) {
    List<ServiceFacts> services = facts.services();
    List<Projection> found = null;
    for (int i = 0; i < services.size(); i++) {
      ServiceFacts service = services.get(i);
      Interval since = service.ongoingSince();
      // The nodes of the services come first, in the order of the services.
      Reason node = serious.children().get(i);
      Reason impact = SeriousTest.testOf(node, Test.IMPACT);
      if (since != null && impact != null && impact.result() != Truth.NO) {
        found = found == null ? new ArrayList<>() : found;
        if (!AccidentLaw.nothingCounted(node)) {
          addSerious(rulebook, found, service.service(), node, since);
        }
        if (!leftOut) {
          found.add(periodic(rulebook.periodic(), service, since));
        }
      }
    }
    for (int i = services.size(); i < serious.children().size(); i++) {
      Reason node = serious.children().get(i);
      Interval since = node.test() == Test.TOGETHER ? since(services, node) : null;
      if (since != null) {
        found = found == null ? new ArrayList<>() : found;
        addSerious(rulebook, found, node.subject(), node, since);
      }
    }
    Interval down = facts.facilityOngoingSince();
    if (down != null) {
      found = found == null ? new ArrayList<>() : found;
      addFacilities(found, serious, down);
    }
    if (found == null) {
      return List.of();
    }
    found.sort(Comparator.comparing(each -> each.at().earliest()));
    return found.stream().distinct().toList();
  }

  /** Since when the first of several services is down, where any goes on. */
  private static @Nullable Interval since(List<ServiceFacts> services, Reason together) {
    List<String> ids = List.of(together.subject().split(TogetherTest.AND, -1));
    Interval first = null;
    boolean goesOn = false;
    for (ServiceFacts each : services) {
      Interval began = each.began() == null ? each.ongoingSince() : each.began();
      if (ids.contains(each.service())) {
        goesOn |= each.ongoingSince() != null;
        boolean isEarlier =
            began != null && (first == null || began.earliest().isBefore(first.earliest()));
        first = isEarlier ? began : first;
      }
    }
    return goesOn ? first : null;
  }

  private static void addSerious(
      Rulebook rulebook, List<Projection> found, String service, Reason node, Interval since) {
    boolean law = node.children().stream().anyMatch(child -> isOfLaw(child, rulebook));
    for (Reason child : node.children()) {
      if (child.test() == Test.CELL) {
        addCell(found, service, child, since);
      } else if (!law || child.test() != Test.EDITION || isOfLaw(child, rulebook)) {
        addSerious(rulebook, found, service, child, since);
      }
    }
  }

  private static void addFacilities(List<Projection> found, Reason serious, Interval since) {
    for (Reason way : serious.children()) {
      if (way.test() == Test.FACILITY && way.result() != Truth.NO) {
        Long seconds = way.children().getLast().threshold();
        if (seconds != null) {
          found.add(
              new Projection(
                  Projection.Duty.SERIOUS,
                  "",
                  way.subject(),
                  seconds / new Cell(1, 1).durationSeconds(),
                  0,
                  way.children().getFirst().result(),
                  later(since, seconds)));
        }
      }
    }
  }

  private static boolean isOfLaw(Reason node, Rulebook rulebook) {
    return node.test() == Test.EDITION && !rulebook.isProposal(node.subject());
  }

  private static void addCell(List<Projection> found, String service, Reason cell, Interval since) {
    Reason duration = cell.children().getFirst();
    Reason users = cell.children().getLast();
    Long seconds = duration.threshold();
    Long needed = users.threshold();
    if (seconds == null || needed == null || users.result() == Truth.NO) {
      return;
    }
    found.add(
        new Projection(
            Projection.Duty.SERIOUS,
            service,
            cell.subject(),
            seconds / new Cell(1, 1).durationSeconds(),
            needed,
            users.result(),
            later(since, seconds)));
  }

  private static Projection periodic(PeriodicRule rule, ServiceFacts service, Interval since) {
    return new Projection(
        Projection.Duty.PERIODIC,
        service.service(),
        "",
        rule.durationMinutes(),
        0,
        Truth.YES,
        later(since, new Cell(rule.durationMinutes(), 1).durationSeconds()));
  }

  private static Interval later(Interval since, long seconds) {
    Instant earliest = since.earliest().plusSeconds(seconds);
    return new Interval(earliest, since.latest().plusSeconds(seconds));
  }
}
