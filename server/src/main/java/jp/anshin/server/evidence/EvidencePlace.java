package jp.anshin.server.evidence;

import java.nio.file.Path;

/**
 * Where the bytes behind evidence lie.
 *
 * @param source what evidence calls the journal
 * @param directory the journal's directory; there may be none yet
 */
public record EvidencePlace(String source, Path directory) {}
