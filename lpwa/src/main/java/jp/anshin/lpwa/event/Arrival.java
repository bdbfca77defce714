package jp.anshin.lpwa.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a frame of a device reached the application side.
 *
 * @param at when the provider's side had it
 * @param feed the feed that told it
 * @param device identity of the device: an EUI-64 as 16 lower-case hexadecimal digits, else as it
 *     was told
 * @param counter the frame counter, not below 0, or null when it was not told; it may wrap at the
 *     width of its network (16 or 32 bits of LoRaWAN, 4096 of Sigfox) and may be reset
 * @param frame identity of the frame over the air, by which copies are recognised, or null
 * @param sentAt when the device or the network says that it was sent, or null; never trusted as
 *     event time
 * @param receptions every gateway that heard it, in the order told; empty when none was told
 * @param contract the contract that a tag names, or null
 * @param late whether the network itself says that it was held back and comes late
 */
public record Arrival(
    Instant at,
    String feed,
    String device,
    @Nullable Long counter,
    @Nullable String frame,
    @Nullable Instant sentAt,
    List<Reception> receptions,
    @Nullable String contract,
    boolean late)
    implements LpwaEvent {

  public Arrival {
    if (device.isBlank()) {
      throw new IllegalArgumentException("an arrival needs a device");
    }
    if (counter != null && counter < 0) {
      throw new IllegalArgumentException("frame counter " + counter);
    }
    receptions = List.copyOf(receptions);
  }
}
