package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jp.anshin.core.Detection;
import jp.anshin.incident.Incident;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.incidents.Incidents.Reported;
import jp.anshin.server.refusal.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What happened that no sensor saw, and is it over? */
@Controller
class StatementPages {

  private final Incidents incidents;
  private final Determinations determinations;
  private final Standing standing;
  private final IncidentPage page;
  private final Words words;

  StatementPages(
      Incidents incidents,
      Determinations determinations,
      Standing standing,
      IncidentPage page,
      Words words) {
    this.incidents = incidents;
    this.determinations = determinations;
    this.standing = standing;
    this.page = page;
    this.words = words;
  }

  @GetMapping("/incidents/new")
  String form(Model model) {
    return show(StatementForm.empty(standing.clock()), model);
  }

  @PostMapping("/incidents")
  String open(
      @RequestParam Map<String, String> sent,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    var show = new Show(locale, words);
    Instant now = standing.clock();
    StatementForm form = judged(StatementForm.opening(sent, show, now), show);
    if (form.faulty()) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      return show(form, model);
    }
    try {
      Reported reported =
          incidents.report(
              form.statement().first(who.getName(), form.at("noticedAt"), now), who.getName());
      return "redirect:/incidents/" + reported.incident().id() + "?reported";
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
      return show(form, model);
    }
  }

  @PostMapping("/incidents/{id}/restored")
  String restored(
      @PathVariable String id,
      @RequestParam Map<String, String> sent,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    Incident incident = incidents.required(id);
    Detection stated = statedIn(incident);
    StatementForm form =
        StatementForm.ending(sent, stated, new Show(locale, words), standing.clock(incident));
    return done(
        incident,
        StatementForm.Deed.RESTORED,
        form,
        () ->
            incidents.restored(
                incident.id(), form.revision(), form.at("endedAt"), who.getName(), form.words()),
        new Shown(locale, model, response));
  }

  @PostMapping("/incidents/{id}/resumed")
  String resumed(
      @PathVariable String id,
      @RequestParam Map<String, String> sent,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    Incident incident = incidents.required(id);
    StatementForm form = StatementForm.resuming(sent, new Show(locale, words));
    return done(
        incident,
        StatementForm.Deed.RESUMED,
        form,
        () -> incidents.resumed(incident.id(), form.revision(), who.getName(), form.words()),
        new Shown(locale, model, response));
  }

  @PostMapping("/incidents/{id}/corrected")
  String corrected(
      @PathVariable String id,
      @RequestParam Map<String, String> sent,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    Incident incident = incidents.required(id);
    Detection stated = statedIn(incident);
    var show = new Show(locale, words);
    StatementForm form =
        judged(StatementForm.correcting(sent, stated, show, standing.clock(incident)), show);
    return done(
        incident,
        StatementForm.Deed.CORRECTED,
        form,
        () ->
            incidents.correct(
                incident.id(),
                form.revision(),
                form.statementInsteadOf(stated),
                who.getName(),
                form.words()),
        new Shown(locale, model, response));
  }

  /** Where the page is shown again. */
  private record Shown(Locale locale, Model model, HttpServletResponse response) {}

  private String done(
      Incident incident,
      StatementForm.Deed deed,
      StatementForm form,
      Runnable change,
      Shown shown) {
    if (form.faulty()) {
      return again(incident, deed, form, HttpServletResponse.SC_BAD_REQUEST, shown);
    }
    try {
      change.run();
      return "redirect:/incidents/" + incident.id() + "?restated#statement";
    } catch (Refusal refusal) {
      shown.model().addAttribute("refused", refusal.sentence(shown.locale()));
      return again(incidents.required(incident.id()), deed, form, refusal.status(), shown);
    }
  }

  private String again(
      Incident incident, StatementForm.Deed deed, StatementForm form, int status, Shown shown) {
    shown.model().addAttribute(deed.form(), form);
    shown.model().addAttribute("confirmEdition", edition(form));
    return page.again(incident, status, shown.locale(), shown.model(), shown.response());
  }

  /** A sensor's incident has no form here: a page that offers none cannot send it. */
  private static Detection statedIn(Incident incident) {
    return incident.byPerson().orElseGet(() -> incident.detections().getFirst());
  }

  /** With what the law makes of the day it began: a slip in the year must not choose silently. */
  private StatementForm judged(StatementForm form, Show show) {
    Optional<LocalDate> day = form.start().map(StatementForm::day);
    if (day.isPresent() && determinations.editionOn(day.get()).isEmpty()) {
      return form.faulty("began", show.say("report-new.fault.before-law", show.day(day.get())));
    }
    return form.unconfirmed() && !form.faulty()
        ? form.faulty("confirmedDay", show.say("report-new.fault.confirm"))
        : form;
  }

  private String edition(StatementForm form) {
    return form.start().map(StatementForm::day).flatMap(determinations::editionOn).orElse("");
  }

  private String show(StatementForm form, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("confirmEdition", edition(form));
    return "incident-new";
  }
}
