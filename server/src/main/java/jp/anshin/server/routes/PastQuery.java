package jp.anshin.server.routes;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jp.anshin.route.search.RouteQuery;
import jp.anshin.server.feeds.NetworkName;
import jp.anshin.server.refusal.Refusal;

/** What is looked for in the past. */
public sealed interface PastQuery {

  /** A prefix itself, not what covers it or lies in it. */
  record OfPrefix(RouteQuery.OfPrefix prefix) implements PastQuery {
    @Override
    public String toString() {
      return prefix.toString();
    }
  }

  /**
   * A community that a route carried.
   *
   * @param parts two of 16 bits (RFC 1997), or three of 32 bits (RFC 8092), unsigned
   */
  record OfCommunity(List<Long> parts) implements PastQuery {

    private static final int PARTS = 2;
    private static final int LARGE_PARTS = 3;
    private static final long PART_MAX = 0xffffL;
    private static final long LARGE_PART_MAX = 0xffff_ffffL;

    /** Those that have a name (RFC 1997, 7999, 8326). */
    private static final Map<String, List<Long>> NAMED =
        Map.of(
            "NO-EXPORT", List.of(PART_MAX, 65_281L),
            "NO-ADVERTISE", List.of(PART_MAX, 65_282L),
            "BLACKHOLE", List.of(PART_MAX, 666L),
            "GRACEFUL-SHUTDOWN", List.of(PART_MAX, 0L));

    public OfCommunity {
      parts = List.copyOf(parts);
      long max = parts.size() == PARTS ? PART_MAX : LARGE_PART_MAX;
      if ((parts.size() != PARTS && parts.size() != LARGE_PARTS)
          || parts.stream().anyMatch(part -> part < 0 || part > max)) {
        throw new IllegalArgumentException("no community: " + parts);
      }
    }

    /** Whether it is a large one. */
    public boolean large() {
      return parts.size() == LARGE_PARTS;
    }

    static Optional<PastQuery> tryParse(String text) {
      List<Long> named = NAMED.get(text.replace('_', '-'));
      if (named != null) {
        return Optional.of(new OfCommunity(named));
      }
      if (!text.matches("[0-9]{1,10}(:[0-9]{1,10}){1,2}")) {
        return Optional.empty();
      }
      var parts = new ArrayList<Long>();
      for (String part : text.split(":")) {
        parts.add(Long.valueOf(part));
      }
      try {
        return Optional.of(new OfCommunity(parts));
      } catch (IllegalArgumentException tooLarge) {
        return Optional.empty();
      }
    }

    @Override
    public String toString() {
      return String.join(":", parts.stream().map(String::valueOf).toList());
    }
  }

  /**
   * Reads a prefix, an address, or a community.
   *
   * @throws Refusal {@code routes.past-unreadable}
   */
  static PastQuery read(String text) {
    return ofCommunity(text)
        .or(() -> ofPrefix(text))
        .orElseThrow(() -> new Refusal("routes.past-unreadable", NetworkName.shown(text)));
  }

  /** Reads a community, {@code 64500:120}, {@code 64500:1:2} or one of the names; or nothing. */
  static Optional<PastQuery> ofCommunity(String text) {
    return text.length() > RouteQuestion.TEXT_MAX
        ? Optional.empty()
        : OfCommunity.tryParse(
            Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT));
  }

  /** Reads a prefix or an address, or nothing. */
  static Optional<PastQuery> ofPrefix(String text) {
    return RouteQuestion.tryPrefix(text).map(OfPrefix::new);
  }
}
