package jp.anshin.law.lpwa;

/**
 * Where something stands.
 *
 * @param place law and article, or report and section, in Japanese; of an inference what it is
 *     drawn from
 * @param quote words in Japanese; of a text that was compared exactly its words; may be empty
 * @param certainty how far it is known to be the law
 */
public record Basis(String place, String quote, Certainty certainty) {}
