package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jp.anshin.incident.IncidentId;
import jp.anshin.server.alerts.Alerts;
import jp.anshin.server.alerts.Call;
import jp.anshin.server.alerts.CallGroup;
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

  /** Alerts on a page, each with its deliveries. */
  private static final int TOLD_LENGTH = 20;

  /** How far back those go that are over; of older ones their incidents and the audit log tell. */
  private static final int OVER_MAX = 1_000;

  /** Groups of calls on a page: more nobody takes in, least of all on a phone. */
  private static final int PAGE_LENGTH = 50;

  private final Alerts alerts;
  private final Calls calls;
  private final Heartbeat heartbeat;

  AlertsPage(Alerts alerts, Calls calls, Heartbeat heartbeat) {
    this.alerts = alerts;
    this.calls = calls;
    this.heartbeat = heartbeat;
  }

  /**
   * The page.
   *
   * @param page from 1, of what goes on
   * @param overPage from 1, of what is over
   * @param toldPage from 1, of what was told
   */
  @GetMapping("/alerts")
  String page(
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "1") int overPage,
      @RequestParam(defaultValue = "1") int toldPage,
      Model model) {
    List<Calls.Worded> lasting = calls.lasting();
    Map<Boolean, List<CallGroup>> groups =
        cut(CallGroup.of(lasting), page, "page", model).stream()
            .collect(Collectors.partitioningBy(CallGroup::isOpen));
    model.addAttribute("openCount", lasting.stream().filter(each -> each.call().isOpen()).count());
    model.addAttribute("open", groups.get(true));
    model.addAttribute("taken", groups.get(false));
    List<Calls.Worded> over = calls.over(OVER_MAX);
    model.addAttribute("overCount", over.size());
    model.addAttribute("over", cut(CallGroup.of(over), overPage, "overPage", model));
    model.addAttribute("channels", alerts.channelStates());
    model.addAttribute("heartbeat", heartbeat.state().orElse(null));
    int told = at(toldPage, alerts.count(), TOLD_LENGTH, "toldPage", model);
    model.addAttribute("alerts", alerts.latest(TOLD_LENGTH, (told - 1) * TOLD_LENGTH));
    return "alerts";
  }

  private static List<CallGroup> cut(List<CallGroup> all, int wanted, String name, Model model) {
    int page = at(wanted, all.size(), PAGE_LENGTH, name, model);
    return all.stream().skip((page - 1L) * PAGE_LENGTH).limit(PAGE_LENGTH).toList();
  }

  /** The page nearest to the one wanted; the model is told which it is and of how many. */
  private static int at(int wanted, int count, int length, String name, Model model) {
    int pages = Math.max(1, Math.ceilDiv(count, length));
    int page = Math.clamp(wanted, 1, pages);
    model.addAttribute(name, page);
    model.addAttribute(name + "s", pages);
    return page;
  }

  /** Where the link of a mail leads: it shows, and only the button there changes something. */
  @GetMapping("/alerts/{id}")
  String call(@PathVariable String id, Model model) {
    model.addAttribute("worded", calls.required(id));
    model.addAttribute("tellings", alerts.ofCall(id).reversed());
    return "alert";
  }

  /**
   * Takes calls: those that were seen, and no other that has come since.
   *
   * @param call ids of at least one
   * @param back {@code incident} to go back to the page of their incident
   */
  @PostMapping("/alerts/acknowledge")
  String take(
      @RequestParam List<String> call,
      @RequestParam(defaultValue = "") String back,
      HttpServletRequest request) {
    Me me = Me.of(request);
    List<Calls.Worded> taken = calls.take(call, me.name(), me.roles());
    Call first = taken.getFirst().call();
    IncidentId incident = first.incident();
    if (back.equals("incident") && incident != null) {
      return "redirect:/incidents/" + incident + "#calls";
    }
    return taken.size() == 1 ? "redirect:/alerts/" + first.id() : "redirect:/alerts?taken";
  }

  @PostMapping("/settings/alerts/test")
  String test(@RequestParam String channel, Principal who) {
    alerts.test(who.getName(), channel);
    return "redirect:/alerts?tested";
  }
}
