package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.formats.yaml.Fault;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.server.operators.OperatorFile;
import jp.anshin.server.operators.OperatorFiles;
import jp.anshin.server.refusal.Refusal;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who are we? */
@Controller
class OperatorSettings {

  private final OperatorFiles files;

  OperatorSettings(OperatorFiles files) {
    this.files = files;
  }

  /**
   * A fault as the page shows it.
   *
   * @param line where, from 1
   * @param column where, from 1
   * @param sentence what is wrong and what to do
   */
  record Shown(int line, int column, String sentence) {}

  /** The first settings that the reader may see. */
  @GetMapping("/settings")
  String settings(HttpServletRequest request) {
    return Me.of(request).administers()
        ? "redirect:/settings/operator"
        : "redirect:/settings/password";
  }

  @GetMapping("/settings/operator")
  String operator(Model model) {
    List<OperatorFile> history = files.history();
    boolean none = history.isEmpty();
    show(
        none ? 0 : history.getLast().version(),
        none ? "" : history.getLast().text(),
        "",
        List.of(),
        model);
    return "operator";
  }

  @PostMapping("/settings/operator")
  String replace(
      @RequestParam int readVersion,
      @RequestParam String text,
      @RequestParam(defaultValue = "") String why,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    String plain = Words.typed(text);
    try {
      files.replace(who.getName(), readVersion, plain, why.strip());
      return "redirect:/settings/operator?saved";
    } catch (FaultyTextException faulty) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      var shown = new ArrayList<Shown>();
      for (Fault fault : faulty.faults()) {
        shown.add(new Shown(fault.place().line(), fault.place().column(), fault.sentence(locale)));
      }
      show(readVersion, plain, why, shown, model);
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
      show(readVersion, plain, why, List.of(), model);
    }
    return "operator";
  }

  @GetMapping("/settings/operator/versions/{version}")
  String version(@PathVariable int version, Model model) {
    List<OperatorFile> history = files.history();
    OperatorFile file =
        history.stream()
            .filter(each -> each.version() == version)
            .findFirst()
            .orElseThrow(() -> new Refusal("operator-file.unknown", Integer.toString(version)));
    String before =
        history.stream()
            .filter(each -> each.version() == version - 1)
            .findFirst()
            .map(OperatorFile::text)
            .orElse("");
    model.addAttribute("file", file);
    model.addAttribute("lines", TextChanges.between(before, file.text()));
    return "operator-version";
  }

  /** The schema, for editors that help while one writes. */
  @GetMapping("/settings/operator/schema.json")
  ResponseEntity<String> schema() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(OperatorText.schema());
  }

  private void show(int readVersion, String text, String why, List<Shown> faults, Model model) {
    model.addAttribute("readVersion", readVersion);
    model.addAttribute("text", text);
    model.addAttribute("why", why);
    model.addAttribute("faults", faults);
    model.addAttribute("lineCount", (int) text.lines().count() + 1);
    model.addAttribute("history", files.history().reversed());
    model.addAttribute("example", OperatorText.example());
  }
}
