package jp.anshin.server.alerts;

/** A way to tell people outside the console. */
interface Channel {

  /** What the console calls it; never a secret. */
  String name();

  /** What the configuration calls it: an address, or the name that was given to it. */
  String reference();

  /** Whom it reaches, for people to see; never a secret. */
  String reaches();

  /**
   * Tells. When this returns, the other side has taken it.
   *
   * @throws DeliveryFailure when it has not, or nobody knows
   */
  void send(Alert alert) throws DeliveryFailure;
}
