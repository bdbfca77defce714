package jp.anshin.server.intake;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.journal.Journal;
import jp.anshin.journal.JournalPosition;
import jp.anshin.journal.JournalReader;
import jp.anshin.journal.JournalRecord;
import jp.anshin.server.feeds.NetworkName;
import jp.anshin.server.routes.Past;
import jp.anshin.server.routes.PastChange;
import jp.anshin.server.routes.PastQuery;
import jp.anshin.server.routes.PastRoutes;
import jp.anshin.server.routes.RouteSource;
import jp.anshin.wire.bmp.BmpMessage;
import org.jspecify.annotations.Nullable;

/**
 * One look through the journal, from its newest segment back, each read whole: so what was looked
 * through goes back from now without a hole. On the thread of who asks; it takes nothing from the
 * follower but one short look at how peers speak.
 */
final class JournalPast {

  /** Changes of sessions that are kept for one answer; the latest count. */
  private static final int SESSIONS_MAX = 2_000;

  /** After so many records the clock is read. */
  private static final int CLOCK_EVERY = 1_024;

  private static final Comparator<PastChange> PLACE =
      Comparator.comparingLong(PastChange::segment).thenComparingLong(PastChange::offset);

  private final Journal journal;
  private final Speakers speakers;
  private final PastMatcher matcher;
  private final PastQuery query;
  private final long beganNanos = System.nanoTime();
  private final Instant until;
  private final BmpMessage message = new BmpMessage();
  private long records;
  private long found;
  private boolean damaged;
  private @Nullable Instant from;

  /** What one segment gave. */
  private static final class Part {
    private final Deque<PastChange> routes = new ArrayDeque<>();
    private final Deque<PastChange> sessions = new ArrayDeque<>();
    private final Map<Long, String> addresses = new HashMap<>();
    private final Map<Long, Map<Router.PeerId, Speakers.Speech>> speeches = new HashMap<>();
    private long found;
    private @Nullable Instant from;

    void keep(PastChange change) {
      var to = change.ofSession() ? sessions : routes;
      to.addLast(change);
      if (to.size() > (change.ofSession() ? SESSIONS_MAX : PastRoutes.CHANGES_MAX)) {
        to.removeFirst();
      }
      found += change.ofSession() ? 0 : 1;
    }
  }

  JournalPast(Journal journal, Speakers speakers, PastQuery query, Instant until) {
    this.journal = journal;
    this.speakers = speakers;
    this.query = query;
    this.until = until;
    this.matcher = new PastMatcher(query);
  }

  Past look() throws IOException {
    var routes = new ArrayList<PastChange>();
    var sessions = new ArrayList<PastChange>();
    var end = Past.End.NOTHING_OLDER;
    for (long segment : journal.segments().descendingKeySet()) {
      if (routes.size() >= PastRoutes.CHANGES_MAX) {
        end = Past.End.ENOUGH;
        break;
      }
      var part = read(segment);
      if (part == null) {
        end = Past.End.TIME;
        break;
      }
      found += part.found;
      from = part.from == null ? from : part.from;
      part.routes.descendingIterator().forEachRemaining(routes::add);
      part.sessions.descendingIterator().forEachRemaining(sessions::add);
    }
    return new Past(
        query.toString(),
        together(routes, sessions),
        found,
        from,
        until,
        end,
        records,
        damaged,
        Duration.ofNanos(System.nanoTime() - beganNanos));
  }

  /** Sessions are told of those neighbours alone that said something of what was looked for. */
  private List<PastChange> together(List<PastChange> routes, List<PastChange> sessions) {
    var shown = routes.stream().limit(PastRoutes.CHANGES_MAX).toList();
    if (shown.isEmpty() || query instanceof PastQuery.OfCommunity) {
      return shown;
    }
    var neighbours = shown.stream().map(JournalPast::neighbour).collect(Collectors.toSet());
    var oldest = shown.getLast();
    boolean all = routes.size() <= shown.size();
    var theirs =
        sessions.stream()
            .filter(each -> neighbours.contains(neighbour(each)))
            .filter(each -> all || PLACE.compare(each, oldest) > 0)
            .limit(PastRoutes.CHANGES_MAX);
    return Stream.concat(shown.stream(), theirs).sorted(PLACE.reversed()).toList();
  }

