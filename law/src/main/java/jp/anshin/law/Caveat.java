package jp.anshin.law;

/**
 * What a reader must know before relying on a determination.
 *
 * @param key {@code no-edition}, {@code edition-start-unverified}, {@code edition-end-unverified},
 *     {@code text-read-as-of}, {@code rows-not-compared}, {@code proposal-considered}, {@code
 *     proposal-differs}, {@code what-if}, {@code duration-definition-unverified}, {@code goes-on},
 *     {@code assumed-no-critical-facility}, {@code assumed-not-excluded}, {@code assumed-countable}
 * @param argument an edition's id, a service's id or a day in ISO 8601; may be empty
 */
public record Caveat(String key, String argument) {}
