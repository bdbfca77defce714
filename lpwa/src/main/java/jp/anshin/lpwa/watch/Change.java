package jp.anshin.lpwa.watch;

import org.jspecify.annotations.Nullable;

/**
 * That something began or ended.
 *
 * @param found what began, or null
 * @param ended the number of the outage that ended, where nothing began
 */
record Change(@Nullable Finding found, int ended) {

  static Change began(Finding found) {
    return new Change(found, Case.NONE);
  }

  static Change ended(int number) {
    return new Change(null, number);
  }
}
