package jp.anshin.server.identity;

import java.util.Set;
import java.util.TreeSet;

/**
 * A person who may log in.
 *
 * @param name what they log in as: 2 to 40 letters, digits, dots, hyphens
 * @param displayName what they are called
 * @param roles what they may do; never empty
 * @param enabled whether they may log in
 */
public record Account(String name, String displayName, Set<Role> roles, boolean enabled) {

  public Account {
    roles = Set.copyOf(roles);
  }

  /** The roles in their fixed order. */
  public Set<Role> rolesInOrder() {
    return new TreeSet<>(roles);
  }
}
