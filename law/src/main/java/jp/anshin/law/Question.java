package jp.anshin.law;

/**
 * A fact that is not known and may change what is claimed.
 *
 * @param key which fact: category, impact, users, duration, users-hard-to-count, facility,
 *     facility-duration, exclusion.ID, condition.KEY, or services when nobody has named any
 * @param service id of the service it is about; empty when about the event
 */
public record Question(String key, String service) {}
