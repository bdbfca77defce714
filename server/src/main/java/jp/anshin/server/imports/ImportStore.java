package jp.anshin.server.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import jp.anshin.core.Interval;
import jp.anshin.formats.accident.AccidentCase;
import jp.anshin.formats.accident.CaseDetails;
import jp.anshin.formats.accident.CaseFault;
import jp.anshin.formats.accident.CaseImpact;
import jp.anshin.incident.IncidentId;
import jp.anshin.law.Bounds;
import jp.anshin.law.Figures;
import jp.anshin.law.Filing;
import jp.anshin.law.Truth;
import jp.anshin.law.Verdict;
import jp.anshin.operator.Prefecture;
import jp.anshin.server.imports.AccidentImport.Columns;
import jp.anshin.server.imports.ImportedAccident.Settled;
import jp.anshin.server.store.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Uploaded lists and their rows in the database. */
@Repository
class ImportStore {

  /** Between parts of a text that is one column: no file that we read holds it. */
  private static final String BETWEEN = "\u001f";

  /** What somebody wrote is shown in a sentence, not read again. */
  private static final int ARGUMENT_CHARACTERS_MAX = 500;

  /** So many rows are fetched by their ids at a time. */
  private static final int IDS_AT_ONCE = 500;

  private static final String COUNTED =
      " from imported_accident a join accident_import i on i.number = a.import_number"
          + " where i.state = 'IMPORTED' and a.standing = 'GOOD'"
          // Where an incident stands for a row only one of both counts. One of a replay stands for
          // nothing real.
          + " and not exists (select 1 from incident n where n.id = a.incident"
          + " and n.simulated = a.simulated)";

  private static final String REAL = " and not a.simulated";
  private static final String SIMULATED = " and a.simulated";

  /** All that a file says of an accident; what the law says of it follows from that. */
  private static final String SAYS_THE_SAME =
      Stream.of(
              "first_at",
              "last_at",
              "category",
              "impact",
              "users_min",
              "users_max",
              "seconds_min",
              "seconds_max",
              "facility",
              "facility_down",
              "same_premises",
              "cause",
              "cause_words",
              "area",
              "place",
              "summary",
              "facility_owner",
              "simulated")
          .map(column -> " and o." + column + " is not distinct from imported_accident." + column)
          .collect(Collectors.joining());

  /** The row that counts under the same id, or the one for which an incident does. */
  private static final String COUNTS_UNDER_ITS_ID =
      "exists (select 1 from imported_accident o join accident_import i"
          + " on i.number = o.import_number where o.accident_id = imported_accident.accident_id"
          + " and o.standing = 'GOOD' and (i.state = 'IMPORTED' or o.incident is not null)"
          + " and (o.import_number <> imported_accident.import_number"
          + " or o.line_number <> imported_accident.line_number)";

  /** Rows of a list that are open, where all at once can take the place of what was there. */
  private static final String REPLACING =
      "c.import_number = ? and c.standing = 'CONFLICT'"
          // Of two lines of one file a person says which holds.
          + " and not exists (select 1 from imported_accident s where"
          + " s.accident_id = c.accident_id and s.import_number = c.import_number"
          + " and s.standing = 'CONFLICT' and s.line_number <> c.line_number)"
          + " and not exists (select 1 from imported_accident n where"
          + " n.accident_id = c.accident_id and n.standing = 'GOOD' and n.incident is not null)";

  private static final String KEEPING =
      "import_number = ? and standing = 'CONFLICT' and " + COUNTS_UNDER_ITS_ID + ")";

  private final JdbcClient jdbc;
  private final JdbcTemplate lots;

  ImportStore(JdbcClient jdbc, DataSource source) {
    this.jdbc = jdbc;
    this.lots = new JdbcTemplate(source);
  }

  Optional<AccidentImport> find(int number) {
    return jdbc.sql("select * from accident_import where number = ? and state <> 'READING'")
        .param(number)
        .query(ImportStore::head)
        .optional();
  }

  /** Those that were uploaded last first. */
  List<AccidentImport> latest(int limit) {
    return jdbc.sql(
            "select * from accident_import where state <> 'READING' order by number desc limit ?")
        .param(limit)
        .query(ImportStore::head)
        .list();
  }

