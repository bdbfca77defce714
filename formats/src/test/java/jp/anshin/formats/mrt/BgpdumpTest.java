package jp.anshin.formats.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jp.anshin.route.print.MrtTextPrinter;
import jp.anshin.wire.AsciiText;
import jp.anshin.wire.Counts;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.AsPath;
import jp.anshin.wire.bgp.AttributeWriter;
import jp.anshin.wire.bgp.BgpWriter;
import jp.anshin.wire.mrt.MrtReader;
import jp.anshin.wire.mrt.MrtType;
import jp.anshin.wire.mrt.MrtWriter;
import jp.anshin.wire.mrt.PeerIndexTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What our writers wrote, printed by us and by the bgpdump that is installed. */
class BgpdumpTest {
  private static final IpAddress V4 = IpAddress.v4(0xc0000201);
  private static final IpAddress V6 = new IpAddress(true, 0x20010db8L << 32, 1);
  private final Random random = new Random(20_170_825);

  @TempDir private Path directory;

  private interface Writing {
    void to(MrtWriter writer) throws IOException;
  }

  /**
   * Not the subtypes LOCAL_ADDPATH, of which bgpdump 1.6.2 prints the collector as the peer; nor,
   * in LOCAL, IPv6 withdrawals of a session over IPv4, whose address it prints as one of IPv6.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5, 6, 7, 8, 9})
  void everySubtypeOfASessionPrintsAsBgpdumpPrintsIt(int subtype) throws Exception {
    boolean two = List.of(0, 1, 6, 8).contains(subtype);
    boolean state = subtype == 0 || subtype == 5;
    boolean local = subtype == 6 || subtype == 7;
    bothPrintTheSame(writer -> {
      for (int i = 0; i < 40; i++) {
        var address = i % 2 == 0 ? V4 : V6;
        var peer = new PeerIndexTable.Peer(address, two ? 701 : 4_200_000_001L);
        var collector = new PeerIndexTable.Peer(i % 2 == 0 ? IpAddress.v4(7) : V6, 64_500);
        byte[] content =
            state
                ? new byte[] {0, 5, 0, (byte) i}
                : update(two ? 2 : 4, subtype >= 8, !local || address.v6());
        int type = i % 4 < 2 ? MrtType.BGP4MP : MrtType.BGP4MP_ET;
        writer.session(1_503_631_320_000_007L + i, type, subtype, peer, collector, content);
      }
    });
  }

  /**
   * Not what is withdrawn, of which bgpdump 1.6.2 prints the peer's address in place of the prefix;
   * and with the bar before the communities, which it forgets.
   */
  @Test
  void theRetiredTypePrintsAsBgpdumpPrintsIt() throws Exception {
    var peer = new PeerIndexTable.Peer(V4, 701);
    var collector = new PeerIndexTable.Peer(IpAddress.v4(7), 64_500);
    bothPrintTheSame(
        text -> text.replaceAll("(?m)^(BGP\\|9\\|A(\\|[^|]*){8})\\|", "$1"),
        writer -> {
          for (int i = 0; i < 20; i++) {
            byte[] message =
                new BgpWriter()
                    .update(List.of(), attributes(2).toByteArray(), prefixes(false, false))
                    .toByteArray();
            byte[] body = Arrays.copyOfRange(message, 19, message.length);
            writer.retired(9, MrtType.BGP, MrtType.BGP_UPDATE, peer, collector, body);
            byte[] states = {0, 6, 0, (byte) (i % 7)};
            writer.retired(9, MrtType.BGP, MrtType.BGP_STATE_CHANGE, peer, collector, states);
            writer.retired(9, MrtType.BGP, MrtType.BGP_KEEPALIVE, peer, collector, new byte[4]);
          }
        });
  }

  @Test
  void tablesPrintAsBgpdumpPrintsThem() throws Exception {
    bothPrintTheSame(writer -> {
      for (int i = 0; i < 60; i++) {
        boolean v6 = i % 2 == 1;
        var peer = new PeerIndexTable.Peer(v6 ? V6 : V4, 701);
        var prefix = prefix(v6, false);
        writer.tableDump(9, prefix, 5, peer, tableAttributes(v6, 2).toByteArray());
      }
      writer.peerIndexTable(
          9, List.of(new PeerIndexTable.Peer(V4, 701), new PeerIndexTable.Peer(V6, 702)));
      for (int i = 0; i < 60; i++) {
        boolean v6 = i % 2 == 1;
        long pathId = i % 4 < 2 ? -1 : i;
        var entry = new MrtWriter.Entry(i % 3 % 2, 5, pathId, tableAttributes(v6, 4));
        byte[] nlri = BgpWriter.nlri(List.of(prefix(v6, false)));
        writer.rib(9, v6 ? 2 : 1, 1, nlri, List.of(entry, entry));
      }
    });
  }

