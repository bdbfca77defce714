package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import jp.anshin.incident.DutyReport;
import jp.anshin.incident.Incident;
import jp.anshin.law.OtherDuty;
import jp.anshin.law.Signpost;
import jp.anshin.law.Truth;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.duties.DutyReports;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Another duty of an incident: what is it, by when, and was its report made? */
@Controller
@RequestMapping("/incidents/{incident}/duties/{key}")
class DutyPage {

  private final Incidents incidents;
  private final Determinations determinations;
  private final DutyReports reports;
  private final Standing standing;
  private final Sendings sendings;
  private final Words words;

  DutyPage(
      Incidents incidents,
      Determinations determinations,
      DutyReports reports,
      Standing standing,
      Sendings sendings,
      Words words) {
    this.incidents = incidents;
    this.determinations = determinations;
    this.reports = reports;
    this.standing = standing;
    this.sendings = sendings;
    this.words = words;
  }

  @GetMapping
  String page(@PathVariable String incident, @PathVariable String key, Locale locale, Model model) {
    show(incidents.required(incident), key, locale, model);
    return "duty";
  }

  @PostMapping("/done")
  String done(
      @PathVariable String incident,
      @PathVariable String key,
      @RequestParam Map<String, String> sent,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    Incident known = incidents.required(incident);
    model.addAttribute("typed", sent);
    return doing(
        known,
        key,
        "recorded",
        () ->
            reports.record(
                known, key, who.getName(), sendings.of(sent, locale), standing.clock(known)),
        locale,
        model,
        response);
  }

  @PostMapping("/withdraw")
  String withdraw(
      @PathVariable String incident,
      @PathVariable String key,
      @RequestParam int number,
      @RequestParam(defaultValue = "") String why,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    Incident known = incidents.required(incident);
    model.addAttribute("withdrawing", number);
    model.addAttribute("typedWhy", why);
    return doing(
        known,
        key,
        "withdrawn",
        () -> reports.withdraw(known.id(), key, who.getName(), number, why.strip()),
        locale,
        model,
        response);
  }

  /** Does it and shows the page again; a refusal is told there, with what was typed. */
  private String doing(
      Incident incident,
      String key,
      String done,
      Runnable deed,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    try {
      deed.run();
      return "redirect:/incidents/" + incident.id() + "/duties/" + key + "?" + done;
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
      show(incident, key, locale, model);
      return "duty";
    }
  }

  /** The last telephone call that counts while the form is still to be sent, or null. */
  private static @Nullable DutyReport told(DutyReports.Reported reported) {
    boolean open = reported.duty().isOpen();
    return reported.reports().stream()
        .filter(each -> open && each.counts() && !each.sending().channel().carriesForm())
        .max(Comparator.comparing(each -> each.sending().sentAt()))
        .orElse(null);
  }

  /** What the law says of that duty while nobody has said from which day its time runs, or null. */
  private @Nullable Signpost undated(Incident incident, DutyReports.Reported reported) {
    return standing.determined(incident).determination().signposts().stream()
        .filter(each -> each.duty().id().equals(reported.id()))
        .filter(each -> each.applies() != Truth.NO && each.deadline() == null)
        .findFirst()
        .orElse(null);
  }

  private void show(Incident incident, String key, Locale locale, Model model) {
    DutyReports.Reported reported = reports.of(incident, key);
    model.addAttribute("incident", incident);
    model.addAttribute("reported", reported);
    model.addAttribute("told", told(reported));
    model.addAttribute("undated", undated(incident, reported));
    model.addAttribute(
        "form",
        determinations.law().rulebook().otherDuties().stream()
            .filter(each -> each.id().equals(reported.id()))
            .map(OtherDuty::form)
            .findFirst()
            .orElse(""));
    sendings.offer(
        standing.operator(incident), standing.clock(incident), new Show(locale, words), model);
  }
}
