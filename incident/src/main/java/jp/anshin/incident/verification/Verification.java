package jp.anshin.incident.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.verification.VerificationEvent.LessonsWritten;
import jp.anshin.incident.verification.VerificationEvent.MeasureDone;
import jp.anshin.incident.verification.VerificationEvent.MeasureReopened;
import jp.anshin.incident.verification.VerificationEvent.MeasureSet;
import org.jspecify.annotations.Nullable;

/**
 * The verification of an accident as its events have made it (report of 2018, chapter 1: lessons
 * are drawn and passed on).
 *
 * @param incident which
 * @param lessons what was learnt, in people's words; empty while nobody has written any
 * @param measures by number
 * @param events what happened, first first
 */
public record Verification(
    IncidentId incident, String lessons, List<Measure> measures, List<VerificationEvent> events) {

  public Verification {
    measures = List.copyOf(measures);
    events = List.copyOf(events);
  }

  /** Nothing has been written yet. */
  public static Verification none(IncidentId incident) {
    return new Verification(incident, "", List.of(), List.of());
  }

  /** How many things have happened to it: what a reader says they saw. */
  public int revision() {
    return events.size();
  }

  /** The measure of that number. */
  public Optional<Measure> measure(int number) {
    return measures.stream().filter(each -> each.number() == number).findFirst();
  }

  /** Number of the next measure. */
  public int nextNumber() {
    return measures.size() + 1;
  }

  /** Measures that are not done. */
  public List<Measure> open() {
    return measures.stream().filter(each -> each.done() == null).toList();
  }

  /** What it is after that event. An event about a measure that is not there changes nothing. */
  public Verification after(VerificationEvent event) {
    var all = new ArrayList<>(events);
    all.add(event);
    return switch (event) {
      case LessonsWritten written -> new Verification(incident, written.words(), measures, all);
      case MeasureSet set -> new Verification(incident, lessons, with(set.measure()), all);
      case MeasureDone done ->
          new Verification(
              incident,
              lessons,
              replaced(done.number(), new Measure.Done(done.at(), done.by(), done.effect())),
              all);
      case MeasureReopened again ->
          new Verification(incident, lessons, replaced(again.number(), null), all);
    };
  }

  private List<Measure> with(Measure measure) {
    if (measure(measure.number()).isEmpty()) {
      var more = new ArrayList<>(measures);
      more.add(measure);
      return more;
    }
    return measures.stream()
        .map(each -> each.number() == measure.number() ? measure : each)
        .toList();
  }

  private List<Measure> replaced(int number, Measure.@Nullable Done done) {
    return measures.stream().map(each -> each.number() == number ? each.with(done) : each).toList();
  }
}
