package jp.anshin.formats.lpwa;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import jp.anshin.lpwa.event.Arrival;
import jp.anshin.lpwa.event.LpwaEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Cellular LPWA: notifications of 3GPP TS 29.122 (MonitoringEvent) and registrations of LwM2M
 * devices. That a device was lost is counted and not taken: it follows from its silence, and says
 * nothing of why. The names of these fields are unverified.
 */
final class Cellular implements Form {

  private static final int REPORTS_MAX = 1_000;
  private static final String REPORTS = "monitoringEventReports";

  @Override
  public boolean fits(Message message) {
    return message.has(REPORTS)
        || message.has("monitoringType")
        || message.has("endpoint")
        || message.body().path("registration").has("endpoint");
  }

  @Override
  public void read(Message message, LogClock clock, Consumer<LpwaEvent> events) throws Unusable {
    JsonNode body = message.body();
    if (body.has(REPORTS)) {
      boolean told = false;
      for (JsonNode each : Told.each(body, REPORTS, REPORTS_MAX)) {
        told |= report(message, each, clock, events);
      }
      if (!told) {
        throw Unusable.notNeeded("monitoring.other");
      }
    } else if (body.has("monitoringType")) {
      if (!report(message, body, clock, events)) {
        throw Unusable.notNeeded("monitoring.other");
      }
    } else {
      JsonNode registration = body.path("registration");
      events.accept(registered(message, registration.isObject() ? registration : body, clock));
    }
  }

  private static boolean report(
      Message message, JsonNode report, LogClock clock, Consumer<LpwaEvent> events)
      throws Unusable {
    if (!Told.text(report, "monitoringType").equals("UE_REACHABILITY")) {
      return false;
    }
    String device = first(report, List.of("externalId", "msisdn", "imsi"));
    events.accept(arrival(message, device, Told.moment(report, "eventTime"), clock));
    return true;
  }

  private static Arrival registered(Message message, JsonNode told, LogClock clock)
      throws Unusable {
    Instant updated = Told.moment(told, "lastUpdate");
    Instant at = updated == null ? Told.moment(told, "registrationDate") : updated;
    return arrival(message, Told.text(told, "endpoint"), at, clock);
  }

  private static Arrival arrival(
      Message message, String device, @Nullable Instant at, LogClock clock) throws Unusable {
    return new Arrival(
        clock.at(message, at),
        message.feed(),
        Identity.required(device, "device"),
        null,
        null,
        null,
        List.of(),
        null,
        false);
  }

  private static String first(JsonNode report, List<String> keys) {
    return keys.stream()
        .map(key -> Told.text(report, key))
        .filter(told -> !told.isEmpty())
        .findFirst()
        .orElse("");
  }
}
