package jp.anshin.law;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which services rest on which others: when the equipment of one fails, users of those that rest on
 * it may be affected too, and each is judged on its own.
 *
 * @param restsOn by id of a service, the ids of those whose equipment it uses
 */
public record Dependencies(Map<String, Set<String>> restsOn) {

  public Dependencies {
    var copy = new HashMap<String, Set<String>>();
    restsOn.forEach((service, used) -> copy.put(service, Set.copyOf(used)));
    restsOn = Map.copyOf(copy);
  }

  /** The services whose users may be affected when that one fails, itself not among them. */
  public SortedSet<String> restingOn(String failed) {
    var found = new TreeSet<String>();
    var next = new ArrayDeque<String>();
    next.add(failed);
    while (!next.isEmpty()) {
      String at = next.remove();
      restsOn.forEach((service, used) -> {
        if (used.contains(at) && found.add(service)) {
          next.add(service);
        }
      });
    }
    found.remove(failed);
    return found;
  }

  /**
   * How many users of a service that rests on a failed one are affected while nobody has counted
   * them: from none, for duplication may have saved them all, to all it has.
   *
   * @param users all users of the service, or unknown
   */
  public static Bounds uncounted(Bounds users) {
    return new Bounds(0, users.max());
  }
}
