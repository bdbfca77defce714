package jp.anshin.server.standby;

/**
 * What the configuration says.
 *
 * @param role in which the server begins
 */
public record ConfiguredRole(StationRole role) {}
