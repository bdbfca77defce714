package jp.anshin.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import jp.anshin.formats.accident.AccidentCase;
import jp.anshin.formats.accident.CaseFault;
import jp.anshin.law.Truth;
import jp.anshin.server.api.Answers.Page;
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
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of accidents for programs: the same deeds and refusals as on the console. */
@RestController
@RequestMapping(path = "/api/v1/imports", produces = MediaType.APPLICATION_JSON_VALUE)
class ImportsV1 {

  private static final int LIMIT_MAX = 500;
  private static final int NOTICES_MAX = 100;

  private final Imports imports;
  private final ImportConflicts conflicts;
  private final ImportedIncidents incidents;

  ImportsV1(Imports imports, ImportConflicts conflicts, ImportedIncidents incidents) {
    this.imports = imports;
    this.conflicts = conflicts;
    this.incidents = incidents;
  }

  /**
   * A list as a program reads it.
   *
   * @param kinds how many real rows are judged as what; null once its rows are gone
   * @param needPerson rows that must be seen before it is confirmed; later those for which no
   *     incident stands
   * @param conflicts rows that say something else than what was there and are open
   * @param conflictsNeedPerson how many of these are serious, may be, or are undetermined
   * @param notices what a person should look at in good rows; the first hundred
   * @param standings how many rows count, or why they do not; null once its rows are gone
   */
  record Answer(
      int number,
      ImportState state,
      String fileName,
      String sha256,
      long octets,
      int rulebook,
      Instant uploadedAt,
      String uploadedBy,
      Instant expiresAt,
      int good,
      int bad,
      int duplicates,
      int conflicts,
      int conflictsNeedPerson,
      @Nullable Map<RowStanding, Integer> standings,
      int simulated,
      @Nullable Map<ImportedKind, Integer> kinds,
      int needPerson,
      boolean stopAssumed,
      List<String> columnsNotRead,
      List<Fault> notices,
      @Nullable Instant decidedAt,
      @Nullable String decidedBy,
      @Nullable Instant withdrawnAt,
      @Nullable String withdrawnBy,
      String why) {}

  /** What is wrong with a row, in both languages. */
  record Fault(int line, String column, String code, String ja, String en) {
    static Fault of(CaseFault fault) {
      return new Fault(
          fault.line(),
          fault.column(),
          fault.code(),
          fault.sentence(Locale.JAPANESE),
          fault.sentence(Locale.ENGLISH));
    }
  }

  /** A good row, and what the law said of it. */
  record Row(
      int line,
      String id,
      Answers.@Nullable Span occurredAt,
      @Nullable String category,
      Answers.@Nullable Range durationSeconds,
      Answers.@Nullable Range users,
      @Nullable String facility,
      Truth facilityDown,
      @Nullable String cause,
      ImportedKind kind,
      List<String> editions,
      @Nullable String row,
      @Nullable String incident) {
    static Row of(ImportedAccident imported) {
      AccidentCase read = imported.accident();
      return new Row(
          read.line(),
          read.id(),
          Answers.Span.of(read.occurredAt()),
          read.category(),
          Answers.Range.of(read.durationSeconds()),
          Answers.Range.of(read.users()),
          read.details().facility(),
          read.details().facilityDown(),
          read.details().cause(),
          imported.kind(),
          imported.editions(),
          imported.row(),
          imported.incident() == null ? null : imported.incident().value());
    }
  }

  /**
   * A row that says something else than what was there.
   *
   * @param seen to be sent by whoever settles it
   */
  record Conflict(Row now, List<Against> against, String seen, List<Settlement> maySettle) {
    static Conflict of(ImportConflict conflict) {
      ImportedAccident now = conflict.row();
      return new Conflict(
          Row.of(now),
          conflict.against().stream()
              .map(was ->
                  new Against(
                      was.importNumber(),
                      Row.of(was),
                      was.standing(),
                      was.accident().differsIn(now.accident())))
              .toList(),
          conflict.seen(),
          Arrays.stream(Settlement.values()).filter(conflict::maySettle).toList());
    }
  }

  /**
   * What it stands against.
   *
   * @param list number of the list the other row stands in
   * @param standing GOOD when it counts, CONFLICT when it is another open line of the same list
   * @param differs names of the columns in which they say different things
   */
  record Against(int list, Row was, RowStanding standing, List<String> differs) {}

  /** What is kept, from a place on and at most so many. */
  private interface Lot<T> {
    List<T> read(int from, int most);
  }

  /** A page of it; one more than asked for is read, which says whether there is another. */
  private static <T, A> Page<A> page(int limit, int offset, Lot<T> kept, Function<T, A> answer) {
    int most = Math.clamp(limit, 1, LIMIT_MAX);
    int from = Math.max(0, offset);
    List<A> found = kept.read(from, most + 1).stream().map(answer).toList();
    return found.size() > most
        ? new Page<>(found.subList(0, most), from + most)
        : new Page<>(found, null);
  }

  /**
   * What a program wants done.
   *
   * @param seen for a confirmation: how many rows that need a person were seen
   * @param conflicts for a confirmation: how many rows that conflict were seen
   * @param as how all open rows are settled
   * @param open how many were open when that was decided
   * @param words for taking it back, and for settling: why
   */
  record Body(
      @Nullable Integer seen,
      @Nullable Integer conflicts,
      @Nullable Settlement as,
      @Nullable Integer open,
      @Nullable String words) {}

