package jp.anshin.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.anshin.formats.accident.AccidentCase;
import jp.anshin.formats.accident.CaseFault;
import jp.anshin.formats.accident.CaseImpact;
import jp.anshin.law.Citation;
import jp.anshin.law.Rulebook;
import jp.anshin.server.imports.AccidentImport;
import jp.anshin.server.imports.ImportConflict;
import jp.anshin.server.imports.ImportConflicts;
import jp.anshin.server.imports.ImportLimits;
import jp.anshin.server.imports.ImportState;
import jp.anshin.server.imports.ImportedAccident;
import jp.anshin.server.imports.ImportedIncidents;
import jp.anshin.server.imports.ImportedKind;
import jp.anshin.server.imports.Imports;
import jp.anshin.server.imports.RowStanding;
import jp.anshin.server.imports.Settlement;
import jp.anshin.server.incidents.Incidents.Reported;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.rulebooks.Rulebooks;
import jp.anshin.server.web.ConflictRow.Against;
import jp.anshin.server.web.ConflictRow.Cell;
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

  /** So many are read and told at a time. */
  private static final int CONFLICTS_AT_ONCE = 500;

  /** What is shown beside the kinds: rows that do not count. */
  private static final Map<String, RowStanding> ASIDE =
      new TreeMap<>(
          Map.of(
              "DUPLICATES", RowStanding.DUPLICATE,
              "SET_ASIDE", RowStanding.SET_ASIDE,
              "REPLACED", RowStanding.REPLACED));

  private final Imports imports;
  private final ImportConflicts conflicts;
  private final ImportedIncidents incidents;
  private final Rulebooks rulebooks;
  private final Words words;

  ImportsPage(
      Imports imports,
      ImportConflicts conflicts,
      ImportedIncidents incidents,
      Rulebooks rulebooks,
      Words words) {
    this.imports = imports;
    this.conflicts = conflicts;
    this.incidents = incidents;
    this.rulebooks = rulebooks;
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
      @RequestParam(defaultValue = "1") int openPage,
      Locale locale,
      Model model) {
    show(imports.required(number), new Wanted(kind, page, badPage, openPage), locale, model);
    return "import";
  }

  /** Every bad row that is kept, and every one that is open, to be mended beside the file. */
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
    for (CaseFault notice : imports.notices(known.number(), ImportLimits.FAULTS_MAX)) {
      table.row(Integer.toString(notice.line()), notice.column(), notice.sentence(locale));
    }
    var show = new Show(locale, words);
    for (int from = 0; from < known.conflicts(); from += CONFLICTS_AT_ONCE) {
      for (ImportConflict each : conflicts.of(number, from, CONFLICTS_AT_ONCE)) {
        tell(ConflictRow.of(each, show), table, show);
      }
    }
    return IncidentsPage.file("import-" + number + "-faults.csv", table);
  }

  private static void tell(ConflictRow row, Csv table, Show show) {
    ImportedAccident now = row.conflict().row();
    String line = Integer.toString(now.accident().line());
    String kind = show.say("import.kind." + now.kind());
    if (row.against().isEmpty()) {
      table.row(line, "id", show.say("import.conflict.csv.alone", now.accident().id(), kind));
    }
    for (Against each : row.against()) {
      table.row(
          line,
          each.cells().stream().map(Cell::column).collect(Collectors.joining(" ")),
          show.say(
              "import.conflict.csv",
              now.accident().id(),
              kind,
              Integer.toString(each.was().importNumber()),
              Integer.toString(each.was().accident().line()),
              show.say("import.kind." + each.was().kind()),
              ConflictRow.told(each)));
    }
  }

  @PostMapping("/{number:[0-9]{1,9}}/{deed:confirm|cancel|withdraw|settle}")
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
        case "confirm" ->
            imports.confirm(number, count(sent, "seen"), count(sent, "conflicts"), who.getName());
        case "withdraw" -> imports.withdraw(number, why(sent), who.getName());
        case "settle" ->
            conflicts.settleAll(number, as(sent), count(sent, "open"), why(sent), who.getName());
        default -> imports.cancel(number, who.getName());
      }
      return "redirect:" + UploadGate.PLACE + "/" + number + "?done";
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      return refused(imports.required(number), refusal, locale, model);
    }
  }

  /** Settles one row that says something else than what was there. */
  @PostMapping("/{number:[0-9]{1,9}}/rows/{line:[0-9]{1,9}}/settle")
  String settle(
      @PathVariable int number,
      @PathVariable int line,
      @RequestParam Map<String, String> sent,
      Principal who,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    AccidentImport known = imports.required(number);
    try {
      conflicts.settle(
          number, line, as(sent), sent.getOrDefault("seen", ""), why(sent), who.getName());
      return "redirect:" + UploadGate.PLACE + "/" + number + "?done#conflicts";
    } catch (Refusal refusal) {
      response.setStatus(refusal.status());
      // Nobody writes a reason twice.
      model.addAttribute("lineTyped", line);
      model.addAttribute("wordsTyped", sent.getOrDefault("words", ""));
      return refused(known, refusal, locale, model);
    }
  }

  private String refused(AccidentImport known, Refusal refusal, Locale locale, Model model) {
    model.addAttribute("refused", refusal.sentence(locale));
    show(known, new Wanted("", 1, 1, 1), locale, model);
    return "import";
  }

  private static String why(Map<String, String> sent) {
    return Words.typed(sent.getOrDefault("words", ""));
  }

  private static Settlement as(Map<String, String> sent) {
    String as = sent.getOrDefault("as", "");
    for (Settlement each : Settlement.values()) {
      if (each.name().equals(as)) {
        return each;
      }
    }
    throw new Refusal("input.invalid", "as", "KEEP, REPLACE");
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
      return refused(known, refusal, locale, model);
    }
  }

  /** How many were on the page; none while the box is not ticked. */
  private static int count(Map<String, String> sent, String field) {
    String seen = sent.get(field);
    if (seen == null) {
      return 0;
    }
    try {
      return Integer.parseInt(seen);
    } catch (NumberFormatException noNumber) {
      throw Refusal.because(noNumber, "input.invalid", field, "0–" + ImportLimits.ROWS_MAX);
    }
  }

  private void showList(Model model) {
    model.addAttribute("lists", imports.latest(LISTS_MAX));
    model.addAttribute("octetsMax", ImportLimits.OCTETS_MAX >> 20);
    model.addAttribute("rowsMax", ImportLimits.ROWS_MAX);
  }

  /** What of a list is wanted. */
  private record Wanted(String kind, int page, int badPage, int openPage) {}

  private void show(AccidentImport known, Wanted wanted, Locale locale, Model model) {
    int number = known.number();
    var kinds = new EnumMap<ImportedKind, Integer>(ImportedKind.class);
    for (ImportedKind each : ImportedKind.values()) {
      kinds.put(each, 0);
    }
    kinds.putAll(imports.kinds(number));
    var aside = new LinkedHashMap<String, Integer>();
    if (known.hasRows()) {
      Map<RowStanding, Integer> standings = imports.standings(number);
      ASIDE.forEach((name, standing) -> aside.put(name, standings.getOrDefault(standing, 0)));
    }
    String shown = chosen(wanted.kind(), aside, kinds);
    int rows = shown.isEmpty() ? 0 : count(shown, aside, kinds);
    int pages = pages(rows);
    int at = Math.clamp(wanted.page(), 1, pages);
    int faults = imports.faultCount(number);
    int badPages = pages(faults);
    int badAt = Math.clamp(wanted.badPage(), 1, badPages);
    showConflicts(known, wanted.openPage(), new Show(locale, words), model);
    model.addAttribute("aside", aside);
    model.addAttribute("known", known);
    model.addAttribute("preview", known.state() == ImportState.PREVIEW);
    model.addAttribute("imported", known.state() == ImportState.IMPORTED);
    model.addAttribute("kinds", kinds);
    model.addAttribute("needing", imports.needingPerson(number));
    model.addAttribute("incidentRows", imports.incidents(number));
    model.addAttribute("simulatedRows", imports.simulated(number));
    model.addAttribute("kind", shown);
    List<Row> shownRows = rows(number, shown, (at - 1) * PAGE_LENGTH);
    model.addAttribute("rows", shownRows);
    model.addAttribute("articles", articles(shownRows));
    model.addAttribute("page", at);
    model.addAttribute("pages", pages);
    model.addAttribute("faultCount", faults);
    model.addAttribute("notices", imports.notices(number, PAGE_LENGTH));
    model.addAttribute("faultRows", imports.faults(number, (badAt - 1) * PAGE_LENGTH, PAGE_LENGTH));
    model.addAttribute("badPage", badAt);
    model.addAttribute("badPages", badPages);
  }

  /** The articles of the rules by which rows are judged, by id; of a proposal there is none. */
  private Map<String, String> articles(List<Row> rows) {
    Rulebook rulebook = rulebooks.current().law().rulebook();
    var articles = new HashMap<String, String>();
    for (Row each : rows) {
      String rule = each.imported().row();
      if (rule != null) {
        rulebook.citation(rule).map(Citation::article).ifPresent(it -> articles.put(rule, it));
      }
    }
    return articles;
  }

  private void showConflicts(AccidentImport known, int page, Show show, Model model) {
    int number = known.number();
    int pages = pages(known.conflicts());
    int at = Math.clamp(page, 1, pages);
    List<ConflictRow> rows =
        known.conflicts() == 0
            ? List.of()
            : conflicts.of(number, (at - 1) * PAGE_LENGTH, PAGE_LENGTH).stream()
                .map(each -> ConflictRow.of(each, show))
                .toList();
    model.addAttribute("conflictRows", rows);
    model.addAttribute("allWays", Settlement.values());
    model.addAttribute(
        "conflictsNeeding", known.conflicts() == 0 ? 0 : conflicts.needingPerson(number));
    model.addAttribute("openPage", at);
    model.addAttribute("openPages", pages);
    if (known.state() == ImportState.IMPORTED && known.conflicts() > 0) {
      var ways = new EnumMap<Settlement, Integer>(Settlement.class);
      for (Settlement each : Settlement.values()) {
        ways.put(each, conflicts.canSettle(number, each));
      }
      model.addAttribute("ways", ways);
      model.addAttribute("atOnce", ways.values().stream().anyMatch(each -> each > 0));
    }
  }

  /** What is asked for; else what needs a person first. */
  private static String chosen(
      String kind, Map<String, Integer> aside, Map<ImportedKind, Integer> kinds) {
    if (aside.getOrDefault(kind, 0) > 0) {
      return kind;
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

  private static int count(
      String shown, Map<String, Integer> aside, Map<ImportedKind, Integer> kinds) {
    Integer standing = aside.get(shown);
    return standing != null ? standing : kinds.getOrDefault(ImportedKind.valueOf(shown), 0);
  }

  private List<Row> rows(int number, String shown, int offset) {
    if (shown.isEmpty()) {
      return List.of();
    }
    RowStanding standing = ASIDE.get(shown);
    List<ImportedAccident> rows =
        standing != null
            ? imports.standing(number, standing, offset, PAGE_LENGTH)
            : imports.rows(number, ImportedKind.valueOf(shown), offset, PAGE_LENGTH);
    return rows.stream().map(Row::of).toList();
  }

  private static int pages(int count) {
    return Math.max(1, Math.ceilDiv(count, PAGE_LENGTH));
  }
}
