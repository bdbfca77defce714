package jp.anshin.lpwa.watch;

import org.jspecify.annotations.Nullable;

/**
 * That something began or ended.
 *
 * @param found what began, or null
 * @param ended the number of the outage that ended, where nothing began
 * @param gateway the gateway that is well again, or −1
 */
record Change(@Nullable Finding found, int ended, int gateway) {

  static Change began(Finding found) {
    return new Change(found, Case.NONE, Case.NONE);
  }

  static Change ended(int number, int gateway) {
    return new Change(null, number, gateway);
  }
}
