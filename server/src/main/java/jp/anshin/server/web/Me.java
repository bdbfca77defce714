package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import jp.anshin.server.alerts.Alert;
import jp.anshin.server.identity.Role;

/**
 * The reader. Pages hide what they may not use; the server denies it whatever a page shows.
 *
 * @param name account name; empty when nobody is logged in
 * @param roles what they may do
 */
public record Me(String name, Set<Role> roles) {

  public Me {
    roles = Set.copyOf(roles);
  }

  static Me of(HttpServletRequest request) {
    Principal who = request.getUserPrincipal();
    return who == null
        ? new Me("", Set.of())
        : new Me(
            who.getName(),
            Arrays.stream(Role.values())
                .filter(role -> request.isUserInRole(role.name()))
                .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether somebody is logged in. */
  public boolean known() {
    return !name.isEmpty();
  }

  /** Whether they may answer the impact question. */
  public boolean mayAnswer() {
    return roles.contains(Role.INCIDENT_MANAGER) || roles.contains(Role.LEGAL);
  }

  /** Whether they may write notes. */
  public boolean mayNote() {
    return mayAnswer() || roles.contains(Role.ENGINEER);
  }

  /** Whether they may open incidents, and say that what people reported is over. */
  public boolean mayReport() {
    return mayNote();
  }

  /** Whether they may write reports. */
  public boolean mayWriteReports() {
    return mayNote();
  }

  /** Whether they may review, approve, send and withdraw reports that others wrote. */
  public boolean maySignReports() {
    return mayAnswer();
  }

  /** Whether they may take a router out of service. */
  public boolean mayRetire() {
    return roles.contains(Role.ENGINEER) || administers();
  }

  /** Whether they may take what people are called for. */
  public boolean mayTake(Alert.Kind kind) {
    return kind.mayBeTakenBy(roles);
  }

  /** Whether they may write runbooks. */
  public boolean mayWriteRunbooks() {
    return roles.contains(Role.ENGINEER) || roles.contains(Role.INCIDENT_MANAGER) || administers();
  }

  /** Whether they may close incidents. */
  public boolean mayClose() {
    return roles.contains(Role.INCIDENT_MANAGER);
  }

  /** Whether they may say which of two servers calls people. */
  public boolean mayChangeRole() {
    return roles.contains(Role.INCIDENT_MANAGER) || administers();
  }

  /** Whether they may change settings. */
  public boolean administers() {
    return roles.contains(Role.ADMINISTRATOR);
  }
}