  private static List<Object> neighbour(PastChange change) {
    return List.of(change.source().feed(), change.source().address(), change.source().as());
  }

  /** All of a segment, or null when the time is over before its end; the newest is read anyway. */
  private @Nullable Part read(long segment) throws IOException {
    var part = new Part();
    long count = 0;
    try (var reader = journal.read(new JournalPosition(segment, 0))) {
      for (var record = next(reader); record != null; record = next(reader)) {
        if (record.payloadPosition().segment() != segment) {
          break;
        }
        if (++count % CLOCK_EVERY == 0 && from != null && isOver()) {
          return null;
        }
        part.from = part.from == null ? Station.instant(record.receivedMicros()) : part.from;
        take(record, part);
      }
    }
    records += count;
    return part;
  }

  private boolean isOver() {
    return System.nanoTime() - beganNanos > PastRoutes.LIMIT.toNanos();
  }

  /** What of a segment cannot be read is passed over, and said. */
  private @Nullable JournalRecord next(JournalReader reader) throws IOException {
    while (true) {
      var before = reader.position();
      try {
        return reader.next();
      } catch (IOException unreadable) {
        damaged = true;
        if (reader.skipDamage().compareTo(before) <= 0) {
          throw unreadable;
        }
      }
    }
  }

  private void take(JournalRecord record, Part part) {
    if (record.kind() == RecordKind.OPENED) {
      part.addresses.put(record.stream(), Follower.text(record));
    } else if (record.kind() == RecordKind.MESSAGE) {
      try {
        message(record, part);
      } catch (IndexOutOfBoundsException | IllegalArgumentException undecodable) {
        damaged = true; // the follower has counted it
      }
    }
  }

  private void message(JournalRecord record, Part part) {
    var fault = message.wrap(record.bytes(), record.payloadStart(), record.payloadLength());
    if (fault != null || !message.hasPeer()) {
      return;
    }
    switch (message.type()) {
      case BmpMessage.PEER_UP -> {
        part.speeches
            .computeIfAbsent(record.stream(), key -> new HashMap<>())
            .put(Router.PeerId.of(message), Speakers.Speech.of(message));
        session(record, part, PastChange.Kind.SESSION_UP);
      }
      case BmpMessage.PEER_DOWN -> session(record, part, PastChange.Kind.SESSION_DOWN);
      case BmpMessage.ROUTE_MONITORING -> {
        if (matcher.matches(message, speech(record, part))) {
          matcher.changes().forEach(change -> part.keep(change(record, part, change)));
        }
      }
      default -> {
        // says nothing of routes
      }
    }
  }

  private Speakers.Speech speech(JournalRecord record, Part part) {
    var peer = Router.PeerId.of(message);
    var told = part.speeches.getOrDefault(record.stream(), Map.of()).get(peer);
    return told == null ? speakers.speech(record.stream(), peer) : told;
  }

  private void session(JournalRecord record, Part part, PastChange.Kind kind) {
    part.keep(change(record, part, new PastMatcher.Change(kind, List.of(), 0, "", "", List.of())));
  }

  private PastChange change(JournalRecord record, Part part, PastMatcher.Change change) {
    var place = record.payloadPosition();
    long stamp = message.epochMicros();
    return new PastChange(
        change.kind(),
        Station.instant(record.receivedMicros()),
        stamp == 0 ? null : Station.instant(stamp),
        source(record, part),
        change.prefixes(),
        change.prefixCount(),
        change.path(),
        change.nextHop(),
        change.communities(),
        place.segment(),
        place.offset());
  }

  private RouteSource source(JournalRecord record, Part part) {
    var router = speakers.router(record.stream());
    String address = part.addresses.getOrDefault(record.stream(), "");
    String id = router.id().isEmpty() ? address : router.id();
    long distinguisher = message.distinguisher();
    String table = distinguisher == 0 ? "" : " rd-" + Long.toUnsignedString(distinguisher, 16);
    return new RouteSource(
        id,
        router.name().isEmpty() ? NetworkName.kept(id) : router.name(),
        message.peerAddress().toString(),
        message.peerAs(),
        Router.text(message.view()) + table);
  }
}
