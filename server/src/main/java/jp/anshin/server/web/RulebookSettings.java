package jp.anshin.server.web;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.anshin.formats.rulebook.RulebookException;
import jp.anshin.formats.rulebook.RulebookFault;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.law.Rulebook;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.rulebooks.RulebookVersion;
import jp.anshin.server.rulebooks.Rulebooks;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** By which law do we judge? Everybody may read it; administrators may put another in force. */
@Controller
class RulebookSettings {

  private final Rulebooks rulebooks;

  private final Words words;

  RulebookSettings(Rulebooks rulebooks, Words words) {
    this.rulebooks = rulebooks;
    this.words = words;
  }

  @GetMapping("/rulebook")
  String read(Locale locale, Model model) {
    Rulebooks.InForce current = rulebooks.current();
    Rulebook rulebook = current.law().rulebook();
    Map<String, List<RuleLine>> rules =
        RuleLine.of(rulebook, new Show(locale, words)).stream()
            .collect(groupingBy(RuleLine::group, LinkedHashMap::new, toList()));
    model.addAttribute("rules", rules.entrySet());
    model.addAttribute("current", current);
    model.addAttribute("rulebook", rulebook);
    return "rulebook";
  }

  @GetMapping("/rulebook.json")
  ResponseEntity<String> file() {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(rulebooks.current().text());
  }

  /** The schema, for editors that help while one writes. */
  @GetMapping("/rulebook/schema.json")
  ResponseEntity<String> schema() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(RulebookText.schema());
  }

  @GetMapping("/settings/rulebook")
  String edit(Model model) {
    Rulebooks.InForce current = rulebooks.current();
    show(current.version(), current.text(), "", model);
    return "rulebook-edit";
  }

  @PostMapping("/settings/rulebook")
  String replace(
      @RequestParam int readVersion,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String why,
      @RequestParam(defaultValue = "") String shipped,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    String plain = Words.typed(text);
    try {
      rulebooks.replace(
          who.getName(), readVersion, shipped.isEmpty() ? written(plain) : "", why.strip());
      return "redirect:/settings/rulebook?saved";
    } catch (RulebookException faulty) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      model.addAttribute(
          "faults",
          faulty.faults().stream().map((RulebookFault fault) -> fault.sentence(locale)).toList());
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
    }
    show(readVersion, plain, why, model);
    return "rulebook-edit";
  }

  @GetMapping("/settings/rulebook/versions/{version}")
  String version(@PathVariable int version, Model model) {
    List<RulebookVersion> history = rulebooks.history();
    RulebookVersion file =
        history.stream()
            .filter(each -> each.version() == version)
            .findFirst()
            .orElseThrow(() -> new Refusal("rulebook.unknown", Integer.toString(version)));
    String before =
        history.stream()
            .filter(each -> each.version() == version - 1)
            .findFirst()
            .map(RulebookSettings::text)
            .orElseGet(RulebookText::shippedText);
    model.addAttribute("file", file);
    model.addAttribute("lines", TextChanges.between(before, text(file)));
    return "rulebook-version";
  }

  private static String text(RulebookVersion version) {
    return version.shipped() ? RulebookText.shippedText() : version.text();
  }

  /** An empty field is no wish for the shipped rulebook: that has its own button. */
  private static String written(String text) {
    return text.isEmpty() ? " " : text;
  }

  private void show(int readVersion, String text, String why, Model model) {
    model.addAttribute("readVersion", readVersion);
    model.addAttribute("text", text);
    model.addAttribute("why", why);
    model.addAttribute("lineCount", (int) text.lines().count() + 1);
    model.addAttribute("history", rulebooks.history().reversed());
  }
}
