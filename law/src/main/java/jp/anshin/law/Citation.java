package jp.anshin.law;

import org.jspecify.annotations.Nullable;

/**
 * Where a rule stands.
 *
 * @param article law and article in Japanese, for instance {@code 電気通信事業法施行規則58条2項1号の表 五の項}, or
 *     null for a proposal, which has none
 * @param edition id of the edition or rule of the rulebook that says so
 * @param quote its words in Japanese; may be empty
 * @param wording how close the quote is to the words of the law
 * @param verified whether rule, article and dates were compared with the text; else shown as 未確認
 */
public record Citation(
    @Nullable String article, String edition, String quote, Wording wording, boolean verified) {}
