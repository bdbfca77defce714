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

/** Runbooks on the page of an incident: steps ticked and taken back, a newer version taken over. */
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

  @PostMapping("/incidents/{id}/runbook/tick")
  String tick(
      @PathVariable String id,
      @RequestParam String step,
      @RequestParam(defaultValue = "") String note,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    return done(
        id,
        "step-" + step,
        Words.typed(note),
        incident -> runbooks.tick(incident.id(), who.getName(), step, Words.typed(note)),
        locale,
        model,
        response);
  }

  @PostMapping("/incidents/{id}/runbook/untick")
  String untick(
      @PathVariable String id,
      @RequestParam String step,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    return done(
        id,
        "step-" + step,
        "",
        incident -> runbooks.untick(incident.id(), who.getName(), step),
        locale,
        model,
        response);
  }

  @PostMapping("/incidents/{id}/runbook/take-over")
  String takeOver(
      @PathVariable String id,
      @RequestParam String kind,
      @RequestParam int version,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    return done(
        id,
        "runbook",
        "",
        incident -> runbooks.takeOver(incident.id(), who.getName(), kind, version),
        locale,
        model,
        response);
  }

  private interface Deed {
    void on(Incident incident);
  }

  /**
   * Back to where the person was. What is refused is told on the page, and nothing changed; what
   * they found is theirs to write as a note of the incident.
   */
  private String done(
      String id,
      String anchor,
      String found,
      Deed deed,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    Incident incident = incidents.required(id);
    try {
      deed.on(incident);
      return "redirect:/incidents/" + incident.id() + "#" + anchor;
    } catch (Refusal refusal) {
      model.addAttribute("refused", refusal.sentence(locale));
      model.addAttribute("noteWords", found);
      return page.again(incident, refusal.status(), locale, model, response);
    }
  }
}
