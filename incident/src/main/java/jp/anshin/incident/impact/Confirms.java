package jp.anshin.incident.impact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of an answer whoever gave this version stands for, knowing what the incident said
 * then. The rest is copied from the version before, and is as old as it was there.
 *
 * @param whole whether somebody answered all of it
 * @param users ids of the services whose number of users alone was stated; empty where {@code
 *     whole}
 * @param knew what they knew of the incident, or null where it was all that it said by then
 */
public record Confirms(boolean whole, List<String> users, @Nullable Knew knew) {

  /** Somebody answered the impact question. */
  public static final Confirms ALL = new Confirms(true, List.of(), null);

  /** Nobody: the version follows from something else that was said. */
  public static final Confirms NOTHING = new Confirms(false, List.of(), null);

  public Confirms {
    users = List.copyOf(users);
    if (whole && !users.isEmpty()) {
      throw new IllegalArgumentException("all, and of it only " + users);
    }
  }

  /** Somebody counted the users of that service. */
  public static Confirms usersOf(String service) {
    return new Confirms(false, List.of(service), null);
  }

  /** Somebody answered the impact question, and knew no more than that of the incident. */
  public static Confirms knowing(@Nullable Knew knew) {
    return new Confirms(true, List.of(), knew);
  }

  /** Whether somebody stands for how many users of that service were affected. */
  public boolean countsUsersOf(String service) {
    return whole || users.contains(service);
  }
}
