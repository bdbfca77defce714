package jp.anshin.formats.accident;

import jp.anshin.law.clock.StatedUsers;

/**
 * A count as it stands in a file.
 *
 * @param line its line, the header being the first
 * @param count what it says
 */
public record CountLine(int line, StatedUsers count) {}
