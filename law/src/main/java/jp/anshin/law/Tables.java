package jp.anshin.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The editions of a rulebook, prepared once so that judging needs no search. */
final class Tables {

  /** One edition with what is the same for every event that it judges. */
  static final class Table {
    final Edition edition;
    final Citation citation;

    /** What must be known of it, whatever the event. */
    final List<Caveat> always;

    /** What must be known of it for accidents after its text was read. */
    final List<Caveat> afterReading;

    final List<String> ids;

    /** That it was considered as a proposal and changes nothing. */
    final Caveat considered;

    /** That it would change the verdict if it were in force. */
    final Caveat differs;

    private final Rulebook rulebook;
    private final Map<String, RowChoice> plain = new HashMap<>();

    private Table(Rulebook rulebook, Edition edition) {
      this.rulebook = rulebook;
      this.edition = edition;
      this.ids = List.of(edition.id());
      boolean verified = edition.inForce() && edition.startVerified();
      this.citation = new Citation(null, edition.id(), "", Wording.SUMMARY, verified);
      this.considered = new Caveat("proposal-considered", edition.id());
      this.differs = new Caveat("proposal-differs", edition.id());
      this.always = always(edition);
      this.afterReading = afterReading(edition);
      for (Category category : rulebook.categories()) {
        RowChoice choice = RowChoice.plain(rulebook, edition, category);
        if (choice != null) {
          plain.put(category.code(), choice);
        }
      }
    }

    RowChoice rows(ServiceFacts facts) {
      String category = facts.category();
      RowChoice choice = category == null ? null : plain.get(category);
      return choice == null ? RowChoice.of(rulebook, edition, facts) : choice;
    }

    private static List<Caveat> always(Edition edition) {
      var caveats = new ArrayList<Caveat>();
      if (!edition.startVerified()) {
        caveats.add(new Caveat("edition-start-unverified", edition.id()));
      }
      for (Row row : edition.rows()) {
        if (row.citation().wording() == Wording.NOT_COMPARED) {
          caveats.add(new Caveat("rows-not-compared", edition.id()));
          break;
        }
      }
      return List.copyOf(caveats);
    }

    private static List<Caveat> afterReading(Edition edition) {
      LocalDate read = edition.textReadAsOf();
      if (read == null) {
        return List.of();
      }
      var caveats = new ArrayList<Caveat>();
      caveats.add(new Caveat("text-read-as-of", read.toString()));
      if (!edition.endVerified()) {
        caveats.add(new Caveat("edition-end-unverified", edition.id()));
      }
      return List.copyOf(caveats);
    }
  }

  /**
   * The tables for an event.
   *
   * @param inForce of the editions in force on a day on which it may have occurred
   * @param proposals of those that may have been in force by then
   * @param all both, those in force first
   * @param covered whether both its days have an edition
   */
  record Choice(List<Table> inForce, List<Table> proposals, List<Table> all, boolean covered) {

    /** For a trial: nothing is in force and nothing proposed. */
    static final Choice NONE = new Choice(List.of(), List.of(), List.of(), true);
  }

  private final List<Table> tables;

  /** The first days of the spans within which every day has the same tables, in order. */
  private final List<LocalDate> spans;

  /** The tables of each span; of the days before the first span at place 0. */
  private final List<Choice> choices;

  Tables(Rulebook rulebook) {
    this.tables = rulebook.editions().stream().map(each -> new Table(rulebook, each)).toList();
    this.spans = List.copyOf(firstDays(rulebook));
    var prepared = new ArrayList<Choice>();
    LocalDate before = spans.isEmpty() ? LocalDate.EPOCH : spans.getFirst().minusDays(1);
    prepared.add(between(before, before));
    for (LocalDate first : spans) {
      prepared.add(between(first, first));
    }
    this.choices = List.copyOf(prepared);
  }

  /** Every day on which the tables are not those of the day before. */
  private static SortedSet<LocalDate> firstDays(Rulebook rulebook) {
    var days = new TreeSet<LocalDate>();
    for (Edition edition : rulebook.editions()) {
      LocalDate last = edition.validTo();
      Stream.of(edition.validFrom(), edition.mayHaveStartedFrom())
          .filter(Objects::nonNull)
          .forEach(days::add);
      if (last != null) {
        days.add(last.plusDays(1));
      }
    }
    return days;
  }

  /** The table of that edition or proposal, or null when there is none. */
  @Nullable Table of(String id) {
    for (Table table : tables) {
      if (table.edition.id().equals(id)) {
        return table;
      }
    }
    return null;
  }

  /** The tables for an event that occurred on one of the days from the first to the last. */
  Choice on(LocalDate first, LocalDate last) {
    int span = span(first);
    return first.equals(last) || span == span(last) ? choices.get(span) : between(first, last);
  }

  /** There are a dozen spans: to look at each is as fast as anything. */
  private int span(LocalDate day) {
    int span = spans.size();
    while (span > 0 && day.isBefore(spans.get(span - 1))) {
      span--;
    }
    return span;
  }

  private Choice between(LocalDate first, LocalDate last) {
    var inForce = new ArrayList<Table>();
    var proposals = new ArrayList<Table>();
    boolean onFirst = false;
    boolean onLast = false;
    for (Table table : tables) {
      Edition edition = table.edition;
      onFirst |= edition.inForceOn(first);
      onLast |= edition.inForceOn(last);
      if (touches(edition, first, last)) {
        inForce.add(table);
      } else if (edition.mayBeInForceOn(last)) {
        proposals.add(table);
      }
    }
    var all = new ArrayList<>(inForce);
    all.addAll(proposals);
    return new Choice(
        List.copyOf(inForce), List.copyOf(proposals), List.copyOf(all), onFirst && onLast);
  }

  /** Whether it was in force on one of the days on which the event may have occurred. */
  private static boolean touches(Edition edition, LocalDate first, LocalDate last) {
    LocalDate from = edition.validFrom();
    LocalDate to = edition.validTo();
    return edition.inForce()
        && from != null
        && !last.isBefore(from)
        && (to == null || !first.isAfter(to));
  }
}
