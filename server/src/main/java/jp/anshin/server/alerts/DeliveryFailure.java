package jp.anshin.server.alerts;

import java.io.Serial;

/** A channel did not take an alert. Its words hold no secret. */
final class DeliveryFailure extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String fault;
  private final String detail;

  /**
   * @param fault key of the words that tell a person what to do
   * @param detail what the other side said, in its words; may be empty
   */
  DeliveryFailure(String fault, String detail, Throwable cause) {
    super(fault, cause);
    this.fault = fault;
    this.detail = detail;
  }

  /** The other side answered, and not as it should. */
  DeliveryFailure(String fault, String detail) {
    super(fault);
    this.fault = fault;
    this.detail = detail;
  }

  String fault() {
    return fault;
  }

  String detail() {
    return detail;
  }
}
