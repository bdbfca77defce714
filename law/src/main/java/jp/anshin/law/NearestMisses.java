package jp.anshin.law;

import java.util.List;
import jp.anshin.law.Reason.Test;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pair of thresholds that came nearest. Nearest is the least sum of the missing shares of
 * duration and of users, each counted from its upper bound; of equals the first.
 */
final class NearestMisses {

  private static final long SECONDS_PER_MINUTE = new Cell(1, 1).durationSeconds();

  private final Reason serious;
  private final List<String> deciding;
  private double least = Double.POSITIVE_INFINITY;
  private @Nullable Reason service;
  private @Nullable Reason row;
  private @Nullable Reason cell;

  private NearestMisses(Reason serious, List<String> deciding) {
    this.serious = serious;
    this.deciding = deciding;
  }

  /**
   * The nearest, or null when it is serious, reaches thresholds, or nothing counts.
   *
   * @param deciding ids of the editions that decide: of a proposal beside them nothing is missed
   */
  static @Nullable NearestMiss nearest(Reason serious, List<String> deciding) {
    return serious.result() == Truth.YES ? null : new NearestMisses(serious, deciding).find();
  }

  private @Nullable NearestMiss find() {
    List<Reason> ways = serious.children();
    for (int i = 0; i < ways.size(); i++) {
      Reason way = ways.get(i);
      if (way.test() == Test.SERVICE && !AccidentLaw.nothingCounted(way) && !isReached(way)) {
        look(way, way);
      } else if (way.test() == Test.TOGETHER) {
        look(way, way);
      } else if (way.test() == Test.FACILITY && isDown(way)) {
        offer(missingShare(way.children().getLast()), way, way, way);
      }
    }
    if (service == null || row == null || cell == null) {
      return null;
    }
    Citation citation = row.citation();
    if (citation == null) {
      return null;
    }
    return row.test() == Test.FACILITY
        ? facilityMiss(row, citation)
        : miss(service.subject(), row.subject(), cell, citation);
  }

  /** Of a facility of which nobody says that it failed no duration is short. */
  private static boolean isDown(Reason facility) {
    return facility.children().getFirst().result() == Truth.YES;
  }

  private void offer(double distance, Reason ofService, Reason ofRow, Reason ofCell) {
    if (distance < least) {
      least = distance;
      service = ofService;
      row = ofRow;
      cell = ofCell;
    }
  }

  /** Where only something else is open, no other pair of thresholds is room that is left. */
  private static boolean isReached(Reason ofService) {
    Reason table = SeriousTest.testOf(ofService, Test.TABLE);
    return table != null && table.result() == Truth.YES;
  }

  private void look(Reason ofService, Reason node) {
    List<Reason> children = node.children();
    for (int i = 0; i < children.size(); i++) {
      Reason child = children.get(i);
      if (child.test() == Test.EDITION && !deciding.contains(child.subject())) {
        continue;
      }
      if (node.test() == Test.ROW && child.result() != Truth.YES) {
        offer(distance(child), ofService, node, child);
      } else if (!child.children().isEmpty()) {
        look(ofService, child);
      }
    }
  }

  private static NearestMiss miss(String service, String row, Reason cell, Citation citation) {
    Reason duration = cell.children().getFirst();
    Reason users = cell.children().getLast();
    return new NearestMiss(
        service,
        row,
        new Cell(threshold(duration) / SECONDS_PER_MINUTE, threshold(users)),
        missing(duration),
        missing(users),
        citation);
  }

  /** By duration alone: one user is enough. */
  private static NearestMiss facilityMiss(Reason facility, Citation citation) {
    Reason duration = facility.children().getLast();
    return new NearestMiss(
        "",
        facility.subject(),
        new Cell(threshold(duration) / SECONDS_PER_MINUTE, 1),
        missing(duration),
        Bounds.exactly(0),
        citation);
  }

  private static Bounds missing(Reason measured) {
    Bounds value = measured.value() == null ? Bounds.UNKNOWN : measured.value();
    return Bounds.between(leastMissing(measured), Math.max(0, threshold(measured) - value.min()));
  }

  private static long leastMissing(Reason measured) {
    Bounds value = measured.value();
    Long max = value == null ? null : value.max();
    return max == null ? 0 : Math.max(0, threshold(measured) - max);
  }

  private static long threshold(Reason measured) {
    Long threshold = measured.threshold();
    if (threshold == null) {
      throw new IllegalStateException("a measure without threshold: " + measured);
    }
    return threshold;
  }

  private static double distance(Reason cell) {
    return missingShare(cell.children().getFirst()) + missingShare(cell.children().getLast());
  }

  private static double missingShare(Reason measured) {
    return (double) leastMissing(measured) / threshold(measured);
  }
}
