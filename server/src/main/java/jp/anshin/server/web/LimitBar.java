package jp.anshin.server.web;

import jp.anshin.server.routes.PrefixCount;
import org.jspecify.annotations.Nullable;

/**
 * A count of prefixes beside its limit, drawn as a bar of the width {@link Bar#WIDTH}.
 *
 * @param count what is held, as text; a dash when it is not known
 * @param say the share of the limit in words; empty where there is no limit
 * @param standing how it stands to the limit
 * @param width how far the bar reaches; the limit stands at {@link #limitAt}
 */
public record LimitBar(String count, String say, PrefixCount.Standing standing, long width) {

  /** Where the limit stands, so that what exceeds it has room. */
  private static final long LIMIT_AT = 800;

  private static final String NOT_KNOWN = "–";

  /** Where the limit is drawn. */
  public long limitAt() {
    return LIMIT_AT;
  }

  static LimitBar of(PrefixCount count, Show show) {
    Long routes = count.routes();
    return new LimitBar(
        routes == null ? NOT_KNOWN : show.number(routes),
        say(count.limit(), count.percent(), show),
        count.standing(),
        width(routes, count.limit()));
  }

  private static String say(@Nullable Long limit, @Nullable Long percent, Show show) {
    if (limit == null) {
      return "";
    }
    return percent == null
        ? show.say("routes.limit.unknown", show.number(limit))
        : show.say("routes.limit.share", show.number(percent), show.number(limit));
  }

  private static long width(@Nullable Long routes, @Nullable Long limit) {
    return routes == null || limit == null
        ? 0
        : Math.clamp(routes * LIMIT_AT / limit, 0, Bar.WIDTH);
  }
}
