package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.anshin.incident.IncidentId;
import jp.anshin.server.alerts.Alerts;
import jp.anshin.server.alerts.Call;
import jp.anshin.server.alerts.Calls;
import jp.anshin.server.alerts.Heartbeat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What must somebody take, who was told of what, and did it arrive? */
@Controller
class AlertsPage {

  private static final int SHOWN_MAX = 100;
  private static final int OVER_MAX = 50;

  private final Alerts alerts;
  private final Calls calls;
  private final Heartbeat heartbeat;

  AlertsPage(Alerts alerts, Calls calls, Heartbeat heartbeat) {
    this.alerts = alerts;
    this.calls = calls;
    this.heartbeat = heartbeat;
  }

  @GetMapping("/alerts")
  String page(Model model) {
    Map<Boolean, List<Calls.Worded>> lasting =
        calls.lasting().stream().collect(Collectors.partitioningBy(each -> each.call().isOpen()));
    model.addAttribute("open", lasting.get(true));
    model.addAttribute("taken", lasting.get(false));
    model.addAttribute("over", calls.over(OVER_MAX));
    model.addAttribute("channels", alerts.channelStates());
    model.addAttribute("heartbeat", heartbeat.state().orElse(null));
    model.addAttribute("alerts", alerts.latest(SHOWN_MAX));
    return "alerts";
  }

  /** Where the link of a mail leads: it shows, and only the button there changes something. */
  @GetMapping("/alerts/{id}")
  String call(@PathVariable String id, Model model) {
    model.addAttribute("worded", calls.required(id));
    model.addAttribute("tellings", alerts.ofCall(id).reversed());
    return "alert";
  }

  /**
   * Takes a call.
   *
   * @param back {@code incident} to go back to the page of its incident
   */
  @PostMapping("/alerts/acknowledge")
  String take(
      @RequestParam String call,
      @RequestParam(defaultValue = "") String back,
      HttpServletRequest request) {
    Me me = Me.of(request);
    Call taken = calls.take(call, me.name(), me.roles()).call();
    IncidentId incident = taken.incident();
    return back.equals("incident") && incident != null
        ? "redirect:/incidents/" + incident + "#calls"
        : "redirect:/alerts/" + taken.id();
  }

  @PostMapping("/settings/alerts/test")
  String test(@RequestParam String channel, Principal who) {
    alerts.test(who.getName(), channel);
    return "redirect:/alerts?tested";
  }
}
