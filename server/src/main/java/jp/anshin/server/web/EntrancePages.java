package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.regex.Pattern;
import jp.anshin.server.identity.Accounts;
import jp.anshin.server.identity.FirstStart;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Logging in, and making the first account. */
@Controller
class EntrancePages {

  private static final Pattern MINUTES = Pattern.compile("[1-9][0-9]?");

  private final FirstStart firstStart;
  private final Words words;

  EntrancePages(FirstStart firstStart, Words words) {
    this.firstStart = firstStart;
    this.words = words;
  }

  @GetMapping("/login")
  String login(@RequestParam(required = false) @Nullable String paused, Model model) {
    if (firstStart.setupCode().isPresent()) {
      return "redirect:/setup";
    }
    model.addAttribute("pausedMinutes", paused == null ? 0 : minutes(paused));
    return "login";
  }

  /** As the log-in has put it into the address: what anybody else writes there is no number. */
  private static int minutes(String paused) {
    return MINUTES.matcher(paused).matches() ? Integer.parseInt(paused) : 1;
  }

  @GetMapping("/setup")
  String setup(Model model) {
    if (firstStart.setupCode().isEmpty()) {
      return "redirect:/login";
    }
    model.addAttribute("name", "");
    model.addAttribute("display", "");
    model.addAttribute("passwordMin", Accounts.PASSWORD_LENGTH_MIN);
    return "setup";
  }

  @PostMapping("/setup")
  String setUp(
      @RequestParam String code,
      @RequestParam String name,
      @RequestParam String display,
      @RequestParam String password,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    try {
      AccountSettings.checkDisplayName(display, words, locale);
      firstStart.setUp(code.strip(), name.strip(), display.strip(), password);
      return "redirect:/login?made";
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
      model.addAttribute("name", name);
      model.addAttribute("display", display);
      model.addAttribute("passwordMin", Accounts.PASSWORD_LENGTH_MIN);
      return "setup";
    }
  }
}
