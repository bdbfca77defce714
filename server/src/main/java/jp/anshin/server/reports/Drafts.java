package jp.anshin.server.reports;

import java.util.List;
import jp.anshin.incident.IncidentId;
import org.springframework.stereotype.Service;

/** Drafts of incidents. */
@Service
public class Drafts {

  /** The latest version of each kind. */
  public List<KeptDraft> latest(IncidentId incident) {
    return history(incident);
  }

  /** Every kept version, first first. */
  public List<KeptDraft> history(IncidentId incident) {
    return List.of();
  }
}
