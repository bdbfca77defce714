package jp.anshin.incident.impact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.incident.Incident;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Period;
import jp.anshin.operator.Service;
import jp.anshin.operator.ServiceCategory;

/**
 * Services that an answer said to be hit, and that the operator file does not have (any more, or on
 * another day): a changed file must not make an accident smaller. They are asked of like any other,
 * under their id, with users that nobody knows, until somebody answers what they met.
 */
public final class HitServices {

  private HitServices() {}

  /**
   * Who we are, with these services behind those of the file; where it names none at all nobody
   * knows which we have, and it stays so.
   *
   * @param operator who we are on the incident's day
   */
  public static Operator with(Operator operator, Incident incident) {
    if (operator.services().isEmpty()) {
      return operator;
    }
    Map<String, ServiceCategory> hit = hit(incident);
    operator.services().forEach(service -> hit.remove(service.id()));
    var services = new ArrayList<Service>(operator.services());
    hit.forEach((id, category) -> services.add(gone(id, category)));
    return services.size() == operator.services().size() ? operator : operator.with(services);
  }

  /**
   * Whether an answer once said that more were hit than these: then what nobody speaks of any more
   * is not bounded by the file either, for it may be old.
   */
  static boolean wereMore(Incident incident, String service, Bounds users) {
    Long most = users.max();
    return most != null
        && incident.impactAnswers().stream()
            .flatMap(answer -> answer.service(service).stream())
            .filter(ServiceImpact::mayBeHit)
            .map(ServiceImpact::users)
            .anyMatch(said -> said.max() == null ? said.min() > most : said.max() > most);
  }

  /** A blank line of a form says nothing, and must not keep a service that is not ours. */
  private static boolean isSpokenOf(ServiceImpact impact) {
    return impact.kind() == Impact.UNKNOWN
        ? !impact.users().isUnknown() || !impact.lastedSeconds().isUnknown()
        : impact.mayBeHit();
  }

  private static Service gone(String id, ServiceCategory category) {
    return new Service(id, new LocalizedName(id, id), category, null, Period.ALWAYS);
  }

  /** The category by which each was answered last; the strictest where nobody has said one. */
  private static Map<String, ServiceCategory> hit(Incident incident) {
    List<ServiceImpact> said =
        incident.impactAnswers().stream().flatMap(answer -> answer.services().stream()).toList();
    var hit = new LinkedHashMap<String, ServiceCategory>();
    for (ServiceImpact impact : said) {
      if (isSpokenOf(impact)) {
        hit.putIfAbsent(impact.service(), ServiceCategory.VOICE_EMERGENCY);
      }
    }
    for (ServiceImpact impact : said) {
      ServiceCategory category = impact.category();
      if (category != null) {
        hit.replace(impact.service(), category);
      }
    }
    return hit;
  }
}
