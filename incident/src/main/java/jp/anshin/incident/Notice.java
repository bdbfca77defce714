package jp.anshin.incident;

import java.time.Instant;

/**
 * That users were told of the incident, or that a rule of the operator's own was followed.
 *
 * @param givenAt when, in the time of the events
 * @param channel by which way
 * @param place where it stands or who was told: an address, a name; may be empty
 * @param words what was said; may be empty
 * @param rule id of the operator's own rule that was followed; empty for a notice to users
 */
public record Notice(
    Instant givenAt, NoticeChannel channel, String place, String words, String rule) {}
