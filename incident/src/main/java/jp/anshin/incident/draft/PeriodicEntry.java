package jp.anshin.incident.draft;

import static jp.anshin.incident.draft.DraftMessages.say;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import jp.anshin.incident.impact.ServiceImpact;

/**
 * One accident's line of the periodic report (電気通信事業報告規則第7条の3), in the columns of the forms' data.
 * Numbers stand as digits, so that a sheet can count them.
 */
final class PeriodicEntry {

  private final AccidentAccount account;
  private final AccountItems entry;

  private PeriodicEntry(AccidentAccount account) {
    this.account = account;
    this.entry = new AccountItems(account, "periodic");
  }

  static Draft of(AccidentAccount account, boolean simpleForm) {
    var line = new PeriodicEntry(account);
    line.write(simpleForm);
    return line.entry.draft(simpleForm ? DraftKind.PERIODIC_SIMPLE : DraftKind.PERIODIC_FORM_27);
  }

  private void write(boolean simpleForm) {
    entry.occurredAt("text.as-it-is");
    entry.restoredAt();
    column(
        "duration-minutes",
        impact -> !impact.lastedMinutes().isUnknown(),
        (impact, locale) -> AccountWords.digits(impact.lastedMinutes(), locale));
    column("category", impact -> true, AccountWords::category);
    if (!simpleForm) {
      column(
          "service",
          impact -> true,
          (impact, locale) -> entry.words().serviceName(impact.service(), locale));
      column("impact", impact -> true, (impact, locale) -> say(locale, "impact." + impact.kind()));
    }
    column(
        "users",
        impact -> !impact.affected().isUnknown(),
        (impact, locale) -> AccountWords.digits(impact.affected(), locale));
    entry.area();
    entry.told("facility", Readers.AUTHORITY);
    if (!simpleForm) {
      entry.told("equipment-place", Readers.AUTHORITY);
    }
    entry.told("cause-code", Readers.AUTHORITY);
    if (!simpleForm) {
      entry.told("cause", Readers.AUTHORITY);
      entry.told("measures", Readers.AUTHORITY);
    }
    entry.told("summary", Readers.AUTHORITY);
  }

  /** A line for each service that counts; of one service alone just the value. */
  private void column(
      String key,
      Predicate<ServiceImpact> isKnown,
      BiFunction<ServiceImpact, Locale, String> value) {
    List<ServiceImpact> counted = account.countedOrOpen();
    if (counted.isEmpty() || !counted.stream().allMatch(isKnown)) {
      entry.items().unknown(key, Readers.AUTHORITY);
      return;
    }
    Function<Locale, String> text =
        locale ->
            entry
                .words()
                .eachOf(
                    counted,
                    impact -> {
                      String said = value.apply(impact, locale);
                      return counted.size() == 1
                          ? said
                          : say(
                              locale,
                              "text.of-service",
                              entry.words().serviceName(impact.service(), locale),
                              said);
                    });
    // A column holds a value: one that is open in part is as little known as one that is not there.
    if (text.apply(Locale.JAPANESE).contains(say(Locale.JAPANESE, "unknown"))) {
      entry.items().unknown(key, Readers.AUTHORITY, text);
    } else {
      entry.items().known(key, Readers.AUTHORITY, account.sources(), text);
    }
  }
}
