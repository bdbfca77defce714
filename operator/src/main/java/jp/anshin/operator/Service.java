package jp.anshin.operator;

import org.jspecify.annotations.Nullable;

/**
 * A service we provide.
 *
 * @param id short name that pools and regions refer to, for instance {@code internet}
 * @param name what users know it as
 * @param category its 役務区分
 * @param users all its users, or null when the file does not say
 * @param period when it is provided
 */
public record Service(
    String id, LocalizedName name, ServiceCategory category, @Nullable Long users, Period period) {

  public Service {
    if (users != null && users < 0) {
      throw new IllegalArgumentException("users of " + id + ": " + users);
    }
  }
}
