package jp.anshin.wire.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import jp.anshin.wire.Counts;
import jp.anshin.wire.IpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written from random values is read back as these values, whatever stands around it. */
class RoundTripTest {
  private static final int ROUNDS = 2_000;

  /** An attribute with a random value: how it is written, and what is to be read. */
  private record Case(Consumer<AttributeWriter> write, Consumer<PathAttributes> check) {}

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void everyAttributeIsReadAsItWasWritten(int asOctets) {
    var random = new Random(4271 + asOctets);
    var attributes = new PathAttributes();
    for (int round = 0; round < ROUNDS; round++) {
      var cases = cases(random, asOctets);
      Collections.shuffle(cases, random);
      var some = cases.subList(0, random.nextInt(cases.size() + 1));
      var writer = new AttributeWriter();
      some.forEach(each -> each.write.accept(writer));
      byte[] octets = writer.toByteArray();

      assertThat(attributes.wrap(octets, 0, octets.length, asOctets)).isTrue();
      assertThat(attributes.count()).isEqualTo(some.size());
      some.forEach(each -> each.check.accept(attributes));
      for (int i = 0; i < attributes.count(); i++) {
        assertThat(attributes.errorHandling(attributes.type(i), true))
            .isEqualTo(ErrorHandling.NONE);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyPrefixOfAnUpdateIsReadAsItWasWritten(boolean identified) {
    var random = new Random(7911);
    var update = new UpdateMessage(new Counts());
    for (int round = 0; round < ROUNDS; round++) {
      var withdrawn = prefixes(random, false, identified);
      var announced = prefixes(random, false, identified);
      var gone = prefixes(random, true, identified);
      var reached = prefixes(random, true, identified);
      byte[] attributes =
          new AttributeWriter()
              .mpReach(2, 1, new byte[16], BgpWriter.nlri(reached))
              .mpUnreach(2, 1, BgpWriter.nlri(gone))
              .toByteArray();
      byte[] message = new BgpWriter().update(withdrawn, attributes, announced).toByteArray();
      int start = BgpMessage.HEADER_OCTETS;
      var addPath = identified ? AddPath.ALL : AddPath.NONE;

      assertThat(BgpMessage.type(message, 0, message.length)).isEqualTo(BgpMessage.UPDATE);
      assertThat(update.wrap(message, start, message.length, 4, addPath)).isTrue();
      withdrawn.addAll(gone);
      announced.addAll(reached);
      assertThat(read(update::withdrawn)).isEqualTo(withdrawn);
      assertThat(read(update::announced)).isEqualTo(announced);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 60})
  void anOpenIsReadAsItWasWrittenHoweverManyCapabilitiesItHas(int more) {
    var random = new Random(9072);
    long as = random.nextInt(1 << 20, 1 << 30);
    var capabilities = new ArrayList<Capability>();
    capabilities.add(Capability.multiprotocol(25, 70));
    capabilities.add(Capability.fourOctetAs(as));
    capabilities.add(Capability.addPath(2));
    capabilities.add(new Capability(6, new byte[0]));
    capabilities.add(new Capability(9, new byte[] {3}));
    for (int i = 0; i < more; i++) {
      capabilities.add(new Capability(180 + i, octets(random, random.nextInt(256))));
    }
    byte[] message = new BgpWriter().open(as, 90, 7, capabilities).toByteArray();
    var open = OpenMessage.read(message, 0, message.length);

    assertThat(open).isNotNull();
    assertThat(open.as()).isEqualTo(as);
    assertThat(open.holdTimeSeconds()).isEqualTo(90);
    assertThat(open.bgpIdentifier()).isEqualTo(7);
    assertThat(open.extendedMessage()).isTrue();
    assertThat(open.role()).isEqualTo(3);
    assertThat(open.families()).containsExactly(25 << 8 | 70);
    assertThat(open.addPath()).containsOnlyKeys(1 << 8 | 1, 2 << 8 | 1);
    assertThat(open.capabilities()).hasSize(5 + more);
  }

  private static List<Case> cases(Random random, int asOctets) {
    int number = random.nextInt();
    long big = random.nextLong();
    int origin = random.nextInt(3);
    long as = asOctets == 4 ? random.nextLong(1, 1L << 32) : random.nextInt(1, 23_456);
    var path = path(random, asOctets);
    String pathText = path.toString();
    int[] ints = random.ints(random.nextInt(1, 80)).toArray();
    long[] longs = random.longs(random.nextInt(1, 40)).toArray();
    int[] large = Arrays.copyOf(ints, Math.max(3, ints.length / 3 * 3));
    byte[] ipv6 = octets(random, 20 * random.nextInt(1, 20));
    byte[] unknown = octets(random, random.nextInt(5, 600));
    byte[] inner = new AttributeWriter().origin(origin).communities(ints).toByteArray();
    return new ArrayList<>(
        List.of(
            new Case(w -> w.origin(origin), a -> assertThat(a.origin()).isEqualTo(origin)),
            new Case(
                w -> w.asPath(path, asOctets), a -> assertThat(a.asPath()).hasToString(pathText)),
            new Case(w -> w.nextHop(number), a -> assertThat(a.nextHop()).isEqualTo(number)),
            new Case(
                w -> w.multiExitDiscriminator(number),
                a -> assertThat((int) a.multiExitDiscriminator()).isEqualTo(number)),
            new Case(
                w -> w.localPreference(number),
                a -> assertThat((int) a.localPreference()).isEqualTo(number)),
            new Case(
                AttributeWriter::atomicAggregate,
                a -> assertThat(a.has(AttributeType.ATOMIC_AGGREGATE)).isTrue()),
            new Case(
                w -> w.aggregator(as, number, asOctets),
                a -> {
                  assertThat(a.aggregatorAs()).isEqualTo(as);
                  assertThat(a.aggregatorAddress()).isEqualTo(number);
                }),
            new Case(
                w -> w.communities(ints),
                a ->
                    assertThat(IntStream.range(0, a.communityCount()).map(a::community))
                        .containsExactly(boxed(ints))),
            new Case(
                w -> w.originatorId(number), a -> assertThat(a.originatorId()).isEqualTo(number)),
            new Case(
                w -> w.clusterList(ints),
                a ->
                    assertThat(IntStream.range(0, a.clusterCount()).map(a::cluster))
                        .containsExactly(boxed(ints))),
            new Case(
                w -> w.extendedCommunities(longs),
                a ->
                    assertThat(
                            LongStream.range(0, a.extendedCommunityCount())
                                .map(i -> a.extendedCommunity((int) i))
                                .toArray())
                        .isEqualTo(longs)),
            new Case(
                w -> w.ipv6ExtendedCommunities(ipv6),
                a -> {
                  int last = a.ipv6ExtendedCommunityCount() - 1;
                  int at = a.ipv6ExtendedCommunityOffset(last);
                  assertThat(Arrays.copyOfRange(a.bytes(), at, at + 20))
                      .isEqualTo(Arrays.copyOfRange(ipv6, ipv6.length - 20, ipv6.length));
                }),
            new Case(
                w -> w.largeCommunities(large),
                a ->
                    assertThat(
                            IntStream.range(0, 3 * a.largeCommunityCount())
                                .map(i -> (int) a.largeCommunity(i / 3, i % 3))
                                .toArray())
                        .isEqualTo(large)),
            new Case(w -> w.aigp(big), a -> assertThat(a.aigp()).isEqualTo(big)),
            new Case(w -> w.onlyToCustomer(as), a -> assertThat(a.onlyToCustomer()).isEqualTo(as)),
            new Case(
                w -> w.attributeSet(as, inner),
                a -> {
                  var within = new PathAttributes();
                  assertThat(a.attributeSetAs()).isEqualTo(as);
                  assertThat(a.attributeSet(within)).isTrue();
                  assertThat(within.origin()).isEqualTo(origin);
                  assertThat(within.communityCount()).isEqualTo(ints.length);
                }),
            raw(0xc0, AttributeType.PMSI_TUNNEL, unknown),
            raw(0x80, AttributeType.BGPSEC_PATH, unknown),
            raw(0xc0, 200, unknown)));
  }

  /** One that is kept as octets. */
  private static Case raw(int flags, int type, byte[] value) {
    return new Case(
        w -> w.attribute(flags, type, value),
        a -> {
          int at = a.offset(type);
          assertThat(Arrays.copyOfRange(a.bytes(), at, at + a.length(type))).isEqualTo(value);
          assertThat(a.flags(type) & 0xc0).isEqualTo(flags);
        });
  }

  private static AsPath path(Random random, int asOctets) {
    int[] numbers =
        random
            .ints(random.nextInt(1, 256), 1, asOctets == 4 ? Integer.MAX_VALUE : 0x10000)
            .map(number -> asOctets == 4 && number % 3 == 0 ? -number : number)
            .toArray();
    return new AsPath().sequence(numbers);
  }

  private static byte[] octets(Random random, int count) {
    byte[] octets = new byte[count];
    random.nextBytes(octets);
    return octets;
  }

  private static Integer[] boxed(int[] ints) {
    return IntStream.of(ints).boxed().toArray(Integer[]::new);
  }

  private static List<BgpWriter.Prefix> prefixes(Random random, boolean v6, boolean identified) {
    var prefixes = new ArrayList<BgpWriter.Prefix>();
    for (int i = random.nextInt(30); i > 0; i--) {
      int length = random.nextInt(v6 ? 129 : 33);
      long high = Nlri.maskHigh(v6 ? random.nextLong() : random.nextLong() & -1L << 32, length);
      long low = v6 ? Nlri.maskLow(random.nextLong(), length) : 0;
      long pathId = identified ? random.nextLong(1L << 32) : -1;
      prefixes.add(new BgpWriter.Prefix(new IpAddress(v6, high, low), length, pathId));
    }
    return prefixes;
  }

  private static List<BgpWriter.Prefix> read(Consumer<NlriVisitor> visit) {
    var prefixes = new ArrayList<BgpWriter.Prefix>();
    visit.accept((v6, safi, high, low, length, pathId) ->
        prefixes.add(new BgpWriter.Prefix(new IpAddress(v6, high, low), length, pathId)));
    return prefixes;
  }
}
