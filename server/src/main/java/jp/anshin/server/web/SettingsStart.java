package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Settings without saying which: the first that the reader may see. */
@Controller
class SettingsStart {

  @GetMapping("/settings")
  String first(HttpServletRequest request) {
    return Me.of(request).administers()
        ? "redirect:/settings/operator"
        : "redirect:/settings/password";
  }
}
