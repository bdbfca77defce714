package jp.anshin.server.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look into the past gave. It goes back from now without a hole, as far as it says.
 *
 * @param asked what was looked for, as it was understood
 * @param changes the latest first, at most {@link PastRoutes#CHANGES_MAX} and the sessions beside
 *     them
 * @param found how many messages match in what was looked through
 * @param from the beginning of what was looked through, by the server's clock; null when nothing
 *     was
 * @param until its end
 * @param end why it goes back no further
 * @param records how many records of the journal were read
 * @param damaged whether some of them could not be read
 * @param took how long it took
 */
public record Past(
    String asked,
    List<PastChange> changes,
    long found,
    @Nullable Instant from,
    Instant until,
    End end,
    long records,
    boolean damaged,
    Duration took) {

  /** Why it goes back no further. */
  public enum End {
    /** Nothing older is kept. */
    NOTHING_OLDER,
    /** The time was over. */
    TIME,
    /** There is enough to show. */
    ENOUGH
  }

  public Past {
    changes = List.copyOf(changes);
  }

  /** How many of those found are not among the changes. */
  public long more() {
    return Math.max(0, found - changes.stream().filter(each -> !each.ofSession()).count());
  }
}
