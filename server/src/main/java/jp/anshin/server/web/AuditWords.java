package jp.anshin.server.web;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.anshin.server.audit.AuditEntry;

/**
 * What an entry of the audit log says, for a reader. The entry itself is kept, and hashed, in one
 * wording that no translation changes; what is not known here is shown as it is kept.
 */
public final class AuditWords {

  private static final List<Sentence> TARGETS =
      List.of(
          new Sentence(
              "import-.*", "import (\\d+) sha256 (.{8}).* line (\\d+) against (.*)", "row"),
          new Sentence("import-.*", "import (\\d+) sha256 (.{8}).* (\\d+) of (\\d+) rows", "rows"),
          new Sentence("import-.*", "import (\\d+) sha256 (.{8}).*", "import"),
          new Sentence("replace-operator-file", "operator-file version (\\d+) .* (.{8}).*", "file"),
          new Sentence("replace-rulebook", "version (\\d+)", "rulebook"),
          new Sentence("replace-rulebook", "version (\\d+) shipped", "rulebook-shipped"),
          new Sentence("replace-runbook", "(\\S+) version (\\d+)", "runbook"),
          new Sentence("replace-runbook", "(\\S+) version (\\d+) shipped", "runbook-shipped"),
          new Sentence("report-.*", "(.*) version (\\d+)", "report"),
          new Sentence("period-.*", "period (\\S+) (.*)", "period"));

  private static final List<Sentence> REASONS =
      List.of(
          new Sentence(
              "import-upload",
              "(\\d+) good, (\\d+) bad, (\\d+) duplicate, (\\d+) conflicting",
              "uploaded"),
          new Sentence(
              "import-confirm",
              "(\\d+) rows, (\\d+) of them need a person, (\\d+) more conflict",
              "confirmed"),
          new Sentence(
              "import-confirm", "(\\d+) rows, (\\d+) of them need a person", "confirmed-before"),
          new Sentence(
              "import-withdraw", "(.*) \\((\\d+) rows of other lists open again\\)", "withdrawn"));

  private static final Pattern ROLES = Pattern.compile("([A-Z_]+(?:,[A-Z_]+)*)?( disabled)?");

  private final Show show;

  AuditWords(Show show) {
    this.show = show;
  }

  /** What we write ourselves of some actions; what people typed is never taken for it. */
  private record Sentence(Pattern action, Pattern kept, String key) {
    Sentence(String action, String kept, String key) {
      this(Pattern.compile(action), Pattern.compile(kept, Pattern.DOTALL), key);
    }
  }

  /** What was done. */
  public String action(AuditEntry entry) {
    return show.word("audit.do", entry.action());
  }

  /** To what. */
  public String target(AuditEntry entry) {
    return said(TARGETS, entry, entry.target(), "audit.to.");
  }

  /** Why, or with what result. */
  public String why(AuditEntry entry) {
    return entry.action().endsWith("-account")
        ? roles(entry.why())
        : said(REASONS, entry, entry.why(), "audit.said.");
  }

  private String said(List<Sentence> known, AuditEntry entry, String kept, String group) {
    for (Sentence each : known) {
      Matcher found = each.kept().matcher(kept);
      if (each.action().matcher(entry.action()).matches() && found.matches()) {
        Object[] parts =
            IntStream.rangeClosed(1, found.groupCount()).mapToObj(found::group).toArray();
        return show.say(group + each.key(), parts);
      }
    }
    return kept;
  }

  private String roles(String kept) {
    Matcher found = ROLES.matcher(kept);
    if (!found.matches()) {
      return kept;
    }
    String names = found.group(1);
    Stream<String> roles =
        names == null
            ? Stream.of()
            : Stream.of(names.split(",", -1)).map(role -> show.word("role", role));
    Stream<String> disabled =
        found.group(2) == null ? Stream.of() : Stream.of(show.say("audit.said.disabled"));
    return Stream.concat(roles, disabled).collect(Collectors.joining(show.say("list.separator")));
  }
}
