package jp.anshin.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.server.alerts.Calls;
import jp.anshin.server.identity.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What somebody on call must take, for programs: a list, and taking it. */
@RestController
@RequestMapping("/api/v1/alerts")
class AlertsV1 {

  /** How far back those go that are over. */
  private static final int OVER_MAX = 1_000;

  private final Calls calls;

  AlertsV1(Calls calls) {
    this.calls = calls;
  }

  /** Those that nobody has taken first, then the taken ones, then what is over, the last first. */
  @GetMapping
  Answers.Page<CallAnswer> all(
      @RequestParam(defaultValue = "50") int limit, @RequestParam(defaultValue = "0") int offset) {
    List<CallAnswer> found =
        Stream.concat(calls.lasting().stream(), calls.over(OVER_MAX).stream())
            .map(CallAnswer::of)
            .toList();
    return ApiV1.page(found, limit, offset);
  }

  @GetMapping("/{id}")
  CallAnswer one(@PathVariable String id) {
    return CallAnswer.of(calls.required(id));
  }

  /** Takes it; what somebody has taken already is answered with that name, and nothing changes. */
  @PostMapping("/{id}/acknowledge")
  CallAnswer acknowledge(@PathVariable String id, Principal who, HttpServletRequest request) {
    Set<Role> roles =
        Arrays.stream(Role.values())
            .filter(role -> request.isUserInRole(role.name()))
            .collect(Collectors.toUnmodifiableSet());
    return CallAnswer.of(calls.take(id, who.getName(), roles));
  }
}
