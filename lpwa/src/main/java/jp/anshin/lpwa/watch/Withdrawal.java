package jp.anshin.lpwa.watch;

/** Why what was stated is no outage after all. */
public enum Withdrawal {
  /** The counter began anew: the device was off or restarted, nothing of the network is proven. */
  COUNTER_RESET,
  /** The silence is a multiple of 2^22 seconds and the counter stood: time stamps were shifted. */
  SHIFTED_TIME,
  /** The device simply sends less often now: not one counted frame is missing. */
  PERIOD_CHANGED,
  /** Only signs of life were missing; frames went through all the while. */
  BEATS_ONLY,
  /** Part of a larger outage, which {@link Outage#explainedBy} names. */
  EXPLAINED
}
