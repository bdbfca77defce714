package jp.anshin.law;

/**
 * A fact that a determination rests on, and where it comes from.
 *
 * @param key {@code service}, {@code users}, or the key of a statement about the event
 * @param service id of the service it is about; empty when about the event
 * @param origin who said so, when, on what evidence, and who has confirmed it
 */
public record Input(String key, String service, Origin origin) {}