  /** The one of that file that is looked at or imported. */
  Optional<AccidentImport> ofFile(String digest) {
    return jdbc.sql(
            "select * from accident_import where digest = ? and state in ('PREVIEW', 'IMPORTED')"
                + " order by number desc limit 1")
        .param(digest)
        .query(ImportStore::head)
        .optional();
  }

  int nextNumber() {
    return jdbc.sql("select coalesce(max(number), 0) + 1 from accident_import")
        .query(Integer.class)
        .single();
  }

  /** Numbers of those whose rows are to go: half written, or not decided in time. */
  List<Integer> stale(Instant now) {
    return jdbc.sql(
            "select number from accident_import where state = 'READING'"
                + " or (state = 'PREVIEW' and expires_at < ?) order by number")
        .param(Moments.stored(now))
        .query((row, index) -> row.getInt(1))
        .list();
  }

  void insert(AccidentImport head) {
    jdbc.sql(
            "insert into accident_import (number, state, file_name, digest, octets, rulebook,"
                + " uploaded_at, uploaded_by, expires_at, good, bad, duplicates, impact_assumed,"
                + " passed_over, why) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, '', '')")
        .params(
            head.number(),
            head.state().name(),
            head.fileName(),
            head.digest(),
            head.octets(),
            head.rulebook(),
            Moments.stored(head.uploadedAt()),
            head.uploadedBy(),
            Moments.stored(head.expiresAt()),
            head.impactAssumed())
        .update();
  }

  /** All rows are there: somebody may look at it. */
  void read(int number, int bad, Columns columns) {
    jdbc.sql(
            "update accident_import set state = 'PREVIEW', bad = ?, impact_assumed = ?,"
                + " passed_over = ? where number = ?")
        .params(bad, columns.impactAssumed(), String.join(BETWEEN, columns.passedOver()), number)
        .update();
  }

  /**
   * Decides on one that is looked at.
   *
   * @return whether it was still to be decided
   */
  boolean decide(int number, ImportState state, Instant at, String who) {
    return jdbc.sql(
                "update accident_import set state = ?, decided_at = ?, decided_by = ?"
                    + " where number = ? and state = 'PREVIEW'")
            .params(state.name(), Moments.stored(at), who, number)
            .update()
        == 1;
  }

  boolean withdraw(int number, Instant at, String who, String why) {
    return jdbc.sql(
                "update accident_import set state = 'WITHDRAWN', withdrawn_at = ?,"
                    + " withdrawn_by = ?, why = ? where number = ? and state = 'IMPORTED'")
            .params(Moments.stored(at), who, why, number)
            .update()
        == 1;
  }

  void deleteRows(int number) {
    jdbc.sql("delete from imported_accident where import_number = ?").param(number).update();
    jdbc.sql("delete from import_fault where import_number = ?").param(number).update();
  }

  void deleteHalfWritten(int number) {
    jdbc.sql("delete from accident_import where number = ? and state = 'READING'")
        .param(number)
        .update();
  }

  /**
   * Says anew how each row of a list that is looked at stands to its file and to what counts, and
   * counts them.
   *
   * @return whether their numbers are others than before
   */
  boolean mark(int number) {
    jdbc.sql(
            "update imported_accident set standing = 'GOOD' where import_number = ?"
                + " and standing <> 'GOOD'")
        .param(number)
        .update();
    mark(number, RowStanding.DUPLICATE, COUNTS_UNDER_ITS_ID + SAYS_THE_SAME + ")");
    mark(number, RowStanding.CONFLICT, COUNTS_UNDER_ITS_ID + ")");
    markRepeated(number);
    AccidentImport before = find(number).orElse(null);
    recount(List.of(number));
    AccidentImport after = find(number).orElse(null);
    return before == null
        || after == null
        || before.good() != after.good()
        || before.duplicates() != after.duplicates()
        || before.conflicts() != after.conflicts();
  }

  private void mark(int number, RowStanding standing, String which) {
    jdbc.sql(
            "update imported_accident set standing = ? where import_number = ?"
                + " and standing = 'GOOD' and "
                + which)
        .params(standing.name(), number)
        .update();
  }

