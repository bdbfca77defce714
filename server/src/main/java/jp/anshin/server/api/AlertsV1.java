package jp.anshin.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.incident.IncidentId;
import jp.anshin.server.alerts.Call;
import jp.anshin.server.alerts.Calls;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Incidents;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What somebody on call must take, for programs: lists, and taking it. */
@RestController
@RequestMapping("/api/v1")
class AlertsV1 {

  /** How far back those go that are over. */
  private static final int OVER_MAX = 1_000;

  private final Calls calls;
  private final Incidents incidents;

  AlertsV1(Calls calls, Incidents incidents) {
    this.calls = calls;
    this.incidents = incidents;
  }

  /** Those that nobody has taken first, then the taken ones, then what is over, the last first. */
  @GetMapping("/alerts")
  Answers.Page<CallAnswer> all(
      @RequestParam(defaultValue = "50") int limit, @RequestParam(defaultValue = "0") int offset) {
    return page(
        Stream.concat(calls.lasting().stream(), calls.over(OVER_MAX).stream()), limit, offset);
  }

  @GetMapping("/alerts/{id}")
  CallAnswer one(@PathVariable String id) {
    return CallAnswer.of(calls.required(id));
  }

  /** Takes it; what somebody has taken already is answered with that name, and nothing changes. */
  @PostMapping("/alerts/{id}/acknowledge")
  CallAnswer acknowledge(@PathVariable String id, Principal who, HttpServletRequest request) {
    return CallAnswer.of(calls.take(id, who.getName(), roles(request)));
  }

  /** Those about that incident, in the same order. */
  @GetMapping("/incidents/{id}/calls")
  Answers.Page<CallAnswer> about(
      @PathVariable String id,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(defaultValue = "0") int offset) {
    return page(calls.about(incidents.required(id).id()).stream(), limit, offset);
  }

  /** Takes all of them that nobody has taken and the roles allow, and answers how all are then. */
  @PostMapping("/incidents/{id}/calls/take")
  Answers.Page<CallAnswer> take(
      @PathVariable String id, Principal who, HttpServletRequest request) {
    IncidentId incident = incidents.required(id).id();
    List<String> open =
        calls.about(incident).stream()
            .map(Calls.Worded::call)
            .filter(Call::isOpen)
            .map(Call::id)
            .toList();
    calls.take(open, who.getName(), roles(request));
    return page(calls.about(incident).stream(), ApiV1.PAGE_MAX, 0);
  }

  private static Answers.Page<CallAnswer> page(Stream<Calls.Worded> all, int limit, int offset) {
    return ApiV1.page(all.map(CallAnswer::of).toList(), limit, offset);
  }

  private static Set<Role> roles(HttpServletRequest request) {
    return Arrays.stream(Role.values())
        .filter(role -> request.isUserInRole(role.name()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
