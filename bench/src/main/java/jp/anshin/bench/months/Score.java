package jp.anshin.bench.months;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import jp.anshin.core.Detection;
import jp.anshin.route.guard.RouteGuard;

/** Sets pages beside labels. */
final class Score {

  private static final long SECOND = World.SECOND;
  private static final long BEFORE = 60 * SECOND;
  private static final long AFTERWARDS = 900 * SECOND;
  private static final double WEEK_DAYS = 7;
  private static final long SAME_START = 300 * SECOND;
  private static final String SUSPECTS = "suspects";
  private static final String WEATHER = "the weather of every day";
  private static final String BESIDE = "wrong name, beside a page with the right one";

  private final Map<String, Row> rows = new TreeMap<>();
  private final Map<String, Integer> falsePages = new TreeMap<>();
  private final List<String> remarks = new ArrayList<>();
  private int pages;
  private int right;
  private int days;
  private int musts;
  private int mustsMissed;
  private int mustsMissedStated;

  /** One kind of event. */
  private static final class Row {
    private boolean harm;
    private int count;
    private int found;
    private int named;
    private int pages;
    private final List<Long> delays = new ArrayList<>();
  }

  /** A detection for which people are called: as it was first stated so, and in the end. */
  private record Page(Detection first, Detection last) {
    long from() {
      return micros(first.startedAt().earliest());
    }

    /** Whether the server makes one incident of both: same suspect, begun within five minutes. */
    boolean isOfOneIncidentWith(Page other) {
      var one = first.fact(SUSPECTS);
      var two = other.first.fact(SUSPECTS);
      return !one.isEmpty()
          && !two.isEmpty()
          && one.getFirst().equals(two.getFirst())
          && Math.abs(from() - other.from()) <= SAME_START;
    }

    long until() {
      var ended = last.endedAt();
      return ended == null ? Long.MAX_VALUE : micros(ended);
    }
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  /** Adds a run over so many days. */
  void add(long seed, World world, List<Label> labels, int ofDays) {
    days += ofDays;
    var called = new ArrayList<Page>();
    for (var revisions : world.stated.values()) {
      revisions.stream()
          .filter(RouteGuard::isIncident)
          .findFirst()
          .map(first -> new Page(first, revisions.getLast()))
          .filter(page -> called.stream().noneMatch(page::isOfOneIncidentWith))
          .ifPresent(called::add);
    }
    var answers = new TreeMap<Integer, List<Page>>();
    var others = new ArrayList<Page>();
    for (var page : called) {
      var named = nearest(page, labels, label -> label.isHarm() && isRight(page, label));
      if (named.isPresent()) {
        answer(answers, labels.indexOf(named.get()), page);
      } else {
        others.add(page);
      }
    }
    for (var page : others) {
      var cause = cause(page, labels);
      int place = cause.map(labels::indexOf).orElse(-1);
      if (place >= 0 && labels.get(place).isHarm() && !answers.containsKey(place)) {
        answer(answers, place, page);
      } else {
        String kind = cause.map(label -> label.isHarm() ? BESIDE : label.kind()).orElse(WEATHER);
        falsePages.merge(kind, 1, Integer::sum);
        remarks.add("seed " + seed + ": false page, " + kind + ": " + text(page));
      }
    }
    pages += called.size();
    for (int i = 0; i < labels.size(); i++) {
      count(seed, labels.get(i), answers.getOrDefault(i, List.of()));
    }
  }

  private void answer(Map<Integer, List<Page>> answers, int place, Page page) {
    right++;
    answers.computeIfAbsent(place, key -> new ArrayList<>()).add(page);
  }

  private Row row(Label label) {
    var row = rows.computeIfAbsent(label.kind(), kind -> new Row());
    row.harm = label.isHarm();
    return row;
  }

  private void count(long seed, Label label, List<Page> answers) {
    var row = row(label);
    row.count++;
    row.pages += answers.size();
    musts += label.isMust() ? 1 : 0;
    if (!answers.isEmpty()) {
      var first = answers.getFirst();
      boolean named = answers.stream().anyMatch(page -> isNamedFirst(page, label));
      row.found++;
      row.named += named ? 1 : 0;
      row.delays.add(Math.max(0, micros(first.first.detectedAt()) - label.from()) / SECOND);
      if (!named) {
        remarks.add("seed " + seed + ": not named, " + label + ": " + text(first));
      }
    } else if (label.isHarm()) {
      boolean stated = !label.kind().contains(Plan.NOT_STATED);
      mustsMissed += label.isMust() ? 1 : 0;
      mustsMissedStated += label.isMust() && stated ? 1 : 0;
      remarks.add("seed " + seed + ": missed, " + label);
    }
  }

