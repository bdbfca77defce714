package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jp.anshin.server.identity.Accounts;
import jp.anshin.server.identity.OwnPassword;
import jp.anshin.server.refusal.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which password is mine? */
@Controller
class OwnPasswordPage {

  private static final String PRESENT = "present";
  private static final String PASSWORD = "password";
  private static final String AGAIN = "again";

  private final OwnPassword own;
  private final Words words;

  OwnPasswordPage(OwnPassword own, Words words) {
    this.own = own;
    this.words = words;
  }

  @GetMapping("/settings/password")
  String page(Model model) {
    return show(Map.of(), model);
  }

  @PostMapping("/settings/password")
  String change(
      @RequestParam(defaultValue = "") String present,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String again,
      Locale locale,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Map<String, String> faults = faults(present, password, again, locale);
    if (!faults.isEmpty()) {
      response.setStatus(HttpStatus.BAD_REQUEST.value());
      return show(faults, model);
    }
    try {
      own.change(request, response, present, password);
      return "redirect:/settings/password?changed";
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      return show(Map.of(field(refusal), refusal.sentence(locale)), model);
    }
  }

  /** What can be seen without comparing the present password: that would be a guess. */
  private Map<String, String> faults(String present, String password, String again, Locale locale) {
    var faults = new TreeMap<String, String>();
    if (present.isEmpty()) {
      faults.put(PRESENT, words.of(locale, "own-password.present-missing"));
    }
    if (password.isEmpty()) {
      faults.put(PASSWORD, words.of(locale, "own-password.new-missing"));
    } else if (!again.equals(password)) {
      faults.put(AGAIN, words.of(locale, "own-password.again-differs"));
    }
    return faults;
  }

  /** The field that a refusal is about; none of them when it is about the server. */
  private static String field(Refusal refusal) {
    return switch (refusal.code()) {
      case "account.password-wrong", "account.password-paused" -> PRESENT;
      case "account.password-short" -> PASSWORD;
      default -> "";
    };
  }

  private static String show(Map<String, String> faults, Model model) {
    model.addAttribute("faults", faults);
    model.addAttribute("passwordMin", Accounts.PASSWORD_LENGTH_MIN);
    return "own-password";
  }
}
