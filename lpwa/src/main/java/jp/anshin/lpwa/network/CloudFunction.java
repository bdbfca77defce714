package jp.anshin.lpwa.network;

import org.jspecify.annotations.Nullable;

/**
 * What takes frames from the lines and hands them to applications (network server, platform).
 *
 * @param id identity, unique among all components
 * @param cloudCase (a) own function on a cloud platform or (b) another company's, or null when
 *     unknown (report of 2018, 2.2)
 * @param vendor who runs the platform or function, or null
 * @param partOf id of the cloud function it is part of, for instance a region, or null
 */
public record CloudFunction(
    String id, @Nullable Case cloudCase, @Nullable String vendor, @Nullable String partOf) {

  /** The two cases of the report. */
  public enum Case {
    /** (a) The operator's own function on a cloud platform. */
    OWN_FUNCTION,
    /** (b) Another company's cloud function. */
    OTHERS_FUNCTION
  }

  public CloudFunction {
    Network.requireId(id);
  }
}
