package jp.anshin.server.alerts;

import java.time.Instant;
import java.util.Set;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.server.identity.Role;
import org.jspecify.annotations.Nullable;

/**
 * What others are told.
 *
 * @param kind what sort of thing it is
 * @param call what somebody on call must take because of it, or null when nobody must
 * @param key its stable name: a receiver who gets the same one twice may leave out the second
 * @param series what it is about and how long before; a new one of the same series is told only
 *     when what it speaks of has moved
 * @param dueAt when what it speaks of is due, or null when that has no moment
 * @param raisedAt when it was raised
 * @param urgent whether something must be done now
 * @param incident what it is about, or null when about none
 * @param path of the page of the console where more is said
 * @param subject one line
 * @param text more, in lines
 */
public record Alert(
    Kind kind,
    @Nullable String call,
    String key,
    String series,
    @Nullable Instant dueAt,
    Instant raisedAt,
    boolean urgent,
    @Nullable IncidentId incident,
    String path,
    LocalizedText subject,
    LocalizedText text) {

  /** What sort of thing it is. */
  public enum Kind {
    /** Something a sensor or a person detected. */
    DETECTION,
    /** Something that is due by law or by a rule of our own. */
    DUTY,
    /** Nothing: somebody tests whether it arrives. */
    TEST;

    /** Whether somebody with these roles may take it upon themselves. */
    public boolean mayBeTakenBy(Set<Role> roles) {
      return switch (this) {
        case DETECTION -> roles.contains(Role.ENGINEER) || roles.contains(Role.INCIDENT_MANAGER);
        case DUTY -> roles.contains(Role.LEGAL) || roles.contains(Role.INCIDENT_MANAGER);
        case TEST -> false;
      };
    }
  }

  /**
   * Path of the page that says what to check and to do, which whoever must act follows first; null
   * where nobody must act on something detected.
   */
  @Nullable String runbookPath() {
    return urgent && kind == Kind.DETECTION && incident != null
        ? "/incidents/" + incident + "#runbook"
        : null;
  }

  /** The same, for somebody on call to take. */
  Alert calling(String callId) {
    return new Alert(
        kind, callId, key, series, dueAt, raisedAt, urgent, incident, path, subject, text);
  }
}
