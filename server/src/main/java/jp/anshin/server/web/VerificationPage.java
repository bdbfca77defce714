package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.anshin.formats.standard.StandardItems;
import jp.anshin.incident.Incident;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.verification.Measure;
import jp.anshin.incident.verification.Verification;
import jp.anshin.law.Figures;
import jp.anshin.server.incidents.Incidents;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.verifications.Verifications;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was learnt, and what is done so that it does not happen again? */
@Controller
@RequestMapping("/incidents/{incident}/verification")
class VerificationPage {

  private final Incidents incidents;
  private final Verifications verifications;
  private final Standing standing;
  private final Words words;

  VerificationPage(
      Incidents incidents, Verifications verifications, Standing standing, Words words) {
    this.incidents = incidents;
    this.verifications = verifications;
    this.standing = standing;
    this.words = words;
  }

  @GetMapping
  String page(@PathVariable String incident, Model model) {
    show(incidents.required(incident), Map.of(), model);
    return "verification";
  }

  @PostMapping("/{deed:lessons|measure|done|reopen}")
  String act(
      @PathVariable String incident,
      @PathVariable String deed,
      @RequestParam int revision,
      @RequestParam(defaultValue = "0") int number,
      @RequestParam(name = "item", defaultValue = "") List<String> items,
      @RequestParam Map<String, String> sent,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    Incident known = incidents.required(incident);
    IncidentId id = known.id();
    String name = who.getName();
    String said = Words.typed(sent.getOrDefault("words", "")).strip();
    try {
      switch (deed) {
        case "lessons" -> verifications.writeLessons(id, revision, name, said);
        case "measure" ->
            verifications.setMeasure(
                id,
                revision,
                name,
                number,
                said,
                Words.typed(sent.getOrDefault("owner", "")).strip(),
                day(sent.getOrDefault("due", ""), locale),
                standards(items, sent));
        case "done" -> verifications.done(id, revision, name, number, said);
        default -> verifications.reopen(id, revision, name, number, said);
      }
      return "redirect:/incidents/" + id + "/verification?done";
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
      model.addAttribute("typedDeed", deed + (number == 0 ? "" : "-" + number));
      show(known, sent, model);
      model.addAttribute("asked", items);
      return "verification";
    }
  }

  /** The items that were chosen, then those that were written, each once. */
  private static List<String> standards(List<String> items, Map<String, String> sent) {
    return Stream.concat(
            items.stream(), Words.typed(sent.getOrDefault("standards", "")).strip().lines())
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .distinct()
        .toList();
  }

  /** What each measure names beside the items we know, a line each. */
  private static Map<Integer, String> words(Verification verification, StandardItems known) {
    return verification.measures().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Measure::number,
                measure ->
                    measure.standards().stream()
                        .filter(each -> known.find(each).isEmpty())
                        .collect(Collectors.joining("\n"))));
  }

  private void show(Incident incident, Map<String, String> typed, Model model) {
    model.addAttribute("incident", incident);
    Verification verification = verifications.of(incident.id());
    StandardItems standard = StandardItems.shipped();
    model.addAttribute("verification", verification);
    model.addAttribute("standard", standard);
    model.addAttribute("words", words(verification, standard));
    model.addAttribute("asked", List.of());
    model.addAttribute("typed", typed);
    model.addAttribute("today", standing.now(incident).atZone(Figures.JAPAN).toLocalDate());
  }

  private LocalDate day(String text, Locale locale) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException noDay) {
      throw Refusal.because(
          noDay, "input.invalid", words.of(locale, "measure.due"), words.of(locale, "fault.day"));
    }
  }
}
