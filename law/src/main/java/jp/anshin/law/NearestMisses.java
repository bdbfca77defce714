package jp.anshin.law;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import jp.anshin.law.AccidentLaw.TestedRow;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pair of thresholds that came nearest. Nearest is the least sum of the missing shares of
 * duration and of users, each counted from its upper bound.
 */
final class NearestMisses {

  private NearestMisses() {}

  static Optional<NearestMiss> nearest(Reason serious) {
    if (serious.result() == Truth.YES) {
      return Optional.empty();
    }
    return AccidentLaw.testedRows(serious).stream()
        .filter(tested -> !tested.nothingCounted())
        .flatMap(NearestMisses::missesOf)
        .min(Comparator.comparingDouble(NearestMisses::distance));
  }

  private static Stream<NearestMiss> missesOf(TestedRow tested) {
    @Nullable Citation citation = tested.row().citation();
    if (citation == null) {
      return Stream.empty();
    }
    return tested.row().children().stream()
        .filter(cell -> cell.result() != Truth.YES)
        .map(cell -> miss(tested.service().subject(), tested.row().subject(), cell, citation));
  }

  private static NearestMiss miss(String service, String row, Reason cell, Citation citation) {
    Reason duration = cell.children().getFirst();
    Reason users = cell.children().getLast();
    long seconds = threshold(duration);
    return new NearestMiss(
        service,
        row,
        new Cell(seconds / new Cell(1, 1).durationSeconds(), threshold(users)),
        missing(duration),
        missing(users),
        citation);
  }

  private static Bounds missing(Reason measured) {
    Bounds value = measured.value() == null ? Bounds.UNKNOWN : measured.value();
    long threshold = threshold(measured);
    Long max = value.max();
    long least = max == null ? 0 : Math.max(0, threshold - max);
    return Bounds.between(least, Math.max(0, threshold - value.min()));
  }

  private static long threshold(Reason measured) {
    Long threshold = measured.threshold();
    if (threshold == null) {
      throw new IllegalStateException("a measure without threshold: " + measured);
    }
    return threshold;
  }

  private static double distance(NearestMiss miss) {
    return (double) miss.secondsShort().min() / miss.cell().durationSeconds()
        + (double) miss.usersShort().min() / miss.cell().users();
  }
}
