package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.anshin.formats.accident.AccidentCase;
import jp.anshin.formats.accident.CaseFault;
import jp.anshin.formats.accident.CaseImpact;
import jp.anshin.server.imports.AccidentImport;
import jp.anshin.server.imports.ImportLimits;
import jp.anshin.server.imports.ImportState;
import jp.anshin.server.imports.ImportedAccident;
import jp.anshin.server.imports.ImportedIncidents;
import jp.anshin.server.imports.ImportedKind;
import jp.anshin.server.imports.Imports;
import jp.anshin.server.incidents.Incidents.Reported;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Is this list what is to count, and what of it needs a person? */
@Controller
@RequestMapping(UploadGate.PLACE)
class ImportsPage {

  /** Some years of monthly lists; older ones are reached by their number. */
  private static final int LISTS_MAX = 100;

  private static final int PAGE_LENGTH = 100;

  /** Lines with no kind: an id that was imported before. */
  private static final String DUPLICATES = "DUPLICATES";

  private final Imports imports;
  private final ImportedIncidents incidents;
  private final Words words;

  ImportsPage(Imports imports, ImportedIncidents incidents, Words words) {
    this.imports = imports;
    this.incidents = incidents;
    this.words = words;
  }

  /**
   * A row as it is shown.
   *
   * @param missing names of what is unknown of it
   */
  record Row(ImportedAccident imported, List<String> missing) {
    static Row of(ImportedAccident imported) {
      AccidentCase read = imported.accident();
      var missing = new ArrayList<String>();
      if (read.category() == null) {
        missing.add("category");
      }
      if (read.impact() == CaseImpact.UNKNOWN) {
        missing.add("impact");
      }
      if (read.users().isUnknown()) {
        missing.add("users");
      }
      if (read.durationSeconds().isUnknown()) {
        missing.add("duration");
      }
      if (read.details().facility() == null) {
        missing.add("facility");
      }
      return new Row(imported, List.copyOf(missing));
    }
  }

  @GetMapping
  String list(@RequestParam(required = false) @Nullable String large, Locale locale, Model model) {
    if (large != null) {
      model.addAttribute(
          "refused",
          new Refusal("import.too-large", Integer.toString(ImportLimits.OCTETS_MAX >> 20))
              .sentence(locale));
    }
    showList(model);
    return "imports";
  }

  @PostMapping
  String upload(
      @RequestParam(required = false) @Nullable MultipartFile file,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response)
      throws IOException {
    try {
      if (file == null || file.isEmpty()) {
        throw new Refusal("import.no-file");
      }
      String name = file.getOriginalFilename();
      try (InputStream in = file.getInputStream()) {
        AccidentImport read =
            imports.upload(
                name == null ? "" : name,
                in.readNBytes(ImportLimits.OCTETS_MAX + 1),
                who.getName());
        return "redirect:" + UploadGate.PLACE + "/" + read.number();
      }
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
      showList(model);
      return "imports";
    }
  }

