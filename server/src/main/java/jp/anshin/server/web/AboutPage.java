package jp.anshin.server.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What is this made of, and under which licences? */
@Controller
class AboutPage {

  @GetMapping("/about")
  String about() {
    return "about";
  }
}