  /**
   * How one row is settled.
   *
   * @param seen as it was read
   * @param words why
   */
  record SettleBody(@Nullable Settlement as, @Nullable String seen, @Nullable String words) {}

  /** Reads and judges a file; nothing of it counts until it is confirmed. */
  @PostMapping(consumes = "text/csv")
  ResponseEntity<Answer> upload(
      @RequestParam(defaultValue = "") String name, InputStream sent, Principal who)
      throws IOException {
    byte[] file = sent.readNBytes(ImportLimits.OCTETS_MAX + 1);
    AccidentImport read = imports.upload(name, file, who.getName());
    return ResponseEntity.created(URI.create("/api/v1/imports/" + read.number()))
        .body(answer(read));
  }

  @GetMapping
  Page<Answer> list(@RequestParam(defaultValue = "100") int limit) {
    return new Page<>(
        imports.latest(Math.clamp(limit, 1, LIMIT_MAX)).stream().map(this::answer).toList(), null);
  }

  @GetMapping("/{number}")
  Answer read(@PathVariable int number) {
    return answer(imports.required(number));
  }

  @GetMapping("/{number}/faults")
  Page<Fault> faults(
      @PathVariable int number,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(defaultValue = "0") int offset) {
    return page(
        limit,
        offset,
        (from, most) -> imports.faults(imports.required(number).number(), from, most),
        Fault::of);
  }

  @GetMapping("/{number}/rows")
  Page<Row> rows(
      @PathVariable int number,
      @RequestParam ImportedKind kind,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(defaultValue = "0") int offset) {
    return page(
        limit,
        offset,
        (from, most) -> imports.rows(imports.required(number).number(), kind, from, most),
        Row::of);
  }

  /** Rows that say something else than what was there, and nobody has settled. */
  @GetMapping("/{number}/conflicts")
  Page<Conflict> conflicts(
      @PathVariable int number,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(defaultValue = "0") int offset) {
    return page(
        limit,
        offset,
        (from, most) -> conflicts.of(imports.required(number).number(), from, most),
        Conflict::of);
  }

  /** Settles one of them. */
  @PostMapping(path = "/{number}/rows/{line}/settle", consumes = MediaType.APPLICATION_JSON_VALUE)
  Answer settle(@PathVariable int number, @PathVariable int line, InputStream sent, Principal who)
      throws IOException {
    SettleBody body = SentJson.read(sent.readNBytes(SentJson.OCTETS_MAX + 1), SettleBody.class);
    return answer(
        conflicts.settle(
            number,
            line,
            as(body.as()),
            orBlank(body.seen()),
            orBlank(body.words()),
            who.getName()));
  }

  private static Settlement as(@Nullable Settlement as) {
    if (as == null) {
      throw new Refusal("input.invalid", "as", "KEEP, REPLACE");
    }
    return as;
  }

  private static int count(@Nullable Integer count) {
    return count == null ? 0 : count;
  }

  private static String orBlank(@Nullable String words) {
    return words == null ? "" : words;
  }

  /** Opens the incident of a row; 201, or 200 when it was open before. Nothing is to be sent. */
  @PostMapping("/{number}/rows/{line}/incident")
  ResponseEntity<Answers.Whole> open(
      @PathVariable int number, @PathVariable int line, Principal who) {
    return StatementsV1.answer(incidents.open(number, line, who.getName()));
  }

  @PostMapping(path = "/{number}/{deed}", consumes = MediaType.APPLICATION_JSON_VALUE)
  Answer act(@PathVariable int number, @PathVariable String deed, InputStream sent, Principal who)
      throws IOException {
    Body body = SentJson.read(sent.readNBytes(SentJson.OCTETS_MAX + 1), Body.class);
    return answer(
        switch (deed) {
          case "confirm" ->
              imports.confirm(number, count(body.seen()), count(body.conflicts()), who.getName());
          case "settle" ->
              conflicts.settleAll(
                  number, as(body.as()), count(body.open()), orBlank(body.words()), who.getName());
          case "cancel" -> imports.cancel(number, who.getName());
          case "withdraw" -> imports.withdraw(number, orBlank(body.words()), who.getName());
          default -> throw new Refusal("path.unknown", deed);
        });
  }

  private Answer answer(AccidentImport known) {
    boolean rows = known.hasRows();
    return new Answer(
        known.number(),
        known.state(),
        known.fileName(),
        known.digest(),
        known.octets(),
        known.rulebook(),
        known.uploadedAt(),
        known.uploadedBy(),
        known.expiresAt(),
        known.good(),
        known.bad(),
        known.duplicates(),
        known.conflicts(),
        rows ? conflicts.needingPerson(known.number()) : 0,
        rows ? imports.standings(known.number()) : null,
        rows ? imports.simulated(known.number()) : 0,
        rows ? imports.kinds(known.number()) : null,
        rows ? imports.needingPerson(known.number()) : 0,
        known.impactAssumed(),
        known.passedOver(),
        imports.notices(known.number(), NOTICES_MAX).stream().map(Fault::of).toList(),
        known.decidedAt(),
        known.decidedBy(),
        known.withdrawnAt(),
        known.withdrawnBy(),
        known.why());
  }
}
