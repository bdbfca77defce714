package jp.anshin.lpwa.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That one gateway heard one frame.
 *
 * @param gateway identity of the gateway, an EUI-64 as 16 lower-case hexadecimal digits, else as it
 *     was told
 * @param at the gateway's own time, or null when it told none; never trusted as event time
 * @param rssiDbm received strength in dBm, or null when it was not told
 * @param snrDb signal to noise in dB, or null when it was not told
 */
public record Reception(
    String gateway, @Nullable Instant at, @Nullable Integer rssiDbm, @Nullable Double snrDb) {

  public Reception {
    if (gateway.isBlank()) {
      throw new IllegalArgumentException("a reception needs a gateway");
    }
  }
}
