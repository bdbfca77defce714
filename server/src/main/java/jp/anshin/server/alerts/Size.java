package jp.anshin.server.alerts;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.anshin.core.Detection;
import jp.anshin.incident.Incident;

/**
 * How big something is, as far as that is a reason to call people again.
 *
 * @param kinds what it is, in the words of sensors
 * @param routes of its largest detection; 0 where there are none
 * @param places how many neighbours, blocks or other things it is about
 * @param serious whether it certainly is a serious accident
 */
public record Size(SortedSet<String> kinds, long routes, int places, boolean serious) {

  /** Tenfold is another event. */
  private static final int GROWN = 10;

  /** Of what nobody measures. */
  static final Size NONE = new Size(new TreeSet<>(), 0, 0, false);

  /** How it is worse than what people know. */
  public enum Worse {
    /** It is something else, or something more. */
    KIND,
    /** It is a serious accident now. */
    SERIOUS,
    /** It has ten times the routes, or twice the neighbours. */
    GROWN
  }

  static Size of(Incident incident, boolean serious) {
    var kinds = new TreeSet<String>();
    incident.detections().forEach(each -> kinds.addAll(each.kinds()));
    long routes =
        incident.detections().stream().mapToLong(each -> each.count("routeCount")).max().orElse(0);
    long places = incident.detections().stream().map(Detection::subject).distinct().count();
    return new Size(kinds, routes, (int) places, serious);
  }

  /** The worst way in which this is worse than what was told, if it is. */
  Optional<Worse> worseThan(Size told) {
    if (!told.kinds.containsAll(kinds)) {
      return Optional.of(Worse.KIND);
    }
    if (serious && !told.serious) {
      return Optional.of(Worse.SERIOUS);
    }
    boolean tenfold = told.routes > 0 && routes / GROWN >= told.routes;
    boolean twice = told.places > 0 && places / 2 >= told.places;
    return tenfold || twice ? Optional.of(Worse.GROWN) : Optional.empty();
  }

  /** Both together: what people know who were told of either. */
  Size with(Size other) {
    var both = new TreeSet<>(kinds);
    both.addAll(other.kinds);
    return new Size(
        both,
        Math.max(routes, other.routes),
        Math.max(places, other.places),
        serious || other.serious);
  }
}
