package jp.anshin.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    Optional<Category> category = Optional.ofNullable(facts.category()).flatMap(rulebook::category);
    return category
        .map(known -> forCategory(rulebook, edition, facts, known))
        .orElseGet(() ->
            new RowChoice(edition.rows(), List.of(undetermined(Test.CATEGORY, facts.service()))));
  }

  private static RowChoice forCategory(
      Rulebook rulebook, Edition edition, ServiceFacts facts, Category category) {
    Optional<Row> own = edition.row(category.code());
    if (own.isEmpty()) {
      return broader(rulebook, category)
          .map(wider -> forCategory(rulebook, edition, facts, wider))
          .orElseGet(() -> new RowChoice(List.of(), List.of()));
    }
    var rows = new ArrayList<Row>(List.of(own.get()));
    var open = new ArrayList<Reason>();
    addOtherReading(rulebook, edition, facts, category, rows, open);
    addNarrower(rulebook, edition, facts, category, rows, open);
    return new RowChoice(rows.stream().distinct().toList(), open);
  }

  /** Without its conditions, one reading leaves the service in the broader category. */
  private static void addOtherReading(
      Rulebook rulebook,
      Edition edition,
      ServiceFacts facts,
      Category category,
      List<Row> rows,
      List<Reason> open) {
    List<String> unmet =
        category.conditions().stream().filter(key -> facts.condition(key) != Truth.YES).toList();
    Optional<Row> wider =
        broader(rulebook, category).flatMap(broader -> edition.row(broader.code()));
    if (unmet.isEmpty() || wider.isEmpty() || rows.contains(wider.get())) {
      return;
    }
    rows.add(wider.get());
    unmet.forEach(key -> open.add(Reason.fact(Test.CONDITION, key, facts.condition(key), null)));
  }

  /** What operators do not tell apart may be the narrower category as well. */
  private static void addNarrower(
      Rulebook rulebook,
      Edition edition,
      ServiceFacts facts,
      Category category,
      List<Row> rows,
      List<Reason> open) {
    for (Category narrower : rulebook.categories()) {
      Optional<Row> row = edition.row(narrower.code());
      boolean mayBe = narrower.unasked() && category.code().equals(narrower.broader());
      if (mayBe && row.isPresent() && !rows.contains(row.get())) {
        rows.add(row.get());
        open.add(undetermined(Test.CATEGORY, facts.service()));
      }
    }
  }

  private static Optional<Category> broader(Rulebook rulebook, Category category) {
    @Nullable String code = category.broader();
    return code == null ? Optional.empty() : rulebook.category(code);
  }

  private static Reason undetermined(Test test, String subject) {
    return Reason.fact(test, subject, Truth.UNDETERMINED, null);
  }
}
