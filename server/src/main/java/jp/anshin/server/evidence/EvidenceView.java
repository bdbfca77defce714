package jp.anshin.server.evidence;

import java.util.List;
import jp.anshin.core.Evidence;

/**
 * The bytes behind a statement.
 *
 * @param number 0 for the first evidence of the incident's first detection, rising over all
 * @param evidence where they lie, with their hash
 * @param bytes the bytes themselves; their hash has been compared with the recorded one
 * @param decoded what they say, a line each: header, peer, path, prefixes
 */
public record EvidenceView(int number, Evidence evidence, byte[] bytes, List<String> decoded) {}
