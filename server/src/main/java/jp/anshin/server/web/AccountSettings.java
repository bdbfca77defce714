package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import jp.anshin.server.identity.Account;
import jp.anshin.server.identity.Accounts;
import jp.anshin.server.identity.Role;
import jp.anshin.server.refusal.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who may do what? */
@Controller
class AccountSettings {

  /** As wide as the column that keeps it. */
  static final int DISPLAY_NAME_MAX = 80;

  private final Accounts accounts;
  private final Words words;

  AccountSettings(Accounts accounts, Words words) {
    this.accounts = accounts;
    this.words = words;
  }

  @GetMapping("/settings/accounts")
  String accounts(Model model) {
    show("", "", Set.of(Role.VIEWER), model);
    return "accounts";
  }

  @PostMapping("/settings/accounts")
  String create(
      @RequestParam String name,
      @RequestParam String display,
      @RequestParam String password,
      @RequestParam(required = false, defaultValue = "") List<String> roles,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    Set<Role> given = roles(roles);
    try {
      checkDisplayName(display, words, locale);
      var account = new Account(name.strip(), display.strip(), given, true);
      accounts.create(who.getName(), account, password);
      return "redirect:/settings/accounts?saved";
    } catch (Refusal refusal) {
      refused(refusal, locale, model, response);
      show(name, display, given, model);
      return "accounts";
    }
  }

  @PostMapping("/settings/accounts/{name}")
  String change(
      @PathVariable String name,
      @RequestParam(required = false, defaultValue = "") List<String> roles,
      @RequestParam(defaultValue = "") String enabled,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    try {
      accounts.change(who.getName(), name, roles(roles), !enabled.isEmpty());
      return "redirect:/settings/accounts?saved";
    } catch (Refusal refusal) {
      refused(refusal, locale, model, response);
      show("", "", Set.of(Role.VIEWER), model);
      return "accounts";
    }
  }

  @PostMapping("/settings/accounts/{name}/password")
  String password(
      @PathVariable String name,
      @RequestParam String password,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    try {
      accounts.changePassword(who.getName(), name, password);
      return "redirect:/settings/accounts?saved";
    } catch (Refusal refusal) {
      refused(refusal, locale, model, response);
      show("", "", Set.of(Role.VIEWER), model);
      return "accounts";
    }
  }

  static void checkDisplayName(String display, Words words, Locale locale) {
    if (display.isBlank() || display.strip().length() > DISPLAY_NAME_MAX) {
      throw new Refusal(
          "input.invalid",
          words.of(locale, "account.display"),
          words.of(locale, "fault.length", "1", Integer.toString(DISPLAY_NAME_MAX)));
    }
  }

  private static void refused(
      Refusal refusal, Locale locale, Model model, HttpServletResponse response) {
    response.setStatus(refusal.status());
    model.addAttribute("refused", refusal.sentence(locale));
  }

  private static Set<Role> roles(List<String> names) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    Arrays.stream(Role.values()).filter(role -> names.contains(role.name())).forEach(roles::add);
    return roles;
  }

  private void show(String name, String display, Set<Role> roles, Model model) {
    model.addAttribute("accounts", accounts.all());
    model.addAttribute("roles", Role.values());
    model.addAttribute("newName", name);
    model.addAttribute("newDisplay", display);
    model.addAttribute("newRoles", roles);
    model.addAttribute("passwordMin", Accounts.PASSWORD_LENGTH_MIN);
  }
}
