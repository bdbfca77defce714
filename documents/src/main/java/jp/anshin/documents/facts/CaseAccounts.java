package jp.anshin.documents.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import jp.anshin.core.Interval;
import jp.anshin.formats.accident.AccidentCase;
import jp.anshin.formats.accident.CaseDetails;
import jp.anshin.formats.accident.CaseFacts;
import jp.anshin.formats.accident.CaseImpact;
import jp.anshin.formats.form.FormBook;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.AccidentAccount;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftWriter;
import jp.anshin.incident.draft.Told;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.Bounds;
import jp.anshin.law.Figures;
import jp.anshin.law.Filing;
import jp.anshin.law.Impact;
import jp.anshin.law.PeriodicDuty;
import jp.anshin.law.PeriodicRule;
import jp.anshin.law.Truth;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.Operator;
import jp.anshin.operator.ServiceCategory;
import org.jspecify.annotations.Nullable;

/** Cases of a list as accounts, from which lines of the periodic report are written. */
public final class CaseAccounts {

  private static final long SECONDS_PER_MINUTE = 60;

  /** A list names no services, only their categories. */
  private static final Map<String, LocalizedText> SERVICE_NAMES =
      Map.of(
          CaseFacts.SERVICE,
          new LocalizedText(
              FactsMessages.say(Locale.JAPANESE, "service-unknown"),
              FactsMessages.say(Locale.ENGLISH, "service-unknown")));

  private final FormBook book;
  private final Function<LocalDate, @Nullable Operator> operators;
  private final Instant asOf;
  private final Map<LocalDate, @Nullable Operator> known = new HashMap<>();

  /**
   * @param operators who we are on a day, or null where nobody has said
   * @param asOf as of when all is told
   */
  public CaseAccounts(
      FormBook book, Function<LocalDate, @Nullable Operator> operators, Instant asOf) {
    this.book = book;
    this.operators = operators;
    this.asOf = asOf;
  }

  /** Its line of the periodic report, in the form that its facility calls for. */
  public Draft line(AccidentCase read, Filing filing) {
    return DraftWriter.periodicEntry(account(read), filing == Filing.SIMPLE);
  }

  /**
   * Its line of a report that nobody settles row by row: what the law leaves open of it stands
   * among its remarks, so that it does not look as certain as the others. Its form is that of its
   * facility also while it is open whether it goes in.
   *
   * @param rule by which the form is chosen
   */
  public Draft lineSayingWhatIsOpen(AccidentCase read, PeriodicDuty duty, PeriodicRule rule) {
    AccidentAccount account = account(read, told(read, withOpen(summary(read), duty)));
    boolean simple =
        duty.filing() == Filing.SIMPLE
            || (duty.filing() == Filing.UNDETERMINED && rule.isSimple(read.details().facility()));
    return DraftWriter.periodicEntry(account, simple);
  }

  /** What is known of it; not judged. */
  public AccidentAccount account(AccidentCase read) {
    return account(read, told(read, summary(read)));
  }

  private AccidentAccount account(AccidentCase read, Map<String, Told> told) {
    LocalDate day = LocalDate.ofInstant(read.occurredAt().earliest(), Figures.JAPAN);
    CaseImpact met = read.impact();
    var impact =
        new ServiceImpact(
            CaseFacts.SERVICE,
            category(read.category()),
            // A stop is assumed in judging, and said there; a paper does not state what nobody
            // said.
            met == null ? Impact.UNKNOWN : met.impact(),
            read.users(),
            minutes(read.durationSeconds()),
            inSeconds(read.occurredAt()),
            false,
            "");
    return new AccidentAccount(
        read.details().simulated(),
        LocalizedText.asWritten(read.id()),
        day,
        asOf,
        List.of(impact),
        SERVICE_NAMES,
        known.computeIfAbsent(day, operators),
        null,
        read.details().area(),
        told,
        List.of());
  }

  /** A rulebook may know more categories than the forms have words for. */
  private static @Nullable ServiceCategory category(@Nullable String code) {
    for (ServiceCategory each : ServiceCategory.values()) {
      if (each.name().equals(code)) {
        return each;
      }
    }
    return null;
  }

  /** Whole minutes between which the truth lies: 119 min 30 s is 119 to 120. */
  private static Bounds minutes(Bounds seconds) {
    Long max = seconds.max();
    long least = seconds.min() / SECONDS_PER_MINUTE;
    return max == null
        ? Bounds.atLeast(least)
        : Bounds.between(least, Math.ceilDiv(max, SECONDS_PER_MINUTE));
  }

  /** Papers know whole seconds. */
  private static Interval inSeconds(Interval at) {
    return new Interval(at.earliest(), Instant.ofEpochSecond(at.latest().getEpochSecond()));
  }

  private Map<String, Told> told(AccidentCase read, LocalizedText summary) {
    CaseDetails details = read.details();
    var told = new HashMap<String, Told>();
    String cause = details.cause();
    if (cause != null) {
      book.cause(cause).ifPresent(each -> told.put("cause-code", Told.by(label(each.label()))));
    }
    if (!details.causeWords().isEmpty()) {
      told.put("cause", Told.by(LocalizedText.asWritten(details.causeWords())));
    }
    String facility = details.facility();
    if (facility != null) {
      book.facility(facility).ifPresent(each -> told.put("facility", Told.by(label(each.label()))));
    }
    if (!details.place().isEmpty()) {
      told.put("equipment-place", Told.by(LocalizedText.asWritten(details.place())));
    }
    told.put("summary", Told.by(summary));
    return told;
  }

  private static LocalizedText summary(AccidentCase read) {
    String owner = read.details().owner();
    String words = (read.id() + " " + read.details().summary()).strip();
    return owner.isEmpty()
        ? LocalizedText.asWritten(words)
        : new LocalizedText(
            words + FactsMessages.say(Locale.JAPANESE, "of-owner", owner),
            words + FactsMessages.say(Locale.ENGLISH, "of-owner", owner));
  }

  private static LocalizedText withOpen(LocalizedText summary, PeriodicDuty duty) {
    String key =
        duty.required() == Truth.UNDETERMINED
            ? "required-open"
            : duty.filing() == Filing.UNDETERMINED ? "form-open" : null;
    return key == null
        ? summary
        : new LocalizedText(
            summary.japanese() + FactsMessages.say(Locale.JAPANESE, key),
            summary.english() + FactsMessages.say(Locale.ENGLISH, key));
  }

  private static LocalizedText label(LocalizedName name) {
    return new LocalizedText(name.japanese(), name.english());
  }
}