  private void bothPrintTheSame(Writing writing) throws Exception {
    bothPrintTheSame(text -> text, writing);
  }

  private void bothPrintTheSame(UnaryOperator<String> asBgpdump, Writing writing) throws Exception {
    if (!"1".equals(System.getenv("ANSHIN_REQUIRE_PEERS"))) {
      assumeTrue(isInstalled(), "bgpdump is not installed");
    }
    Path file = directory.resolve("written.mrt");
    try (var writer = new MrtWriter(Files.newOutputStream(file))) {
      writing.to(writer);
    }
    var text = new AsciiText();
    try (var reader = new MrtReader(Files.newInputStream(file))) {
      new MrtTextPrinter(text, new Counts()).print(reader);
      assertThat(reader.fault()).isNull();
    }
    assertThat(asBgpdump.apply(text.toString())).isNotEmpty().isEqualTo(bgpdump(file));
  }

  private static boolean isInstalled() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "bgpdump")));
  }

  private static String bgpdump(Path file) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("bgpdump", "-m", file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.US_ASCII);
    } finally {
      process.waitFor();
    }
  }

  private byte[] update(int asOctets, boolean identified, boolean withdrawsV6) {
    var attributes = attributes(asOctets);
    byte[] hop = new byte[16];
    V6.write(hop, 0);
    attributes.mpReach(2, 1, hop, BgpWriter.nlri(prefixes(true, identified)));
    if (withdrawsV6) {
      attributes.mpUnreach(2, 1, BgpWriter.nlri(prefixes(true, identified)));
    }
    return new BgpWriter()
        .update(prefixes(false, identified), attributes.toByteArray(), prefixes(false, identified))
        .toByteArray();
  }

  private AttributeWriter tableAttributes(boolean v6, int asOctets) {
    var attributes = attributes(asOctets);
    if (v6) {
      byte[] hop = new byte[16];
      V6.write(hop, 0);
      attributes.abbreviatedMpReach(hop);
    }
    return attributes;
  }

  private AttributeWriter attributes(int asOctets) {
    var path = new AsPath();
    long most = asOctets == 4 ? 1L << 32 : 1L << 16;
    path.append(AsPath.AS_SEQUENCE, numbers(1 + random.nextInt(6), most));
    if (random.nextInt(4) == 0) {
      path.append(AsPath.AS_SET, numbers(1 + random.nextInt(3), most));
    }
    var attributes = new AttributeWriter().origin(random.nextInt(3)).asPath(path, asOctets);
    attributes.nextHop(random.nextInt());
    if (random.nextBoolean()) {
      attributes.multiExitDiscriminator(random.nextInt(1 << 30));
    }
    if (random.nextBoolean()) {
      attributes.localPreference(random.nextInt(1 << 30)).atomicAggregate();
    }
    if (random.nextBoolean()) {
      attributes.aggregator(numbers(1, most)[0] & 0xffff_ffffL, random.nextInt(1 << 30), asOctets);
    }
    if (random.nextBoolean()) {
      attributes.communities(random.ints(1 + random.nextInt(9)).toArray());
    }
    return attributes;
  }

  private int[] numbers(int count, long most) {
    return random.longs(count, 1, most).mapToInt(number -> (int) number).toArray();
  }

  private List<BgpWriter.Prefix> prefixes(boolean v6, boolean identified) {
    return random.ints(1 + random.nextInt(4)).mapToObj(ignored -> prefix(v6, identified)).toList();
  }

  private BgpWriter.Prefix prefix(boolean v6, boolean identified) {
    int length = v6 ? 16 + random.nextInt(113) : 8 + random.nextInt(25);
    long high = random.nextLong() | 1L << 61;
    long low = random.nextLong();
    long kept = length >= 64 ? high : high & -1L << (64 - length);
    long rest = length <= 64 ? 0 : length == 128 ? low : low & -1L << (128 - length);
    long pathId = identified ? random.nextLong(1L << 32) : -1;
    return new BgpWriter.Prefix(new IpAddress(v6, kept, v6 ? rest : 0), length, pathId);
  }
}
