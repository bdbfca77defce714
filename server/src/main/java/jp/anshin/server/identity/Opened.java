package jp.anshin.server.identity;

/**
 * An account and which password opens it.
 *
 * @param account as it was when it was read
 * @param passwordStamp tells one password from the next, as {@link Passwords#stamp} makes it; no
 *     password can be found from it
 */
record Opened(Account account, String passwordStamp) {}
