package jp.anshin.server.alerts;

import java.util.Locale;

/**
 * The language in which mail is written.
 *
 * @param locale Japanese or English
 */
public record AlertLanguage(Locale locale) {}
