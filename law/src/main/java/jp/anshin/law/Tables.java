package jp.anshin.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
   * @param covered whether both its days have an edition
   */
  record Choice(List<Table> inForce, List<Table> proposals, boolean covered) {

    List<Table> all() {
      if (proposals.isEmpty()) {
        return inForce;
      }
      var all = new ArrayList<>(inForce);
      all.addAll(proposals);
      return all;
    }
  }

  private final List<Table> tables;

  /** The choice where one edition and nothing else comes into question, by its place. */
  private final List<Choice> alone;

  Tables(Rulebook rulebook) {
    var prepared = new ArrayList<Table>();
    var single = new ArrayList<Choice>();
    for (Edition edition : rulebook.editions()) {
      var table = new Table(rulebook, edition);
      prepared.add(table);
      single.add(new Choice(List.of(table), List.of(), true));
    }
    this.tables = List.copyOf(prepared);
    this.alone = List.copyOf(single);
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

  Choice on(LocalDate first, LocalDate last) {
    int found = -1;
    for (int i = 0; i < tables.size(); i++) {
      Edition edition = tables.get(i).edition;
      if (edition.inForceOn(first) && edition.inForceOn(last)) {
        found = i;
      } else if (edition.mayBeInForceOn(last)) {
        return several(first, last);
      }
    }
    return found < 0 ? several(first, last) : alone.get(found);
  }

  private Choice several(LocalDate first, LocalDate last) {
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
    return new Choice(List.copyOf(inForce), List.copyOf(proposals), onFirst && onLast);
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
