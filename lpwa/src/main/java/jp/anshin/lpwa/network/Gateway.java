package jp.anshin.lpwa.network;

import org.jspecify.annotations.Nullable;

/**
 * A gateway, or the base station of cellular LPWA.
 *
 * @param id identity as events tell it ({@link jp.anshin.lpwa.event.Reception})
 * @param name what people call it, or null
 * @param owner {@code OPERATOR} or {@code USER}, or null when unknown
 * @param backhaul id of the line it hangs on, or null when unknown
 * @param location where it stands, or null
 * @param region region or prefecture, or null
 */
public record Gateway(
    String id,
    @Nullable String name,
    @Nullable Owner owner,
    @Nullable String backhaul,
    @Nullable Location location,
    @Nullable String region) {

  public Gateway {
    Network.requireId(id);
    if (owner == Owner.OTHER_CARRIER) {
      throw new IllegalArgumentException("gateway " + id + " is the operator's or the user's");
    }
  }
}
