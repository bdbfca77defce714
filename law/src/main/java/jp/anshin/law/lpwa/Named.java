package jp.anshin.law.lpwa;

/**
 * A party, or a point of a technical standard.
 *
 * @param id name within the rulebook, for instance {@code cloud-vendor}
 * @param japanese what it is
 * @param english what it is
 */
public record Named(String id, String japanese, String english) {}
