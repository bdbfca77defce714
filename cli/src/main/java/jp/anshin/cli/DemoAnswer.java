package jp.anshin.cli;

import java.time.ZoneId;
import java.util.List;
import jp.anshin.core.Interval;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Impact;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Service;
import jp.anshin.route.simulation.Leak2017;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.identity.FirstStart.DemoAccount;
import jp.anshin.server.identity.Role;
import jp.anshin.server.operators.OperatorFiles;

/**
 * What the example operator answers to the impact question: customers' sessions of its Internet
 * access were lost, 41,000 of them for 23 minutes; its other services went on. What a person writes
 * stands as it was written, so it is in both languages here.
 */
record DemoAnswer(AnshinServer server) {

  static final String HIT_SERVICE = "internet";
  static final long USERS = 41_000;
  static final long MINUTES = 23;

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  void give(IncidentId incident) {
    Operator operator =
        server
            .part(OperatorFiles.class)
            .on(Leak2017.LEAK_BEGINS.atZone(JAPAN).toLocalDate())
            .orElseThrow();
    List<ServiceImpact> services = operator.services().stream().map(this::impact).toList();
    String who =
        server.demoAccounts().stream()
            .filter(account -> account.role() == Role.INCIDENT_MANAGER)
            .map(DemoAccount::name)
            .findFirst()
            .orElseThrow();
    server
        .incidents()
        .answerImpactOfReplay(
            incident, 0, who, services, written("demo.answer.remark"), Demo.ANSWERED_AT);
  }

  private ServiceImpact impact(Service service) {
    boolean hit = service.id().equals(HIT_SERVICE);
    return new ServiceImpact(
        service.id(),
        service.category(),
        hit ? Impact.STOP : Impact.NONE,
        Bounds.exactly(hit ? USERS : 0),
        Bounds.exactly(hit ? MINUTES : 0),
        hit ? Interval.at(Leak2017.LEAK_BEGINS) : null,
        false,
        hit ? written("demo.answer.basis") : "");
  }

  private static String written(String key) {
    return Texts.in(UserLanguage.JAPANESE).sentence(key)
        + " / "
        + Texts.in(UserLanguage.ENGLISH).sentence(key);
  }
}