  private static boolean isNamedFirst(Page page, Label label) {
    var suspects = page.last.fact(SUSPECTS);
    return label.who().isEmpty()
        || (!suspects.isEmpty() && suspects.getFirst().equals(label.who()));
  }

  private static String text(Page page) {
    return page.last.kinds()
        + " suspects "
        + page.last.fact(SUSPECTS)
        + " at "
        + page.first.detectedAt()
        + " until "
        + page.last.endedAt()
        + ", "
        + page.last.counts();
  }

  private static boolean isOfKind(Page page, Label label) {
    return page.last.kinds().stream().anyMatch(label.answers()::contains);
  }

  /** Whether it says what happened, and names somebody who is in it. */
  private static boolean isRight(Page page, Label label) {
    return isOfKind(page, label) && names(page, label);
  }

  /** Of what else was going on: first what it names, then harm of its kind, then anything. */
  private static Optional<Label> cause(Page page, List<Label> labels) {
    return nearest(page, labels, label -> !label.isHarm() && names(page, label))
        .or(() -> nearest(page, labels, label -> isOfKind(page, label)))
        .or(() -> nearest(page, labels, label -> !label.isHarm()));
  }

  private static boolean names(Page page, Label label) {
    var suspects = page.last.fact(SUSPECTS);
    return (label.isHarm() && (label.who().isEmpty() || suspects.isEmpty()))
        || suspects.contains(label.who())
        || (!suspects.isEmpty() && label.through().contains(suspects.getFirst()));
  }

  /** Of what began or ended about then. */
  private static Optional<Label> nearest(Page page, List<Label> labels, Predicate<Label> which) {
    return labels.stream()
        .filter(label -> page.from() < label.until() + AFTERWARDS)
        .filter(label -> label.from() - BEFORE < Math.min(page.until(), page.from() + AFTERWARDS))
        .filter(which)
        .min(Comparator.comparingLong(label -> distance(page, label)));
  }

  private static long distance(Page page, Label label) {
    return Math.min(Math.abs(label.from() - page.from()), Math.abs(label.until() - page.from()));
  }

  /** The tables, as Markdown, and below them every miss and every false page. */
  String text() {
    var out = new StringBuilder();
    out.append("| what happened | times | found | named | delay median / max, s | pages |\n");
    out.append("|---|---|---|---|---|---|\n");
    rows.forEach((kind, row) -> {
      if (row.harm) {
        Collections.sort(row.delays);
        String delay =
            row.delays.isEmpty()
                ? "–"
                : row.delays.get(row.delays.size() / 2) + " / " + row.delays.getLast();
        out.append(
            "| %s | %d | %d | %d | %s | %d |%n"
                .formatted(kind, row.count, row.found, row.named, delay, row.pages));
      }
    });
    out.append(
        "\n| nobody is to be called for | times | false pages | a week |\n|---|---|---|---|\n");
    rows.forEach((kind, row) -> {
      if (!row.harm) {
        out.append(falseRow(kind, Integer.toString(row.count), falsePages.getOrDefault(kind, 0)));
      }
    });
    falsePages.forEach((kind, count) -> {
      if (!rows.containsKey(kind)) {
        out.append(falseRow(kind, "", count));
      }
    });
    int harm = rows.values().stream().filter(row -> row.harm).mapToInt(row -> row.count).sum();
    int found = rows.values().stream().mapToInt(row -> row.found).sum();
    out.append(
        "%n%d days; %d pages, %d right: precision %.1f %%; found %d of %d: recall %.1f %%;%n"
            .formatted(
                days, pages, right, 100.0 * right / pages, found, harm, 100.0 * found / harm));
    out.append(
        "of leaks of 500 routes or more and hijacks missed %d of %d, %d of them not by neighbours%s; false pages a week: %.2f%n"
            .formatted(
                mustsMissed, musts, mustsMissedStated, Plan.NOT_STATED, aWeek(pages - right)));
    remarks.forEach(remark -> out.append('\n').append(remark));
    return out.toString();
  }

  private String falseRow(String kind, String times, int count) {
    return "| %s | %s | %d | %.2f |%n".formatted(kind, times, count, aWeek(count));
  }

  private double aWeek(int count) {
    return count * WEEK_DAYS / days;
  }
}
