package jp.anshin.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.anshin.law.Reason.Test;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one edition that may apply to a service.
 *
 * @param rows the rows; more than one when the category or its reading is not certain
 * @param open what would have to be known to choose among them
 */
record RowChoice(List<Row> rows, List<Reason> open) {

  static RowChoice of(Rulebook rulebook, Edition edition, ServiceFacts facts) {
    Category category = named(rulebook, facts.category());
    return category == null
        ? new RowChoice(edition.rows(), List.of(categoryUnknown(facts)))
        : forCategory(rulebook, edition, facts, category);
  }

  /** The row that holds for every service of a category, or null when its facts matter. */
  static @Nullable RowChoice plain(Rulebook rulebook, Edition edition, Category category) {
    Category holding = holding(rulebook, edition, category);
    Row own = holding == null ? null : row(edition, holding.code());
    if (holding == null || own == null) {
      return new RowChoice(List.of(), List.of());
    }
    Row wider = wider(edition, holding);
    boolean conditional = !holding.conditions().isEmpty() && wider != null && !wider.equals(own);
    return conditional || narrower(rulebook, edition, Map.of(), holding, own) != null
        ? null
        : new RowChoice(List.of(own), List.of());
  }

  private static RowChoice forCategory(
      Rulebook rulebook, Edition edition, ServiceFacts facts, Category category) {
    Category holding = holding(rulebook, edition, category);
    Row own = holding == null ? null : row(edition, holding.code());
    if (holding == null || own == null) {
      return new RowChoice(List.of(), List.of());
    }
    var rows = new ArrayList<Row>();
    var open = new ArrayList<Reason>();
    rows.add(own);
    addOtherReading(wider(edition, holding), facts, holding, rows, open);
    Row narrower = narrower(rulebook, edition, facts.conditions(), holding, own);
    if (narrower != null) {
      rows.add(narrower);
      open.add(categoryUnknown(facts));
    }
    return new RowChoice(List.copyOf(rows), List.copyOf(open));
  }

  /** Without its conditions, one reading leaves the service in the broader category. */
  private static void addOtherReading(
      @Nullable Row wider,
      ServiceFacts facts,
      Category category,
      List<Row> rows,
      List<Reason> open) {
    if (wider == null || rows.contains(wider)) {
      return;
    }
    // One that fails is enough: what of the others is not known settles nothing.
    boolean failed =
        category.conditions().stream().anyMatch(key -> facts.condition(key) == Truth.NO);
    for (String key : category.conditions()) {
      Truth holds = facts.condition(key);
      if (holds == Truth.NO || (holds == Truth.UNDETERMINED && !failed)) {
        open.add(Reason.fact(Test.CONDITION, key, holds, null));
      }
    }
    if (!open.isEmpty()) {
      rows.add(wider);
    }
  }

  /** What operators do not tell apart may be the narrower category as well, unless they do. */
  private static @Nullable Row narrower(
      Rulebook rulebook, Edition edition, Map<String, Truth> said, Category category, Row own) {
    for (Category narrower : rulebook.categories()) {
      boolean ruledOut = said.get(narrower.code()) == Truth.NO;
      if (narrower.unasked() && category.code().equals(narrower.broader()) && !ruledOut) {
        Row row = row(edition, narrower.code());
        if (row != null && !row.equals(own)) {
          return row;
        }
      }
    }
    return null;
  }

  private static @Nullable Row wider(Edition edition, Category category) {
    String code = category.broader();
    return code == null ? null : row(edition, code);
  }

  /** The category itself, or the nearest broader one for which the edition has a row. */
  private static @Nullable Category holding(Rulebook rulebook, Edition edition, Category category) {
    Category at = category;
    while (at != null && row(edition, at.code()) == null) {
      at = named(rulebook, at.broader());
    }
    return at;
  }

  private static @Nullable Category named(Rulebook rulebook, @Nullable String code) {
    for (Category category : rulebook.categories()) {
      if (category.code().equals(code)) {
        return category;
      }
    }
    return null;
  }

  private static @Nullable Row row(Edition edition, String category) {
    for (Row row : edition.rows()) {
      if (row.category().equals(category) || row.category().equals(Row.EVERY_CATEGORY)) {
        return row;
      }
    }
    return null;
  }

  private static Reason categoryUnknown(ServiceFacts facts) {
    return Reason.fact(Test.CATEGORY, facts.service(), Truth.UNDETERMINED, null);
  }
}
