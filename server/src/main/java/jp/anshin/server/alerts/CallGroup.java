package jp.anshin.server.alerts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jp.anshin.incident.IncidentId;
import jp.anshin.server.alerts.Calls.Worded;
import jp.anshin.server.identity.Role;

/**
 * What is shown as one: the calls of one incident, or those of one kind that are about none.
 *
 * @param key stable name, fit for the id of an element
 * @param calls at least one, in the order in which they are shown
 */
public record CallGroup(String key, List<Worded> calls) {

  public CallGroup {
    calls = List.copyOf(calls);
  }

  /**
   * The groups of these calls, each once, in the order of its first call. A call that others were
   * merged into is with the incident it tells of now.
   */
  public static List<CallGroup> of(List<Worded> calls) {
    return calls.stream()
        .collect(Collectors.groupingBy(CallGroup::key, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(each -> new CallGroup(each.getKey(), each.getValue()))
        .toList();
  }

  private static String key(Worded worded) {
    IncidentId incident = worded.call().incident();
    return incident == null ? worded.call().kind().name() : incident.value();
  }

  /** Whether nobody has taken the first of them. */
  public boolean isOpen() {
    return first().call().isOpen();
  }

  /** What is shown of it. */
  public Worded first() {
    return calls.getFirst();
  }

  /**
   * Ids of those that somebody with these roles can take at one press; none where that is but one,
   * which has a button of its own among the first so many.
   */
  public List<String> toTake(Set<Role> roles, int shown) {
    List<String> all =
        calls.stream()
            .map(Worded::call)
            .filter(call -> call.isOpen() && call.kind().mayBeTakenBy(roles))
            .map(Call::id)
            .toList();
    boolean isInSight =
        all.size() == 1
            && calls.stream()
                .limit(shown)
                .anyMatch(each -> each.call().id().equals(all.getFirst()));
    return isInSight ? List.of() : all;
  }
}
