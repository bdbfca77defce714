package jp.anshin.server.incidents;

import java.time.Instant;
import java.util.SortedMap;

/**
 * The figures of a detection when it was stated.
 *
 * @param at event time of the statement
 * @param detection which detection
 * @param revision which statement of it
 * @param counts figures by name, as in the detection
 */
public record CountAt(Instant at, String detection, int revision, SortedMap<String, Long> counts) {}
