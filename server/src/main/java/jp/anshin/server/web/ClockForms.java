package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.anshin.core.Interval;
import jp.anshin.incident.Incident;
import jp.anshin.incident.impact.AnswerableTime;
import jp.anshin.operator.Operator;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people tell the clock: how many users are affected, and that users were told. */
@Controller
class ClockForms {

  private final Incidents incidents;
  private final Standing standing;
  private final IncidentPage page;
  private final Words words;

  ClockForms(Incidents incidents, Standing standing, IncidentPage page, Words words) {
    this.incidents = incidents;
    this.standing = standing;
    this.page = page;
    this.words = words;
  }

  @PostMapping("/incidents/{id}/user-counts")
  String count(
      @PathVariable String id,
      @RequestParam Map<String, String> sent,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    Incident incident = incidents.required(id);
    Operator operator = standing.operator(incident, "service", locale);
    CountForm form = CountForm.typed(sent, operator, new Show(locale, words), answerable(incident));
    model.addAttribute("countForm", form);
    if (form.faulty()) {
      return page.again(incident, HttpServletResponse.SC_BAD_REQUEST, locale, model, response);
    }
    try {
      incidents.countUsers(incident.id(), who.getName(), List.of(form.count()));
      return "redirect:/incidents/" + incident.id() + "?counted#clock";
    } catch (Refusal refusal) {
      model.addAttribute("refused", refusal.sentence(locale));
      return page.again(incident, refusal.status(), locale, model, response);
    }
  }

  @PostMapping("/incidents/{id}/notices")
  String notice(
      @PathVariable String id,
      @RequestParam Map<String, String> sent,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    Incident incident = incidents.required(id);
    NoticeForm form =
        NoticeForm.typed(
            sent,
            standing.operator(incident).map(Operator::ownRules).orElse(List.of()),
            new Show(locale, words),
            answerable(incident));
    model.addAttribute("noticeForm", form);
    if (form.faulty()) {
      return page.again(incident, HttpServletResponse.SC_BAD_REQUEST, locale, model, response);
    }
    try {
      incidents.giveNotice(incident.id(), who.getName(), form.notice());
      return "redirect:/incidents/" + incident.id() + "?noticed#clock";
    } catch (Refusal refusal) {
      model.addAttribute("refused", refusal.sentence(locale));
      return page.again(incident, refusal.status(), locale, model, response);
    }
  }

  private Interval answerable(Incident incident) {
    return AnswerableTime.of(incident, standing.clock(incident));
  }
}
