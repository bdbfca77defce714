package jp.anshin.lpwa.network;

/** By which radio devices are reached (report of 2018, 2.2.1). */
public enum Technology {
  /** NB-IoT, eMTC: gateways are base stations. */
  CELLULAR,
  /** LoRa, Sigfox and the like. */
  UNLICENSED
}
