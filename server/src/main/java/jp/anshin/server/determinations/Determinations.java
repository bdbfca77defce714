package jp.anshin.server.determinations;

import java.util.List;
import java.util.Optional;
import jp.anshin.incident.IncidentId;
import org.springframework.stereotype.Service;

/** Determinations of incidents. */
@Service
public class Determinations {

  /** The one in force, or empty while there is none. */
  public Optional<Determined> latest(IncidentId incident) {
    return history(incident).stream().reduce((earlier, later) -> later);
  }

  /** Every kept version, first first. */
  public List<Determined> history(IncidentId incident) {
    return List.of();
  }
}
