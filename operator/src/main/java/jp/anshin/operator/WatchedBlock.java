package jp.anshin.operator;

import java.util.List;

/**
 * A block of somebody else that we watch, a customer's for instance.
 *
 * @param prefix its addresses
 * @param holder whose it is
 * @param origins who may originate it, and what lies in it; never empty
 * @param calls whether what happens to it calls people, or is only shown
 * @param period when we watch it
 */
public record WatchedBlock(
    AddressPrefix prefix,
    LocalizedName holder,
    List<AsNumber> origins,
    boolean calls,
    Period period) {

  public WatchedBlock {
    origins = List.copyOf(origins);
    if (origins.isEmpty()) {
      throw new IllegalArgumentException("a watched block that nobody may originate");
    }
  }
}