  /**
   * Lines of one file with the same id: said again it is a duplicate; of those that differ none is
   * the first. Compared here and not by the database, which would choose the wrong index for it.
   */
  private void markRepeated(int number) {
    List<String> ids =
        jdbc.sql(
                "select accident_id from imported_accident where import_number = ?"
                    + " group by accident_id having count(*) > 1")
            .param(number)
            .query((row, index) -> row.getString(1))
            .list();
    for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
      List<ImportedAccident> rows =
          jdbc.sql(
                  "select * from imported_accident where import_number = :number"
                      + " and accident_id in (:ids) order by line_number")
              .param("number", number)
              .param("ids", ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE)))
              .query(ImportStore::row)
              .list();
      var changes = new ArrayList<Object[]>();
      rows.stream()
          .collect(Collectors.groupingBy(row -> row.accident().id()))
          .values()
          .forEach(same -> compare(same, changes));
      lots.batchUpdate(
          "update imported_accident set standing = ? where import_number = ? and line_number = ?",
          changes);
    }
  }

  private static void compare(List<ImportedAccident> lines, List<Object[]> changes) {
    var differing = new ArrayList<ImportedAccident>();
    for (ImportedAccident line : lines) {
      boolean said =
          differing.stream().anyMatch(above -> above.accident().saysTheSame(line.accident()));
      if (said) {
        changes.add(standing(line, RowStanding.DUPLICATE));
      } else if (line.standing() != RowStanding.DUPLICATE) {
        differing.add(line);
      }
    }
    if (differing.size() > 1) {
      differing.forEach(line -> changes.add(standing(line, RowStanding.CONFLICT)));
    }
  }

  private static Object[] standing(ImportedAccident line, RowStanding standing) {
    return new Object[] {standing.name(), line.importNumber(), line.accident().line()};
  }

  /** Brings the numbers of these lists up to date. */
  void recount(Collection<Integer> numbers) {
    for (int number : numbers) {
      Map<RowStanding, Integer> standings = standings(number);
      jdbc.sql(
              "update accident_import set good = ?, duplicates = ?, conflicts = ?"
                  + " where number = ?")
          .params(
              standings.getOrDefault(RowStanding.GOOD, 0),
              standings.getOrDefault(RowStanding.DUPLICATE, 0),
              standings.getOrDefault(RowStanding.CONFLICT, 0),
              number)
          .update();
    }
  }

  /** How many rows of a list stand how. */
  Map<RowStanding, Integer> standings(int number) {
    var standings = new EnumMap<RowStanding, Integer>(RowStanding.class);
    jdbc.sql(
            "select standing, count(*) from imported_accident where import_number = ?"
                + " group by standing")
        .param(number)
        .query(row -> {
          standings.put(RowStanding.valueOf(row.getString(1)), row.getInt(2));
        });
    return standings;
  }

  /**
   * Opens again what rested on a list that was taken back: rows of lists that count, which were
   * passed over or replaced for one of its rows, where nothing counts under their id any more.
   *
   * @return how many
   */
  int reopen(int withdrawn) {
    String which =
        " where standing in ('DUPLICATE', 'SET_ASIDE', 'REPLACED') and import_number in"
            + " (select number from accident_import where state = 'IMPORTED')"
            + " and accident_id in (select accident_id from imported_accident where"
            + " import_number = ?) and not "
            + COUNTS_UNDER_ITS_ID
            + ")";
    List<Integer> lists =
        jdbc.sql("select distinct import_number from imported_accident" + which)
            .param(withdrawn)
            .query((row, index) -> row.getInt(1))
            .list();
    int opened =
        jdbc.sql("update imported_accident set standing = 'CONFLICT'" + which)
            .param(withdrawn)
            .update();
    recount(lists);
    return opened;
  }

  /** Rows of a list that are open, by line. */
  List<ImportConflict> conflicts(int number, int offset, int limit) {
    return against(standing(number, RowStanding.CONFLICT, offset, limit));
  }

  /** The open row of that line. */
  Optional<ImportConflict> conflict(int number, int line) {
    List<ImportedAccident> row =
        jdbc.sql(
                "select * from imported_accident where import_number = ? and line_number = ?"
                    + " and standing = 'CONFLICT'")
            .params(number, line)
            .query(ImportStore::row)
            .list();
    return against(row).stream().findFirst();
  }

  private List<ImportConflict> against(List<ImportedAccident> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<String, List<ImportedAccident>> byId =
        jdbc
            .sql(
                "select a.* from imported_accident a join accident_import i"
                    + " on i.number = a.import_number where a.accident_id in (:ids) and"
                    + " (a.standing = 'GOOD' and (i.state = 'IMPORTED' or a.incident is not null)"
                    + " or a.standing = 'CONFLICT' and a.import_number = :number)"
                    + " order by a.import_number, a.line_number")
            .param("ids", rows.stream().map(each -> each.accident().id()).distinct().toList())
            .param("number", rows.getFirst().importNumber())
            .query(ImportStore::row)
            .list()
            .stream()
            .collect(Collectors.groupingBy(each -> each.accident().id()));
    return rows.stream()
        .map(row ->
            new ImportConflict(
                row,
                byId.getOrDefault(row.accident().id(), List.of()).stream()
                    .filter(each -> !each.equals(row))
                    .toList()))
        .toList();
  }

  /** How many open rows of a list are of each kind, simulated ones among them. */
  Map<ImportedKind, Integer> conflictKinds(int number) {
    var kinds = new EnumMap<ImportedKind, Integer>(ImportedKind.class);
    jdbc.sql(
            "select kind, count(*) from imported_accident where import_number = ?"
                + " and standing = 'CONFLICT' group by kind")
        .param(number)
        .query(row -> {
          kinds.put(ImportedKind.valueOf(row.getString(1)), row.getInt(2));
        });
    return kinds;
  }

  /** How many open rows of a list can be settled so all at once. */
  int canSettle(int number, Settlement as) {
    return jdbc.sql(
            as == Settlement.KEEP
                ? "select count(*) from imported_accident where " + KEEPING
                : "select count(*) from imported_accident c where " + REPLACING)
        .param(number)
        .query(Integer.class)
        .single();
  }

  /** Sets every open row aside for which something else counts. */
  int keepAll(int number, Settled settled) {
    return jdbc.sql(
            "update imported_accident set standing = 'SET_ASIDE', settled_at = ?, settled_by = ?,"
                + " settled_why = ? where "
                + KEEPING)
        .params(Moments.stored(settled.at()), settled.by(), settled.why(), number)
        .update();
  }

  /** Lets every open row take the place of what counts, unless a person must say it of each. */
  int replaceAll(int number, Settled settled) {
    String replaced =
        " where standing = 'GOOD' and incident is null and import_number in"
            + " (select i.number from accident_import i where i.state = 'IMPORTED') and accident_id"
            + " in (select c.accident_id from imported_accident c where "
            + REPLACING
            + ")";
    List<Integer> lists =
        jdbc.sql("select distinct import_number from imported_accident" + replaced)
            .param(number)
            .query((row, index) -> row.getInt(1))
            .list();
    jdbc.sql(
            "update imported_accident set standing = 'REPLACED', settled_at = ?, settled_by = ?,"
                + " settled_why = ?"
                + replaced)
        .params(Moments.stored(settled.at()), settled.by(), settled.why(), number)
        .update();
    int taken =
        jdbc.sql(
                "update imported_accident set standing = 'GOOD' where import_number = ? and"
                    + " line_number in (select c.line_number from imported_accident c where "
                    + REPLACING
                    + ")")
            .params(number, number)
            .update();
    recount(lists);
    return taken;
  }

  /**
   * Settles one row.
   *
   * @return whether it stood so before, and no incident stands for it
   */
  boolean settle(
      ImportedAccident row, RowStanding from, RowStanding to, @Nullable Settled settled) {
    return jdbc.sql(
                "update imported_accident set standing = ?, settled_at = ?, settled_by = ?,"
                    + " settled_why = ? where import_number = ? and line_number = ?"
                    + " and standing = ? and incident is null")
            .param(to.name())
            .param(Moments.storedIfAny(settled == null ? null : settled.at()))
            .param(settled == null ? null : settled.by())
            .param(settled == null ? null : settled.why())
            .param(row.importNumber())
            .param(row.accident().line())
            .param(from.name())
            .update()
        == 1;
  }

  /**
   * Rows of lists that count, open, that lie in these days or stand against one that does.
   *
   * @param simulated whether those are wanted that are simulated or stand against such
   */
  List<ImportedAccident> openConflicts(LocalDate first, LocalDate last, boolean simulated) {
    return jdbc.sql(
            "select * from imported_accident where standing = 'CONFLICT' and import_number in"
                + " (select number from accident_import where state = 'IMPORTED')"
                + " and (simulated = :simulated and first_day between :first and :last or "
                + COUNTS_UNDER_ITS_ID
                + " and o.simulated = :simulated and o.first_day between :first and :last))"
                + " order by import_number, line_number")
        .param("simulated", simulated)
        .param("first", first)
        .param("last", last)
        .query(ImportStore::row)
        .list();
  }

  void insertRows(List<ImportedAccident> rows) {
    lots.batchUpdate(
        "insert into imported_accident (import_number, line_number, accident_id, standing,"
            + " first_day, first_at, last_at, category, impact, users_min, users_max,"
            + " seconds_min, seconds_max, facility, facility_down, same_premises, cause, cause_words,"
            + " area, place, summary, facility_owner, simulated, kind, verdict, required, filing,"
            + " editions, law_row) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows.stream().map(ImportStore::cells).toList());
  }

  private static @Nullable Object[] cells(ImportedAccident row) {
    AccidentCase read = row.accident();
    CaseDetails details = read.details();
    CaseImpact impact = read.impact();
    return new @Nullable Object[] {
      row.importNumber(),
      read.line(),
      read.id(),
      row.standing().name(),
      LocalDate.ofInstant(read.occurredAt().earliest(), Figures.JAPAN),
      Moments.stored(read.occurredAt().earliest()),
      Moments.stored(read.occurredAt().latest()),
      read.category(),
      impact == null ? null : impact.name(),
      read.users().min(),
      read.users().max(),
      read.durationSeconds().min(),
      read.durationSeconds().max(),
      details.facility(),
      details.facilityDown().name(),
      details.samePremises().name(),
      details.cause(),
      details.causeWords(),
      details.area().stream()
          .map(each -> Integer.toString(each.code()))
          .collect(Collectors.joining(",")),
      details.place(),
      details.summary(),
      details.owner(),
      details.simulated(),
      row.kind().name(),
      row.verdict().name(),
      row.required().name(),
      row.filing().name(),
      String.join(",", row.editions()),
      row.row()
    };
  }

  /**
   * @param from number of the first one before
   */
  void insertFaults(int number, int from, List<CaseFault> faults) {
    var cells = new Object[faults.size()][];
    for (int i = 0; i < cells.length; i++) {
      CaseFault fault = faults.get(i);
      cells[i] =
          new Object[] {
            number,
            from + i + 1,
            fault.line(),
            fault.column(),
            fault.code(),
            fault.arguments().stream()
                .map(ImportStore::clipped)
                .collect(Collectors.joining(BETWEEN))
          };
    }
    lots.batchUpdate("insert into import_fault values (?, ?, ?, ?, ?, ?)", Arrays.asList(cells));
  }

  private static String clipped(String argument) {
    return argument.length() <= ARGUMENT_CHARACTERS_MAX
        ? argument
        : argument.substring(0, argument.offsetByCodePoints(0, ARGUMENT_CHARACTERS_MAX / 2)) + "…";
  }

  List<CaseFault> faults(int number, int offset, int limit) {
    return faults(number, "code not like 'notice.%'", offset, limit);
  }

  /** What a person should look at in good rows. */
  List<CaseFault> notices(int number, int limit) {
    return faults(number, "code like 'notice.%'", 0, limit);
  }

  private List<CaseFault> faults(int number, String which, int offset, int limit) {
    return jdbc.sql(
            "select * from import_fault where import_number = ? and "
                + which
                + " order by sequence limit ? offset ?")
        .params(number, limit, offset)
        .query((row, index) ->
            new CaseFault(
                row.getInt("line_number"),
                row.getString("column_name"),
                row.getString("code"),
                parts(row.getString("arguments"))))
        .list();
  }

  int faultCount(int number) {
    return jdbc.sql(
            "select count(*) from import_fault where import_number = ?"
                + " and code not like 'notice.%'")
        .param(number)
        .query(Integer.class)
        .single();
  }

  /** How many real rows of each kind; duplicates are left out. */
  Map<ImportedKind, Integer> kinds(int number) {
    return kinds(number, "");
  }

  /** The same of those for which no incident stands. */
  Map<ImportedKind, Integer> kindsWithoutIncident(int number) {
    return kinds(number, " and incident is null");
  }

  private Map<ImportedKind, Integer> kinds(int number, String which) {
    var kinds = new EnumMap<ImportedKind, Integer>(ImportedKind.class);
    jdbc.sql(
            "select kind, count(*) from imported_accident where import_number = ?"
                + " and standing = 'GOOD' and not simulated"
                + which
                + " group by kind")
        .param(number)
        .query(row -> {
          kinds.put(ImportedKind.valueOf(row.getString(1)), row.getInt(2));
        });
    return kinds;
  }

  /** The row of that line, when it counts or would count. */
  Optional<ImportedAccident> row(int number, int line) {
    return jdbc.sql(
            "select * from imported_accident where import_number = ? and line_number = ?"
                + " and standing = 'GOOD' and not simulated")
        .params(number, line)
        .query(ImportStore::row)
        .optional();
  }

  /**
   * Lets an incident stand for a row.
   *
   * @return whether the row counts, and nothing stood for it
   */
  boolean standFor(int number, int line, IncidentId incident) {
    return jdbc.sql(
                "update imported_accident set incident = ? where import_number = ?"
                    + " and line_number = ? and incident is null and standing = 'GOOD'"
                    + " and import_number in"
                    + " (select number from accident_import where state = 'IMPORTED')")
            .params(incident.value(), number, line)
            .update()
        == 1;
  }

  /** How many rows of that list an incident stands for. */
  int incidents(int number) {
    return jdbc.sql(
            "select count(*) from imported_accident where import_number = ?"
                + " and incident is not null")
        .param(number)
        .query(Integer.class)
        .single();
  }

  int simulated(int number) {
    return jdbc.sql(
            "select count(*) from imported_accident where import_number = ?"
                + " and standing = 'GOOD' and simulated")
        .param(number)
        .query(Integer.class)
        .single();
  }

  /** Real rows of that kind that count or would, by line. */
  List<ImportedAccident> rows(int number, ImportedKind kind, int offset, int limit) {
    return jdbc.sql(
            "select * from imported_accident where import_number = ? and kind = ?"
                + " and standing = 'GOOD' and not simulated order by line_number limit ? offset ?")
        .params(number, kind.name(), limit, offset)
        .query(ImportStore::row)
        .list();
  }

  /** Rows that stand so, by line. */
  List<ImportedAccident> standing(int number, RowStanding standing, int offset, int limit) {
    return jdbc.sql(
            "select * from imported_accident where import_number = ? and standing = ?"
                + " order by line_number limit ? offset ?")
        .params(number, standing.name(), limit, offset)
        .query(ImportStore::row)
        .list();
  }

  /** Tells every real row that counts and began in these days. */
  void each(
      LocalDate first, LocalDate last, boolean simulated, Consumer<ImportedAccident> listener) {
    jdbc.sql(
            "select a.*"
                + COUNTED
                + (simulated ? SIMULATED : REAL)
                + " and a.first_day between ? and ?"
                + " order by a.first_at, a.import_number, a.line_number")
        .params(first, last)
        .query(row -> {
          listener.accept(row(row, 0));
        });
  }

  /** Simulated rows that would count if they were real, in these days. */
  int simulated(LocalDate first, LocalDate last) {
    return jdbc.sql(
            "select count(*)" + COUNTED + " and a.simulated and a.first_day between ? and ?")
        .params(first, last)
        .query(Integer.class)
        .single();
  }

  /** Real rows that count and may have begun before that day or not. */
  int reachingInto(LocalDate day) {
    return jdbc.sql("select count(*)" + COUNTED + REAL + " and a.first_day < ? and a.last_at >= ?")
        .params(day, Moments.stored(day.atStartOfDay(Figures.JAPAN).toInstant()))
        .query(Integer.class)
        .single();
  }

  /** First and last day of what counts or is open, or nothing when nothing does. */
  List<LocalDate> days(boolean simulated) {
    return jdbc.sql(
            "select min(d.first_day), max(d.first_day) from (select a.first_day"
                + COUNTED
                + (simulated ? SIMULATED : REAL)
                + " union all select a.first_day from imported_accident a join accident_import i"
                + " on i.number = a.import_number where i.state = 'IMPORTED'"
                + " and a.standing = 'CONFLICT'"
                + (simulated ? SIMULATED : REAL)
                + ") d")
        .query((row, index) -> {
          LocalDate first = row.getObject(1, LocalDate.class);
          return first == null
              ? List.<LocalDate>of()
              : List.of(first, row.getObject(2, LocalDate.class));
        })
        .single();
  }

  private static ImportedAccident row(ResultSet row, int number) throws SQLException {
    String impact = row.getString("impact");
    String incident = row.getString("incident");
    var details =
        new CaseDetails(
            row.getString("facility"),
            Truth.valueOf(row.getString("facility_down")),
            Truth.valueOf(row.getString("same_premises")),
            row.getString("cause"),
            row.getString("cause_words"),
            area(row.getString("area")),
            row.getString("place"),
            row.getString("summary"),
            row.getString("facility_owner"),
            row.getBoolean("simulated"));
    var read =
        new AccidentCase(
            row.getString("accident_id"),
            row.getInt("line_number"),
            new Interval(Moments.read(row, "first_at"), Moments.read(row, "last_at")),
            row.getString("category"),
            new Bounds(row.getLong("seconds_min"), row.getObject("seconds_max", Long.class)),
            new Bounds(row.getLong("users_min"), row.getObject("users_max", Long.class)),
            impact == null ? null : CaseImpact.valueOf(impact),
            details);
    return new ImportedAccident(
        row.getInt("import_number"),
        read,
        RowStanding.valueOf(row.getString("standing")),
        Verdict.valueOf(row.getString("verdict")),
        Truth.valueOf(row.getString("required")),
        Filing.valueOf(row.getString("filing")),
        List.of(row.getString("editions").split(",")),
        row.getString("law_row"),
        incident == null ? null : new IncidentId(incident),
        settled(row));
  }

  private static @Nullable Settled settled(ResultSet row) throws SQLException {
    Instant at = Moments.readIfAny(row, "settled_at");
    return at == null
        ? null
        : new Settled(at, row.getString("settled_by"), row.getString("settled_why"));
  }

  private static SortedSet<Prefecture> area(String codes) {
    var area = new TreeSet<Prefecture>();
    for (String code : codes.split(",")) {
      if (!code.isEmpty()) {
        Prefecture.ofCode(Integer.parseInt(code)).ifPresent(area::add);
      }
    }
    return area;
  }

  private static AccidentImport head(ResultSet row, int number) throws SQLException {
    return new AccidentImport(
        row.getInt("number"),
        ImportState.valueOf(row.getString("state")),
        row.getString("file_name"),
        row.getString("digest"),
        row.getLong("octets"),
        row.getInt("rulebook"),
        Moments.read(row, "uploaded_at"),
        row.getString("uploaded_by"),
        Moments.read(row, "expires_at"),
        row.getInt("good"),
        row.getInt("bad"),
        row.getInt("duplicates"),
        row.getInt("conflicts"),
        row.getBoolean("impact_assumed"),
        parts(row.getString("passed_over")),
        Moments.readIfAny(row, "decided_at"),
        row.getString("decided_by"),
        Moments.readIfAny(row, "withdrawn_at"),
        row.getString("withdrawn_by"),
        row.getString("why"));
  }

  private static List<String> parts(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(BETWEEN, -1));
  }
}
