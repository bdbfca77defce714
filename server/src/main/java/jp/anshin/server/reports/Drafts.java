package jp.anshin.server.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.anshin.formats.form.FormText;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftKind;
import jp.anshin.incident.draft.DraftWriter;
import jp.anshin.incident.impact.HitServices;
import jp.anshin.law.Figures;
import jp.anshin.server.determinations.IncidentDetermined;
import jp.anshin.server.determinations.IncidentDetermined.Occasion;
import jp.anshin.server.operators.OperatorFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Drafts of incidents: written anew whenever an incident has been judged, kept as a new version
 * when they say something new. A kind that no longer applies is withdrawn by a version of its own,
 * so that it is seen that it was there and is no more.
 */
@Service
public class Drafts {

  private final DraftStore store;
  private final OperatorFiles operators;
  private final FormNames names = new FormNames(FormText.shipped());

  Drafts(DraftStore store, OperatorFiles operators) {
    this.store = store;
    this.operators = operators;
  }

  /** The latest version of each kind that applies; withdrawn ones are left out. */
  public List<KeptDraft> latest(IncidentId incident) {
    return store.latest(incident).stream()
        .filter(kept -> !kept.withdrawn())
        .sorted(Comparator.comparing(kept -> kept.draft().kind()))
        .toList();
  }

  /**
   * Number of the latest version of that kind, one that withdraws it too; 0 where there is none.
   */
  int latestVersion(IncidentId incident, DraftKind kind) {
    return store.latest(incident).stream()
        .filter(kept -> kept.draft().kind() == kind)
        .mapToInt(KeptDraft::version)
        .max()
        .orElse(0);
  }

  /** Every kept version, first first, with those that withdraw. */
  public List<KeptDraft> history(IncidentId incident) {
    return store.all(incident);
  }

  /** One version of one kind. */
  public Optional<KeptDraft> find(IncidentId incident, DraftKind kind, int version) {
    return store.find(incident, kind, version);
  }

  @EventListener
  void on(IncidentDetermined judged) {
    Incident incident = judged.incident();
    Instant at = judged.determined().madeAt();
    List<Draft> written =
        DraftWriter.write(
            incident,
            judged.determined().determination(),
            judged.determined().facts(),
            operators
                .on(dayOf(incident))
                .map(file -> HitServices.with(file, incident))
                .orElse(null),
            at,
            names);
    Map<DraftKind, KeptDraft> before =
        store.latest(incident.id()).stream()
            .collect(Collectors.toMap(kept -> kept.draft().kind(), Function.identity()));
    if (judged.occasion() != Occasion.TIME_PASSED || !kinds(written).equals(applying(before))) {
      written.forEach(draft -> keep(incident.id(), at, draft, before.get(draft.kind())));
      withdraw(incident.id(), at, before, kinds(written));
    }
  }

  private void keep(IncidentId incident, Instant at, Draft draft, @Nullable KeptDraft before) {
    boolean known =
        before != null && !before.withdrawn() && DraftContent.saysTheSame(before.draft(), draft);
    if (!known) {
      int version = before == null ? 1 : before.version() + 1;
      store.append(new KeptDraft(incident, version, at, false, draft));
    }
  }

  private void withdraw(
      IncidentId incident, Instant at, Map<DraftKind, KeptDraft> before, Set<DraftKind> applying) {
    before.values().stream()
        .filter(kept -> !kept.withdrawn() && !applying.contains(kept.draft().kind()))
        .forEach(kept ->
            store.append(new KeptDraft(incident, kept.version() + 1, at, true, kept.draft())));
  }

  private static Set<DraftKind> kinds(List<Draft> drafts) {
    return drafts.stream().map(Draft::kind).collect(Collectors.toUnmodifiableSet());
  }

  private static Set<DraftKind> applying(Map<DraftKind, KeptDraft> latest) {
    return latest.values().stream()
        .filter(kept -> !kept.withdrawn())
        .map(kept -> kept.draft().kind())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static LocalDate dayOf(Incident incident) {
    return incident.startedAt().earliest().atZone(Figures.JAPAN).toLocalDate();
  }
}
