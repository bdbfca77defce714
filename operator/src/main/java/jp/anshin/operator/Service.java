package jp.anshin.operator;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A service we provide.
 *
 * @param id short name that pools and regions refer to, for instance {@code internet}
 * @param name what users know it as
 * @param category its 役務区分
 * @param users all its users, or null when the file does not say
 * @param restsOn ids of the services whose equipment it uses, so that their failure may be its own
 * @param period when it is provided
 */
public record Service(
    String id,
    LocalizedName name,
    ServiceCategory category,
    @Nullable Long users,
    SortedSet<String> restsOn,
    Period period) {

  /** A service that uses no other's equipment, as far as anybody has said. */
  public Service(
      String id,
      LocalizedName name,
      ServiceCategory category,
      @Nullable Long users,
      Period period) {
    this(id, name, category, users, new TreeSet<>(), period);
  }

  public Service {
    restsOn = Collections.unmodifiableSortedSet(new TreeSet<>(restsOn));
    if (users != null && users < 0) {
      throw new IllegalArgumentException("users of " + id + ": " + users);
    }
  }
}
