package jp.anshin.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import jp.anshin.journal.Journal;
import jp.anshin.journal.JournalOptions;
import jp.anshin.server.routes.Past;
import jp.anshin.server.routes.PastChange;
import jp.anshin.server.routes.PastChange.Kind;
import jp.anshin.server.routes.PastQuery;
import jp.anshin.server.routes.PastRoutes;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AddPath;
import jp.anshin.wire.bgp.AsPath;
import jp.anshin.wire.bgp.AttributeWriter;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.bmp.BmpWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks through a journal of many small segments. */
final class JournalPastTest {

  private static final Instant START = Instant.parse("2026-11-28T00:00:00Z");
  private static final long STREAM = 42;
  private static final BmpWriter.Peer PEER = PlayedRouter.peer(1, 701);
  private static final BmpWriter.Peer OTHER = PlayedRouter.peer(2, 2497);
  private static final BgpWriter.Prefix OURS = new BgpWriter.Prefix(IpAddress.v4(0x14010000), 16);
  private static final Speakers NOBODY = new Speakers(Map.of(), Map.of());

  @TempDir Path directory;

  private final BmpWriter bmp = new BmpWriter();
  private Journal journal;
  private long records;

  @BeforeEach
  void open() throws IOException {
    journal = Journal.open(directory, new JournalOptions(4_096, 1 << 24, 4_096));
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private Instant at() {
    return START.plusSeconds(records);
  }

  private void write(byte kind, byte[] payload) throws Exception {
    journal.append(kind, STREAM, micros(at()), payload, 0, payload.length);
    records++;
  }

  private void say(
      BmpWriter.Peer peer,
      List<BgpWriter.Prefix> withdrawn,
      byte[] attributes,
      List<BgpWriter.Prefix> announced)
      throws Exception {
    byte[] update = new BgpWriter().update(withdrawn, attributes, announced).toByteArray();
    write(RecordKind.MESSAGE, bmp.routeMonitoring(peer, micros(at()), update));
  }

  private void announce(BmpWriter.Peer peer, BgpWriter.Prefix prefix, int... communities)
      throws Exception {
    say(peer, List.of(), attributes(communities).toByteArray(), List.of(prefix));
  }

  private static AttributeWriter attributes(int... communities) {
    var path = new AsPath().sequence(701, 2_914, 2_914, 64_496);
    var attributes = new AttributeWriter().origin(0).asPath(path, 4).nextHop(0xc0000201);
    return communities.length == 0 ? attributes : attributes.communities(communities);
  }

  private void withdraw(BmpWriter.Peer peer, BgpWriter.Prefix prefix) throws Exception {
    say(peer, List.of(prefix), new byte[0], List.of());
  }

  private void upWithPathIdentifiers(BmpWriter.Peer peer) throws Exception {
    var both = new BgpWriter.Speaker(true, 3);
    byte[] sent = new BgpWriter().open(64_500, 180, 1, both).toByteArray();
    byte[] received = new BgpWriter().open(peer.as(), 180, 2, both).toByteArray();
    write(
        RecordKind.MESSAGE,
        bmp.peerUp(peer, micros(at()), IpAddress.v4(0xc00002fe), sent, received));
  }

  private Past look(String text) throws IOException {
    return look(text, NOBODY);
  }

  private Past look(String text, Speakers speakers) throws IOException {
    return new JournalPast(journal, speakers, PastQuery.read(text), at()).look();
  }

  @Test
  void whatWasSaidOfAPrefixIsFoundInEverySegmentTheLatestFirst() throws Exception {
    var random = new SplittableRandom(1);
    var expected = new ArrayList<Instant>();
    write(RecordKind.OPENED, "192.0.2.9".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 600; i++) {
      if (random.nextInt(6) == 0) {
        expected.addFirst(at());
        announce(PEER, OURS);
      } else {
        announce(PEER, new BgpWriter.Prefix(IpAddress.v4(0x15000000 + (i << 8)), 24));
      }
    }
    expected.addFirst(at());
    withdraw(PEER, OURS);
    assertThat(journal.segments().size()).isGreaterThan(10);

    Past past = look("20.1.2.3/16");
    assertThat(past.asked()).isEqualTo("20.1.0.0/16");
    assertThat(past.end()).isEqualTo(Past.End.NOTHING_OLDER);
    assertThat(past.from()).isEqualTo(START);
    assertThat(past.records()).isEqualTo(records);
    assertThat(past.found()).isEqualTo(expected.size());
    assertThat(past.changes()).extracting(PastChange::receivedAt).isEqualTo(expected);
    assertThat(past.changes().getFirst().kind()).isEqualTo(Kind.WITHDRAWN);
    PastChange announced = past.changes().getLast();
    assertThat(announced.path()).isEqualTo("701 2914 2914 64496");
    assertThat(announced.nextHop()).isEqualTo("192.0.2.1");
    assertThat(announced.routerAt()).isEqualTo(announced.receivedAt());
    assertThat(announced.source().as()).isEqualTo(701);
    assertThat(announced.source().view()).isEqualTo("adj-rib-in-pre");
    assertThat(journal.bytesAt(announced.segment(), announced.offset(), 4)).isPresent();
    assertThat(look("20.1.0.0/17").changes()).isEmpty();
  }

  @Test
  void theRouterOfASessionIsKnownWhileItStandsElseByItsAddressWhereThatIsInTheSegment()
      throws Exception {
    write(RecordKind.OPENED, "192.0.2.9".getBytes(StandardCharsets.UTF_8));
    announce(PEER, OURS);
    assertThat(look("20.1.0.0/16").changes().getFirst().source().router()).isEqualTo("192.0.2.9");

    var known =
        new Speakers(Map.of(STREAM, new Speakers.RouterName("192.0.2.9", "edge")), Map.of());
    var source = look("20.1.0.0/16", known).changes().getFirst().source();
    assertThat(source.router()).isEqualTo("edge");
    assertThat(source.feed()).isEqualTo("192.0.2.9");
  }

  @Test
  void asSoonAsThereIsEnoughToShowNothingOlderIsRead() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      announce(PEER, OURS);
    }
    Past past = look("20.1.0.0/16");

