package jp.anshin.formats.classification;

import java.time.LocalDate;
import jp.anshin.law.lpwa.LpwaAnswers;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has stated of an LPWA service.
 *
 * @param name what the service is called, or null
 * @param by who gave the answers, or null
 * @param on the day on which they were given, or null
 * @param answers the answers
 */
public record StatedService(
    @Nullable String name, @Nullable String by, @Nullable LocalDate on, LpwaAnswers answers) {}
