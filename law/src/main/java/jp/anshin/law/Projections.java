package jp.anshin.law;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jp.anshin.core.Interval;
import jp.anshin.law.AccidentLaw.TestedRow;
import org.jspecify.annotations.Nullable;

/** When each threshold of duration would be reached by what goes on. */
final class Projections {

  private Projections() {}

  static List<Projection> of(Rulebook rulebook, AccidentFacts facts, Reason serious) {
    var found = new ArrayList<Projection>();
    List<TestedRow> rows = AccidentLaw.testedRows(serious);
    for (ServiceFacts service : facts.services()) {
      @Nullable Interval since = service.ongoingSince();
      if (since != null && service.accident() != Truth.NO) {
        rows.stream()
            .filter(tested -> tested.service().subject().equals(service.service()))
            .filter(tested -> !tested.nothingCounted())
            .flatMap(tested -> tested.row().children().stream())
            .forEach(cell -> addSerious(found, service.service(), cell, since));
        found.add(periodic(rulebook.periodic(), service, since));
      }
    }
    found.sort(Comparator.comparing(each -> each.at().earliest()));
    return found.stream().distinct().toList();
  }

  private static void addSerious(
      List<Projection> found, String service, Reason cell, Interval since) {
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
