package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import jp.anshin.server.identity.Accounts;
import jp.anshin.server.incidents.Simulation;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.standby.Standby;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** What every page knows, and how a page refuses. */
@ControllerAdvice(annotations = Controller.class)
class EveryPage {

  private final Words words;
  private final Simulation simulation;
  private final Accounts accounts;
  private final Standby standby;

  EveryPage(Words words, Simulation simulation, Accounts accounts, Standby standby) {
    this.words = words;
    this.simulation = simulation;
    this.accounts = accounts;
    this.standby = standby;
  }

  @ModelAttribute
  void shared(HttpServletRequest request, Locale locale, Model model) {
    var show = new Show(locale, words);
    model.addAttribute("show", show);
    model.addAttribute("me", Me.of(request));
    model.addAttribute("people", new People(accounts::find, words, locale));
    model.addAttribute("simulated", simulation.isOn());
    model.addAttribute("standby", standby.isOn());
    model.addAttribute("theme", Preferences.theme(request));
    model.addAttribute("here", request.getRequestURI());
    model.addAttribute("language", show.japanese() ? "ja" : "en");
  }

  /** A refusal outside a form is a page of its own. */
  @ExceptionHandler(Refusal.class)
  ModelAndView refused(Refusal refusal, HttpServletRequest request, Locale locale) {
    var page = new ModelAndView("error");
    page.setStatus(HttpStatus.valueOf(refusal.status()));
    page.addObject("status", refusal.status());
    page.addObject("sentence", refusal.sentence(locale));
    var model = new ExtendedModelMap();
    shared(request, locale, model);
    page.addAllObjects(model);
    return page;
  }
}
