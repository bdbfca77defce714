package jp.anshin.law;

/**
 * What is not counted as an accident.
 *
 * @param id key of the fact that says whether it is so, for instance {@code supplementary-function}
 * @param english in English
 * @param citation article and words; where unverified it never turns a yes into a no
 */
public record Exclusion(String id, String english, Citation citation) {}
