package jp.anshin.server.intake;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import jp.anshin.operator.AddressPrefix;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.server.BmpOptions;
import jp.anshin.wire.bmp.BmpWriter;

/** A small internet in which AS 15169 hands what it has of its peer 2914 to its peer 701. */
public final class LeakStory {
  public static final Instant BASELINE = Instant.parse("2017-08-25T03:00:00Z");
  public static final Instant LEAK = Instant.parse("2017-08-25T03:22:00Z");
  public static final BmpWriter.Peer FIRST = PlayedRouter.peer(1, 701);
  public static final BmpWriter.Peer SECOND = PlayedRouter.peer(2, 2497);
  public static final int ROUTES = 2_000;
  public static final int LEAKED = 500;

  private LeakStory() {}

  public static StatedRelations relations() {
    return new StatedRelations.Builder()
        .peer(701, 15169)
        .peer(15169, 2914)
        .peer(701, 2914)
        .provider(701, 2497)
        .provider(2914, 64_496)
        .provider(2914, 4713)
        .build();
  }

  public static BmpOptions loopback() {
    return new BmpOptions("127.0.0.1", 0, List.of(AddressPrefix.parse("127.0.0.0/8")));
  }

  /** Two peers with their whole tables, and enough quiet for the watch to begin. */
  public static void baseline(PlayedRouter router, String name) throws IOException {
    table(router, name, BASELINE);
    router.quiet(FIRST, BASELINE.plusSeconds(1), 120);
  }

  /** The whole tables as they are without a leak. */
  public static void table(PlayedRouter router, String name, Instant at) throws IOException {
    router
        .begin(name)
        .up(FIRST, at)
        .announce(FIRST, at, 0, ROUTES, 701L, 2914L, 64_496L)
        .endOfRib(FIRST, at)
        .up(SECOND, at)
        .announce(SECOND, at, 0, ROUTES, 2497L, 701L, 2914L, 64_496L)
        .endOfRib(SECOND, at)
        .flush();
  }

  /** The leak begins, as both peers see it. */
  public static void leak(PlayedRouter router, Instant at) throws IOException {
    router
        .announce(FIRST, at, 0, LEAKED, 701L, 15169L, 2914L, 64_496L)
        .announce(SECOND, at.plusSeconds(1), 0, LEAKED, 2497L, 701L, 15169L, 2914L, 64_496L)
        .quiet(FIRST, at.plusSeconds(2), 20);
  }

  /** Everything is as before. */
  public static void restore(PlayedRouter router, Instant at) throws IOException {
    router
        .announce(FIRST, at, 0, LEAKED, 701L, 2914L, 64_496L)
        .announce(SECOND, at, 0, LEAKED, 2497L, 701L, 2914L, 64_496L)
        .quiet(FIRST, at.plusSeconds(1), 180);
  }
}
