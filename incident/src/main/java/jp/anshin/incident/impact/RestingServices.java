package jp.anshin.incident.impact;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jp.anshin.law.Impact;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;

/**
 * Which services use what a failed one runs on: their users may be affected too, and each is judged
 * on its own.
 *
 * @param operator who we are on that day, and which service rests on which
 * @param answered what is said of the services
 */
public record RestingServices(Operator operator, List<ServiceImpact> answered) {

  private static final Set<Impact> FAILED =
      Set.of(Impact.STOP, Impact.DEGRADATION, Impact.HARD_TO_CONNECT);

  public RestingServices {
    answered = List.copyOf(answered);
  }

  /** The failed services on which that one rests, directly or through others. */
  public List<Service> failedUnder(String service) {
    var failed = new TreeSet<String>();
    for (ServiceImpact each : answered) {
      if (FAILED.contains(each.kind())) {
        failed.add(each.service());
      }
    }
    return operator.services().stream()
        .filter(each -> failed.contains(each.id()))
        .filter(each -> operator.restingOn(each.id()).contains(service))
        .toList();
  }
}
