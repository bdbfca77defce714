package jp.anshin.law;

/**
 * A text that a rulebook was taken from.
 *
 * @param id name within the rulebook
 * @param japanese what it is
 * @param verified whether it is law text or an official page; else what rests on it is 未確認
 */
public record Source(String id, String japanese, boolean verified) {}