  @GetMapping("/{number:[0-9]{1,9}}")
  String one(
      @PathVariable int number,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "1") int badPage,
      Model model) {
    show(imports.required(number), kind, page, badPage, model);
    return "import";
  }

  /** Every bad row that is kept, to be mended beside the file. */
  @GetMapping("/{number:[0-9]{1,9}}/faults.csv")
  ResponseEntity<byte[]> faults(@PathVariable int number, Locale locale) {
    AccidentImport known = imports.required(number);
    var table =
        new Csv(
            words.of(locale, "import.line"),
            words.of(locale, "import.column"),
            words.of(locale, "import.fault"));
    for (CaseFault fault : imports.faults(known.number(), 0, ImportLimits.FAULTS_MAX)) {
      table.row(Integer.toString(fault.line()), fault.column(), fault.sentence(locale));
    }
    return IncidentsPage.file("import-" + number + "-faults.csv", table);
  }

  @PostMapping("/{number:[0-9]{1,9}}/{deed:confirm|cancel|withdraw}")
  String act(
      @PathVariable int number,
      @PathVariable String deed,
      @RequestParam Map<String, String> sent,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    try {
      switch (deed) {
        case "confirm" -> imports.confirm(number, seen(sent), who.getName());
        case "withdraw" ->
            imports.withdraw(number, Words.typed(sent.getOrDefault("words", "")), who.getName());
        default -> imports.cancel(number, who.getName());
      }
      return "redirect:" + UploadGate.PLACE + "/" + number + "?done";
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
      show(imports.required(number), "", 1, 1, model);
      return "import";
    }
  }

  /** Opens the incident of a row, and leads to what is to be done with it. */
  @PostMapping("/{number:[0-9]{1,9}}/rows/{line:[0-9]{1,9}}/incident")
  String open(
      @PathVariable int number,
      @PathVariable int line,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    AccidentImport known = imports.required(number);
    try {
      Reported reported = incidents.open(number, line, who.getName());
      return "redirect:/incidents/" + reported.incident().id() + "?reported";
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      model.addAttribute("refused", refusal.sentence(locale));
      show(known, "", 1, 1, model);
      return "import";
    }
  }

  /** How many rows that need a person were on the page; none while the box is not ticked. */
  private static int seen(Map<String, String> sent) {
    String seen = sent.get("seen");
    if (seen == null) {
      return 0;
    }
    try {
      return Integer.parseInt(seen);
    } catch (NumberFormatException noNumber) {
      throw Refusal.because(noNumber, "input.invalid", "seen", "0–" + ImportLimits.ROWS_MAX);
    }
  }

  private void showList(Model model) {
    model.addAttribute("lists", imports.latest(LISTS_MAX));
    model.addAttribute("octetsMax", ImportLimits.OCTETS_MAX >> 20);
    model.addAttribute("rowsMax", ImportLimits.ROWS_MAX);
  }

  private void show(AccidentImport known, String kind, int page, int badPage, Model model) {
    int number = known.number();
    var kinds = new EnumMap<ImportedKind, Integer>(ImportedKind.class);
    for (ImportedKind each : ImportedKind.values()) {
      kinds.put(each, 0);
    }
    kinds.putAll(imports.kinds(number));
    String shown = chosen(kind, known, kinds);
    int rows = count(shown, known, kinds);
    int pages = pages(rows);
    int at = Math.clamp(page, 1, pages);
    int faults = imports.faultCount(number);
    int badPages = pages(faults);
    int badAt = Math.clamp(badPage, 1, badPages);
    model.addAttribute("known", known);
    model.addAttribute("preview", known.state() == ImportState.PREVIEW);
    model.addAttribute("imported", known.state() == ImportState.IMPORTED);
    model.addAttribute("kinds", kinds);
    model.addAttribute("needing", imports.needingPerson(number));
    model.addAttribute("incidentRows", imports.incidents(number));
    model.addAttribute("simulatedRows", imports.simulated(number));
    model.addAttribute("kind", shown);
    model.addAttribute("rows", rows(number, shown, (at - 1) * PAGE_LENGTH));
    model.addAttribute("page", at);
    model.addAttribute("pages", pages);
    model.addAttribute("faultCount", faults);
    model.addAttribute("faultRows", imports.faults(number, (badAt - 1) * PAGE_LENGTH, PAGE_LENGTH));
    model.addAttribute("badPage", badAt);
    model.addAttribute("badPages", badPages);
  }

  /** What is asked for; else what needs a person first. */
  private static String chosen(
      String kind, AccidentImport known, Map<ImportedKind, Integer> kinds) {
    if (kind.equals(DUPLICATES) && known.duplicates() > 0) {
      return DUPLICATES;
    }
    for (ImportedKind each : ImportedKind.values()) {
      if (each.name().equals(kind)) {
        return kind;
      }
    }
    return kinds.entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .findFirst()
        .map(each -> each.getKey().name())
        .orElse("");
  }

  private static int count(String shown, AccidentImport known, Map<ImportedKind, Integer> kinds) {
    if (shown.isEmpty()) {
      return 0;
    }
    return shown.equals(DUPLICATES)
        ? known.duplicates()
        : kinds.getOrDefault(ImportedKind.valueOf(shown), 0);
  }

  private List<Row> rows(int number, String shown, int offset) {
    if (shown.isEmpty()) {
      return List.of();
    }
    List<ImportedAccident> rows =
        shown.equals(DUPLICATES)
            ? imports.duplicates(number, offset, PAGE_LENGTH)
            : imports.rows(number, ImportedKind.valueOf(shown), offset, PAGE_LENGTH);
    return rows.stream().map(Row::of).toList();
  }

  private static int pages(int count) {
    return Math.max(1, Math.ceilDiv(count, PAGE_LENGTH));
  }
}
