package jp.anshin.lpwa.network;

import org.jspecify.annotations.Nullable;

/**
 * A line between gateways and the cloud, or a group of lines that fail together.
 *
 * @param id identity, unique among all components
 * @param name what people call it, or null
 * @param owner whose it is, or null when unknown
 * @param carrier name of the carrier that runs it, or null
 * @param partOf id of the greater line it is part of, or null
 */
public record Backhaul(
    String id,
    @Nullable String name,
    @Nullable Owner owner,
    @Nullable String carrier,
    @Nullable String partOf) {

  public Backhaul {
    Network.requireId(id);
  }
}
