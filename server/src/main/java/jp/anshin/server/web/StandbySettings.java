package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Locale;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.standby.Standby;
import jp.anshin.server.standby.StationRole;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Does this server call people, or the other one? */
@Controller
class StandbySettings {

  private final Standby standby;

  StandbySettings(Standby standby) {
    this.standby = standby;
  }

  @GetMapping("/settings/standby")
  String page(Model model) {
    return shown("", model);
  }

  /** Says which; what was typed as reason is not lost when it is refused. */
  @PostMapping("/settings/standby")
  String change(
      @RequestParam StationRole role,
      @RequestParam(defaultValue = "") String why,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    try {
      standby.change(who.getName(), role, Words.typed(why));
      return "redirect:/settings/standby?saved";
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
      return shown(why, model);
    }
  }

  private String shown(String why, Model model) {
    model.addAttribute("role", standby.role());
    model.addAttribute("configured", standby.configured());
    model.addAttribute("changes", standby.changes());
    model.addAttribute("whyMax", Standby.WHY_MAX);
    model.addAttribute("why", why);
    return "standby";
  }
}
