package jp.anshin.wire.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jp.anshin.wire.bgp.AddPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Seeded mutation of valid input: the same at each run, thousands for each decoder. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DecodersTest {
  private static final int ROUNDS = 20_000;

  /** What a decoder may take for itself: its buffers and tables, whatever the input says. */
  private static final long FIXED_OCTETS = 2 << 20;

  /** What it may take for each octet of input; the checks of the test are within it. */
  private static final long OCTETS_FOR_EACH = 4_096;

  @Test
  void theSeedsAreWhatTheyAreMeantToBe() {
    var files = Seeds.mrtFiles();
    var streams = Seeds.bmpStreams();

    assertThat(files.stream().filter(file -> Decoders.mrt(file).decoded() == 0)).hasSize(2);
    assertThat(Decoders.mrt(files.getLast()).counted()).isEqualTo(2);
    assertThat(streams.stream().map(Decoders::bmp)).allMatch(tally -> tally.counted() == 0);
    assertThat(Decoders.bmp(streams.getLast()).decoded()).isEqualTo(streams.size() - 1);
  }

  @Test
  void noOctetsMakeMrtThrowOrVanish() {
    mutate(6396, Seeds.mrtFiles(), Decoders::mrt);
  }

  @Test
  void noOctetsMakeBmpThrowOrVanish() {
    mutate(7854, Seeds.bmpStreams(), Decoders::bmp);
  }

  @Test
  void noOctetsMakeAnUpdateThrow() {
    for (int asOctets : new int[] {2, 4}) {
      for (var addPath : new AddPath[] {AddPath.NONE, AddPath.ALL}) {
        mutate(
            4271,
            Seeds.updates(),
            input -> Decoders.update(input, 0, input.length, asOctets, addPath));
      }
    }
  }

  @Test
  void noOctetsMakePathAttributesThrow() {
    mutate(6793, Seeds.updates(), Decoders::attributes);
  }

  @Test
  void noOctetsMakeARouteEndBeyondItsSpace() {
    mutate(8955, Seeds.routes(), Decoders::routes);
  }

  @Test
  void noOctetsMakeAnOpenThrow() {
    mutate(5492, Seeds.messages(), input -> Decoders.open(input, 0, input.length));
  }

  @Test
  void noOctetsMakeAGatewayDatagramThrow() {
    mutate(1700, Seeds.gatewayDatagrams(), Decoders::gatewayDatagram);
  }

  private static void mutate(long seed, List<byte[]> seeds, Consumer<byte[]> decoder) {
    var mutation = new Mutation(seed);
    seeds.forEach(decoder);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] input = mutation.of(seeds);
      long before = allocatedOctets();
      try {
        decoder.accept(input);
      } catch (RuntimeException | Error thrown) {
        throw new AssertionError("round " + round + ": " + HexFormat.of().formatHex(input), thrown);
      }
      long taken = allocatedOctets() - before;
      if (taken > FIXED_OCTETS + OCTETS_FOR_EACH * input.length) {
        throw new AssertionError(
            taken + " octets for " + input.length + ": " + HexFormat.of().formatHex(input));
      }
    }
  }

  private static long allocatedOctets() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