    assertThat(past.end()).isEqualTo(Past.End.ENOUGH);
    assertThat(past.changes()).hasSize(PastRoutes.CHANGES_MAX);
    assertThat(past.changes().getFirst().receivedAt()).isEqualTo(at().minusSeconds(1));
    assertThat(past.records()).isLessThan(PastRoutes.CHANGES_MAX + 100L);
    assertThat(past.found()).isEqualTo(past.records());
    assertThat(past.more()).isEqualTo(past.found() - PastRoutes.CHANGES_MAX);
    assertThat(past.from()).isEqualTo(at().minusSeconds(past.records()));
  }

  @Test
  void sessionsStandAmongTheChangesOfTheirNeighbourAlone() throws Exception {
    announce(PEER, OURS);
    upWithPathIdentifiers(OTHER);
    write(RecordKind.MESSAGE, bmp.peerDown(PEER, micros(at()), 4, new byte[0]));
    announce(PEER, OURS);

    assertThat(look("20.1.0.0/16").changes())
        .extracting(PastChange::kind)
        .containsExactly(Kind.ANNOUNCED, Kind.SESSION_DOWN, Kind.ANNOUNCED);
  }

  @Test
  void communitiesOfBothSortsAreFoundWithTheirPrefixes() throws Exception {
    announce(PEER, OURS, 64_500 << 16 | 120, 0xffff_ff01);
    byte[] large =
        attributes().largeCommunities((int) 4_200_000_000L, 1, 2, 64_500, 7, 8).toByteArray();
    var many = PlayedRouter.prefixes(0, 15);
    say(PEER, List.of(), large, many);
    withdraw(PEER, OURS);

    for (String text : List.of("64500:120", " ６４５００：１２０", "no-export", "NO_EXPORT")) {
      assertThat(look(text).changes())
          .extracting(PastChange::kind, PastChange::prefixes, PastChange::communities)
          .containsExactly(
              tuple(Kind.ANNOUNCED, List.of("20.1.0.0/16"), List.of("64500:120", "65535:65281")));
    }
    PastChange found = look("4200000000:1:2").changes().getFirst();
    assertThat(found.communities()).containsExactly("4200000000:1:2", "64500:7:8");
    assertThat(found.prefixCount()).isEqualTo(15);
    assertThat(found.prefixes()).hasSize(PastChange.PREFIXES_MAX);
    assertThat(look("64500:7:8").found()).isEqualTo(1);
    assertThat(look("64500:7").changes()).isEmpty();
    assertThat(look("1:2:64500").changes()).isEmpty();
  }

  /** Its Peer Up may be long gone: then what the follower knows of the peer says how to read. */
  @Test
  void pathIdentifiersAreReadAsTheSessionHasThem() throws Exception {
    var identified = OURS.identified(7);
    upWithPathIdentifiers(PEER);
    announce(PEER, identified);
    assertThat(look("20.1.0.0/16").changes().getFirst().prefixes())
        .containsExactly("20.1.0.0/16 #7");

    for (int i = 0; i < 100; i++) {
      announce(OTHER, new BgpWriter.Prefix(IpAddress.v4(0x15000000 + (i << 8)), 24));
    }
    announce(PEER, identified);
    var id = new Router.PeerId(false, 0, PEER.address(), PEER.as());
    var speech = new Speakers.Speech(new AddPath(true, true), AddPath.NONE, false);
    var speakers = new Speakers(Map.of(), Map.of(new Speakers.Speaker("", id), speech));
    assertThat(look("20.1.0.0/16", speakers).found()).isEqualTo(2);
  }

  @Test
  void whatCannotBeReadIsPassedOverAndSaid() throws Exception {
    for (int i = 0; i < 100; i++) {
      announce(PEER, OURS);
    }
    Path first = directory.resolve("0000000000000001.journal");
    byte[] octets = Files.readAllBytes(first);
    octets[octets.length / 2] ^= 1;
    Files.write(first, octets);

    Past past = look("20.1.0.0/16");
    assertThat(past.damaged()).isTrue();
    assertThat(past.found()).isEqualTo(99);
    assertThat(past.from()).isEqualTo(START);
  }
}
