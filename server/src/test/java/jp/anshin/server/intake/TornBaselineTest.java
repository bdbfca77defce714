package jp.anshin.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.mrt.MrtWriter;
import jp.anshin.wire.mrt.PeerIndexTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A recorded table that ends in the middle counts as far as it goes, and that is said. */
@ExtendWith(OutputCaptureExtension.class)
class TornBaselineTest {
  private static final long EPOCH_SECONDS = LeakStory.BASELINE.getEpochSecond() - 3_600;
  private static final int WHOLE = 3_000;
  private static final int GZIP_HEADER_OCTETS = 10;

  @TempDir Path directory;

  /** A table of the prefixes in {@code [from, to)}; the first one begins with the peers. */
  private static byte[] table(int from, int to) throws IOException {
    var octets = new ByteArrayOutputStream();
    var collected = IpAddress.v4(0xc6336401);
    try (var mrt = new MrtWriter(octets)) {
      if (from == 0) {
        mrt.peerIndexTable(EPOCH_SECONDS, List.of(new PeerIndexTable.Peer(collected, 701)));
      }
      var routes = List.of(new MrtWriter.Route(0, List.of(701L, 2914L, 64_496L), collected));
      for (var prefix : PlayedRouter.prefixes(from, to)) {
        mrt.rib(EPOCH_SECONDS, prefix, routes);
      }
    }
    return octets.toByteArray();
  }

  private static byte[] gzip(byte[] octets) throws IOException {
    var member = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(member)) {
      out.write(octets);
    }
    return member.toByteArray();
  }

  private static byte[] followedBy(byte[] first, byte[] second, int octets) {
    byte[] both = Arrays.copyOf(first, first.length + octets);
    System.arraycopy(second, 0, both, first.length, octets);
    return both;
  }

  @Test
  void ofATableTornInARecordTheRecordsBeforeAreKnown(CapturedOutput output) throws Exception {
    byte[] torn = followedBy(table(0, WHOLE), table(WHOLE, WHOLE + 1), 30);
    isUsedAsFarAsItGoes(torn, output);
  }

  @Test
  void ofACompressedTableThatIsTornWhatWasWholeIsKnown(CapturedOutput output) throws Exception {
    byte[] rest = gzip(table(WHOLE, 2 * WHOLE));
    isUsedAsFarAsItGoes(followedBy(gzip(table(0, WHOLE)), rest, GZIP_HEADER_OCTETS + 2), output);
  }

  private void isUsedAsFarAsItGoes(byte[] octets, CapturedOutput output) throws Exception {
    Path file = Files.write(directory.resolve("torn-table"), octets);
    var options =
        ServerOptions.local(directory.resolve("server"))
            .receiving(LeakStory.loopback())
            .knowing(LeakStory.relations(), List.of(file))
            .asSimulation();
    var peer = LeakStory.FIRST;
    try (var server = AnshinServer.start(options);
        var router = PlayedRouter.connect(server.bmpPort(), 11)) {
      var verdict = new Verdict(server, 11, router);
      router.begin("after").up(peer, LeakStory.BASELINE);
      router.announce(peer, LeakStory.BASELINE, 0, 2_000, 701L, 2914L, 64_496L);
      router.endOfRib(peer, LeakStory.BASELINE);
      router.quiet(peer, LeakStory.BASELINE.plusSeconds(1), 120);
      verdict.isNothing();
      assertThat(output.getAll())
          .containsPattern("WARN.*baseline .*torn-table (is torn|could not be read on)");

      // Of the leaked prefixes, none of which the router had, half are behind the tear.
      int from = WHOLE - LeakStory.LEAKED / 2;
      router.announce(
          peer, LeakStory.LEAK, from, from + LeakStory.LEAKED, 701L, 15_169L, 2914L, 64_496L);
      router.quiet(peer, LeakStory.LEAK.plusSeconds(1), 20);
      var found = verdict.isOneLeak("15169", "701", LeakStory.LEAKED);
      assertThat(found.count("newPrefixCount")).isEqualTo(LeakStory.LEAKED / 2);
    }
  }
}
