package jp.anshin.wire.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import jp.anshin.wire.bgp.AddPath;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Targets of Jazzer. Within the build each is given the seeds; {@code JAZZER_FUZZ=1} with {@code
 * -Dtest='DecodersFuzzTest#mrt'} looks for more, guided by what is reached.
 */
class DecodersFuzzTest {

  static List<byte[]> mrtFiles() {
    return Seeds.mrtFiles();
  }

  static List<byte[]> bmpStreams() {
    return Seeds.bmpStreams();
  }

  static List<byte[]> updates() {
    return Seeds.updates();
  }

  static List<byte[]> messages() {
    return Seeds.messages();
  }

  static List<byte[]> routes() {
    return Seeds.routes();
  }

  static List<byte[]> gatewayDatagrams() {
    return Seeds.gatewayDatagrams();
  }

  @MethodSource("mrtFiles")
  @FuzzTest
  void mrt(byte[] input) {
    Decoders.mrt(input);
  }

  @MethodSource("bmpStreams")
  @FuzzTest
  void bmp(byte[] input) {
    Decoders.bmp(input);
  }

  @MethodSource("updates")
  @FuzzTest
  void update(byte[] input) {
    Decoders.update(input, 0, input.length, 2, AddPath.NONE);
    Decoders.update(input, 0, input.length, 4, AddPath.ALL);
    Decoders.attributes(input);
  }

  @MethodSource("messages")
  @FuzzTest
  void open(byte[] input) {
    Decoders.open(input, 0, input.length);
  }

  @MethodSource("routes")
  @FuzzTest
  void route(byte[] input) {
    Decoders.routes(input);
  }

  @MethodSource("gatewayDatagrams")
  @FuzzTest
  void gatewayDatagram(byte[] input) {
    Decoders.gatewayDatagram(input);
  }
}
