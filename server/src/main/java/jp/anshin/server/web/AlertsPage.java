package jp.anshin.server.web;

import java.security.Principal;
import jp.anshin.server.alerts.Alerts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who was told of what, and did it arrive? */
@Controller
class AlertsPage {

  private static final int SHOWN_MAX = 100;

  private final Alerts alerts;

  AlertsPage(Alerts alerts) {
    this.alerts = alerts;
  }

  @GetMapping("/alerts")
  String page(Model model) {
    model.addAttribute("channels", alerts.channelStates());
    model.addAttribute("alerts", alerts.latest(SHOWN_MAX));
    return "alerts";
  }

  @PostMapping("/settings/alerts/test")
  String test(@RequestParam String channel, Principal who) {
    alerts.test(who.getName(), channel);
    return "redirect:/alerts?tested";
  }
}
