package jp.anshin.server.standby;

import java.time.Instant;

/**
 * What a server was made.
 *
 * @param sequence from 1
 * @param at when
 * @param role what it is since
 * @param configured what the configuration said then
 * @param who somebody, or {@link Standby#CONFIGURATION}
 * @param why in their words; empty when it follows from the configuration
 */
public record RoleChange(
    long sequence, Instant at, StationRole role, StationRole configured, String who, String why) {}
