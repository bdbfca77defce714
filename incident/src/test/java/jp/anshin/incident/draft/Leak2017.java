package jp.anshin.incident.draft;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.anshin.core.Certainty;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import jp.anshin.core.Interval;
import jp.anshin.core.Subject;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentEvent.ImpactAnswered;
import jp.anshin.incident.IncidentEvent.IncidentOpened;
import jp.anshin.incident.IncidentEvent.IncidentRestored;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.PersonStatement;
import jp.anshin.incident.ReportedKind;
import jp.anshin.incident.impact.ImpactAnswer;
import jp.anshin.incident.impact.ImpactFacts;
import jp.anshin.incident.impact.Said;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Bounds;
import jp.anshin.law.Determination;
import jp.anshin.law.Impact;
import jp.anshin.operator.AsNumber;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Contact;
import jp.anshin.operator.ContactRole;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Period;
import jp.anshin.operator.Service;
import jp.anshin.operator.ServiceCategory;
import org.jspecify.annotations.Nullable;

/** The leak of 25 August 2017, as a made-up operator may have met it. */
final class Leak2017 {

  static final Instant START = Instant.parse("2017-08-25T03:22:00Z");
  static final Instant END = START.plusSeconds(8 * 60);
  static final AccidentLaw LAW = new AccidentLaw(RulebookText.shipped());

  static final Operator OPERATOR =
      new Operator(
          LocalDate.parse("2017-08-25"),
          new LocalizedName("例示通信株式会社", "Example ISP"),
          List.of(),
          List.of(),
          List.of(),
          List.of(
              service("internet", "例示インターネット接続", "Example Internet access", "OTHER", 118_000),
              service("phone", "例示ＩＰ電話", "Example IP phone", "VOICE_EMERGENCY", 23_000)),
          List.of(),
          List.of(),
          List.of(
              contact(ContactRole.LEGAL, "法務部", "Legal", "legal@isp.example", Audience.STAFF, 0),
              contact(
                  ContactRole.NETWORK_OPERATIONS,
                  "運用センター",
                  "Operations centre",
                  "noc@isp.example",
                  Audience.STAFF,
                  0),
              contact(
                  ContactRole.PUBLIC_RELATIONS,
                  "お客さま窓口",
                  "Customer desk",
                  "info@isp.example",
                  Audience.USERS,
                  0),
              contact(
                  ContactRole.NETWORK_OPERATIONS,
                  "上流の窓口",
                  "Upstream",
                  "noc@upstream.example",
                  Audience.NEIGHBOUR,
                  2516)));

  private Leak2017() {}

  static Incident unanswered(boolean simulated) {
    Detection first = leak(1, 160_000, null);
    return Incident.opened(new IncidentOpened(IncidentId.openedBy(first), first, simulated));
  }

  /** No leak at all: the same hour as a person may have met it. */
  static Incident reported() {
    Detection first =
        new PersonStatement(ReportedKind.POWER_FAILURE, "大手町局の停電", Interval.at(START))
            .first("佐藤", START.plusSeconds(300), START.plusSeconds(420));
    return Incident.opened(new IncidentOpened(IncidentId.openedBy(first), first, false));
  }

  static Incident answered(Incident incident, ServiceImpact... impacts) {
    return answered(incident, Map.of(), impacts);
  }

  static Incident answered(Incident incident, Map<String, Said> said, ServiceImpact... impacts) {
    var answer =
        new ImpactAnswer(
            incident.impactAnswers().size() + 1,
            "佐藤",
            START.plusSeconds(30 * 60),
            List.of(impacts),
            "当直が確認",
            said);
    return incident.after(new ImpactAnswered(incident.id(), answer));
  }

  static Incident restored(Incident incident) {
    return incident.after(new IncidentRestored(incident.id(), leak(2, 160_000, END)));
  }

  static ServiceImpact ended(long minutes, long users) {
    return impact("internet", Impact.STOP, Bounds.exactly(users), Bounds.exactly(minutes));
  }

  static ServiceImpact phoneUntouched() {
    return impact("phone", Impact.NONE, Bounds.exactly(0), Bounds.exactly(0));
  }

  static ServiceImpact ongoing(Bounds users) {
    return new ServiceImpact(
        "internet",
        ServiceCategory.OTHER,
        Impact.STOP,
        users,
        Bounds.UNKNOWN,
        new Interval(START.plusSeconds(60), START.plusSeconds(120)),
        true,
        "");
  }

  static ServiceImpact impact(String service, Impact kind, Bounds users, Bounds minutes) {
    return new ServiceImpact(
        service,
        service.equals("phone") ? ServiceCategory.VOICE_EMERGENCY : ServiceCategory.OTHER,
        kind,
        users,
        minutes,
        kind == Impact.NONE ? null : Interval.at(START.plusSeconds(60)),
        false,
        kind == Impact.STOP ? "認証サーバのセッション数の差" : "");
  }

  static Determination judged(Incident incident, Instant at) {
    AccidentFacts facts = new ImpactFacts(LAW.rulebook(), OPERATOR).of(incident, at);
    return LAW.determine(facts);
  }

  static List<Draft> drafts(Incident incident, Instant at) {
    return DraftWriter.write(incident, judged(incident, at), OPERATOR, at);
  }

  static Detection leak(int revision, long routes, @Nullable Instant end) {
    return new Detection(
        new DetectionId("route:15169>701:" + START),
        revision,
        "route",
        new TreeSet<>(List.of("leak", "surge")),
        new Subject("route-edge", "15169>701"),
        Interval.at(START),
        START.plusSeconds(10),
        START.plusSeconds(10L * revision),
        end,
        Certainty.HIGH,
        new TreeMap<>(Map.of("routeCount", routes, "originCount", 312L, "peerCount", 2L)),
        new TreeMap<>(
            Map.of(
                "suspects", List.of("15169", "701"),
                "letThrough", List.of("701"),
                "peers", List.of("192.0.2.1 AS2516", "192.0.2.5 AS2497"))),
        List.of());
  }

  private static Service service(
      String id, String japanese, String english, String category, long users) {
    return new Service(
        id,
        new LocalizedName(japanese, english),
        ServiceCategory.valueOf(category),
        users,
        Period.ALWAYS);
  }

  private static Contact contact(
      ContactRole role, String japanese, String english, String mail, Audience audience, long as) {
    return new Contact(
        role,
        new LocalizedName(japanese, english),
        mail,
        null,
        null,
        audience,
        as == 0 ? null : new AsNumber(as),
        Period.ALWAYS);
  }
}
