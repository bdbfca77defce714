package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jp.anshin.incident.ReportedKind;
import jp.anshin.incident.runbook.Runbook;
import jp.anshin.incident.runbook.RunbookChange;
import jp.anshin.incident.runbook.RunbookHistory;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.runbooks.RunbookVersions;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What do we do when something of a kind happens? Written by those who do it. */
@Controller
class RunbookSettings {

  private final RunbookVersions versions;
  private final Words words;

  RunbookSettings(RunbookVersions versions, Words words) {
    this.versions = versions;
    this.words = words;
  }

  /**
   * A version in the list.
   *
   * @param number from 1
   * @param change what made it
   */
  record Version(int number, RunbookChange change) {}

  @GetMapping("/settings/runbooks")
  String kinds(Model model) {
    Map<Boolean, List<RunbookHistory>> kinds =
        versions.all().stream()
            .filter(each -> !each.kind().equals(Runbook.GENERAL))
            .collect(Collectors.partitioningBy(each -> ReportedKind.of(each.kind()).isPresent()));
    model.addAttribute("general", List.of(versions.history(Runbook.GENERAL)));
    model.addAttribute("detected", kinds.get(false));
    model.addAttribute("reported", kinds.get(true));
    return "runbooks";
  }

  @GetMapping("/settings/runbooks/{kind}")
  String edit(@PathVariable String kind, Locale locale, Model model) {
    RunbookHistory history = versions.history(kind);
    Runbook.Text text =
        history
            .inForce()
            .map(book -> book.text(locale))
            .orElseGet(() -> new Runbook.Text("", "", ""));
    show(history, history.version(), text, "", model);
    return "runbook-edit";
  }

  @PostMapping("/settings/runbooks/{kind}")
  String save(
      @PathVariable String kind,
      @RequestParam int readVersion,
      @RequestParam(defaultValue = "") String avoid,
      @RequestParam(defaultValue = "") String check,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(defaultValue = "") String why,
      @RequestParam(defaultValue = "") String shipped,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    var text = new Runbook.Text(Words.typed(avoid), Words.typed(check), Words.typed(act));
    try {
      if (shipped.isEmpty()) {
        versions.write(who.getName(), kind, readVersion, text, locale, why.strip());
      } else {
        versions.backToShipped(who.getName(), kind, readVersion, why.strip());
      }
      return "redirect:/settings/runbooks/" + kind + "?saved";
    } catch (Refusal refusal) {
      RunbookHistory history = versions.history(kind);
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
      show(history, readVersion, text, why, model);
      return "runbook-edit";
    }
  }

  @GetMapping("/settings/runbooks/{kind}/versions/{version}")
  String version(@PathVariable String kind, @PathVariable int version, Locale locale, Model model) {
    RunbookHistory history = versions.history(kind);
    if (version < 1 || version > history.version()) {
      throw new Refusal("runbook-version.unknown", Integer.toString(version));
    }
    var show = new Show(locale, words);
    model.addAttribute("kind", kind);
    model.addAttribute("version", new Version(version, history.changes().get(version - 1)));
    model.addAttribute(
        "lines", RunbookPanel.changes(history.at(version - 1), history.at(version), show));
    return "runbook-version";
  }

  private static void show(
      RunbookHistory history, int readVersion, Runbook.Text text, String why, Model model) {
    model.addAttribute("kind", history.kind());
    model.addAttribute("readVersion", readVersion);
    model.addAttribute("text", text);
    model.addAttribute("why", why);
    model.addAttribute("written", history.isWritten());
    model.addAttribute("own", Runbook.shippedKinds().contains(history.kind()));
    model.addAttribute(
        "history",
        IntStream.rangeClosed(1, history.version())
            .mapToObj(number -> new Version(number, history.changes().get(number - 1)))
            .toList()
            .reversed());
  }
}
