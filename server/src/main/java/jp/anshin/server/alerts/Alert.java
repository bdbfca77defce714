package jp.anshin.server.alerts;

import java.time.Instant;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * What others are told.
 *
 * @param key its stable name: a receiver who gets the same one twice may leave out the second
 * @param series what it is about and how long before; a new one of the same series is told only
 *     when what it speaks of has moved
 * @param dueAt when what it speaks of is due, or null when that has no moment
 * @param raisedAt when it was raised
 * @param urgent whether something must be done now
 * @param incident what it is about, or null when about none
 * @param path of the page of the console where more is said
 * @param subject one line
 * @param text more, in lines
 */
public record Alert(
    String key,
    String series,
    @Nullable Instant dueAt,
    Instant raisedAt,
    boolean urgent,
    @Nullable IncidentId incident,
    String path,
    LocalizedText subject,
    LocalizedText text) {}
