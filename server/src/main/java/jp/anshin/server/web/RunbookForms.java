package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Locale;
import jp.anshin.incident.Incident;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.runbooks.Runbooks;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Steps of the runbooks on the page of an incident: ticked, and taken back. */
@Controller
class RunbookForms {

  private final Incidents incidents;
  private final Runbooks runbooks;
  private final IncidentPage page;

  RunbookForms(Incidents incidents, Runbooks runbooks, IncidentPage page) {
    this.incidents = incidents;
    this.runbooks = runbooks;
    this.page = page;
  }

  @PostMapping("/incidents/{id}/runbook/{deed:tick|untick}")
  String act(
      @PathVariable String id,
      @PathVariable String deed,
      @RequestParam String step,
      @RequestParam(defaultValue = "") String note,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    Incident incident = incidents.required(id);
    try {
      if (deed.equals("tick")) {
        runbooks.tick(incident.id(), who.getName(), step, Words.typed(note));
      } else {
        runbooks.untick(incident.id(), who.getName(), step);
      }
      return "redirect:/incidents/" + incident.id() + "#runbook";
    } catch (Refusal refusal) {
      model.addAttribute("refused", refusal.sentence(locale));
      return page.again(incident, refusal.status(), locale, model, response);
    }
  }
}
