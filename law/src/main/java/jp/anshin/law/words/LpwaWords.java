package jp.anshin.law.words;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.anshin.law.Row;
import jp.anshin.law.Truth;
import jp.anshin.law.lpwa.Basis;
import jp.anshin.law.lpwa.Certainty;
import jp.anshin.law.lpwa.Choice;
import jp.anshin.law.lpwa.Classification.Assumed;
import jp.anshin.law.lpwa.Classification.DutyFinding;
import jp.anshin.law.lpwa.Classification.Finding;
import jp.anshin.law.lpwa.Conclusion;
import jp.anshin.law.lpwa.Confirmation;
import jp.anshin.law.lpwa.Duty;
import jp.anshin.law.lpwa.Fact;
import jp.anshin.law.lpwa.Ground;
import jp.anshin.law.lpwa.LpwaRulebook;
import jp.anshin.law.lpwa.Named;
import jp.anshin.law.lpwa.PartyStanding;
import jp.anshin.law.lpwa.Standing;
import org.jspecify.annotations.Nullable;

/**
 * What a classification of an LPWA service says, as sentences for people. Whatever is not the text
 * of a law in force is marked 未確認; places and quotes stay in Japanese, as they are.
 */
public final class LpwaWords {

  static final String BUNDLE = "jp.anshin.law.words.lpwa";

  private final LpwaRulebook book;
  private final Messages messages;
  private final Quantities quantities;

  private LpwaWords(LpwaRulebook book, Messages messages, Quantities quantities) {
    this.book = book;
    this.messages = messages;
    this.quantities = quantities;
  }

  /**
   * The words for a reader of that locale, Japanese or else English, of what that rulebook says.
   */
  public static LpwaWords in(LpwaRulebook book, Locale locale) {
    return new LpwaWords(book, Messages.in(BUNDLE, locale), new Quantities(Messages.in(locale)));
  }

  /** What was concluded and what it came to, or all that it may come to. */
  public String finding(Finding finding) {
    String outcomes = outcomes(finding.conclusion(), finding.possible());
    String line =
        messages.say(
            finding.outcome() == null ? "finding.open" : "finding",
            of(finding.conclusion().japanese(), finding.conclusion().english()),
            outcomes);
    return marked(line, certainty(finding));
  }

  /** What it came to, or all that it may come to, alone. */
  public String outcomes(Conclusion conclusion, List<String> outcomes) {
    return joined(
        outcomes,
        id -> conclusion.outcome(id).map(each -> of(each.japanese(), each.english())).orElse(id),
        "or");
  }

  /**
   * How far what was found is known to be the law: the least certain of the rules that may hold.
   */
  public Certainty certainty(Finding finding) {
    return finding.ground().children().stream()
        .filter(each -> each.result() != Truth.NO)
        .map(each -> Objects.requireNonNull(each.basis()).certainty())
        .reduce(Certainty.LAW, (one, other) -> one.compareTo(other) >= 0 ? one : other);
  }

  /** One line for a node of a reason tree. */
  public String sentence(Ground ground) {
    String result = "." + ground.result();
    return switch (ground.kind()) {
      case CONCLUSION ->
          messages.say(
              ground.result() == Truth.YES ? "finding" : "finding.open",
              subject(ground.id()),
              values(ground.id(), ground.values(), "or"));
      case RULE -> withBasis("rule" + result, outcomeOfRule(ground), ground);
      case DUTY -> withBasis("duty-ground" + result, "", ground);
      case CONDITION ->
          messages.say(
              "condition" + result,
              subject(ground.id()),
              values(ground.id(), ground.values(), "or"));
    };
  }

  private String withBasis(String key, String what, Ground ground) {
    Basis basis = Objects.requireNonNull(ground.basis());
    return marked(messages.say(key, what, basis.place()), basis.certainty());
  }

  private String outcomeOfRule(Ground rule) {
    return book.conclusions().stream()
        .filter(each -> each.rules().stream().anyMatch(one -> one.id().equals(rule.id())))
        .findFirst()
        .map(each -> outcomes(each, rule.values()))
        .orElseGet(() -> String.join(", ", rule.values()));
  }

  private String subject(String id) {
    return book.fact(id)
        .map(this::fact)
        .or(() -> book.conclusion(id).map(each -> of(each.japanese(), each.english())))
        .orElse(id);
  }

  private String values(String subject, List<String> values, String between) {
    return book.fact(subject)
        .map(fact -> joined(values, id -> fact.choice(id).map(this::choice).orElse(id), between))
        .or(() -> book.conclusion(subject).map(each -> outcomes(each, values)))
        .orElseGet(() -> String.join(", ", values));
  }

  private String joined(List<String> ids, Function<String, String> name, String between) {
    return ids.stream().map(name).collect(Collectors.joining(messages.say(between)));
  }

  /** A fact in a few words. */
  public String fact(Fact fact) {
    return of(fact.japanese(), fact.english());
  }

  /** A fact as it is asked. */
  public String question(Fact fact) {
    return of(fact.questionJapanese(), fact.questionEnglish());
  }

  /** An answer. */
  public String choice(Choice choice) {
    return of(choice.japanese(), choice.english());
  }

  /** What a conclusion or a duty of that id is about. */
  public String about(String id) {
    return book.duty(id)
        .map(duty -> of(duty.japanese(), duty.english()))
        .orElseGet(() -> subject(id));
  }

  /** What was taken as presumed, and by whom. */
  public String assumed(Assumed assumed) {
    String choice = assumed.presumption().choice();
    Basis basis = assumed.presumption().basis();
    return messages.say(
        "assumed",
        fact(assumed.fact()),
        assumed.fact().choice(choice).map(this::choice).orElse(choice),
        messages.say("basis", basis.place(), certainty(basis.certainty())));
  }

  /** What must be known beside an outcome. */
  public String remark(Conclusion.Remark remark) {
    return marked(of(remark.japanese(), remark.english()), remark.basis().certainty());
  }

  /** Who must do what, and how it stands. */
  public String duty(DutyFinding finding) {
    Duty duty = finding.duty();
    String line =
        messages.say(
            finding.applies() == Truth.UNDETERMINED ? "duty.open" : "duty",
            party(duty.who()),
            of(duty.japanese(), duty.english()),
            standing(finding.standing()));
    return marked(line, duty.basis().certainty());
  }

  /** How it stands, in a few words. */
  public String standing(Standing standing) {
    return messages.say("standing." + standing);
  }

  /** What is to be done, in a word. */
  public String act(Duty.Act act) {
    return messages.say("act." + act);
  }

  /** The point of the technical standard that a duty is about. */
  public String point(Duty duty) {
    return named(book.points(), duty.point());
  }

  /** The party of that id. */
  public String party(String id) {
    return named(book.parties(), id);
  }

  private String named(List<Named> all, String id) {
    return all.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .map(each -> of(each.japanese(), each.english()))
        .orElse(id);
  }

  /** What is on record of one party, and what to do. */
  public String party(PartyStanding standing) {
    Confirmation told = standing.confirmation();
    return told == null
        ? messages.say("party." + standing.why(), standing.party())
        : messages.say(
            "party." + standing.why(),
            standing.party(),
            day(told.on()),
            told.by(),
            day(told.until()),
            told.document());
  }

  /** That the parties of a duty to confirm must be named. */
  public String unnamed(Duty duty) {
    return messages.say("party.unnamed", party(Objects.requireNonNull(duty.of(), duty.id())));
  }

  /** Where something stands, how certain that is, and its words. */
  public String basis(Basis basis) {
    return messages.say(
        basis.quote().isEmpty() ? "basis" : "basis.quote",
        basis.place(),
        certainty(basis.certainty()),
        basis.quote());
  }

  /** How far something is known to be the law. */
  public String certainty(Certainty certainty) {
    return messages.say("certainty." + certainty);
  }

  /**
   * The thresholds of a row of the table of serious accidents, for the criteria that were found.
   *
   * @param criteria what they are called
   * @param row null where no table is known for the day
   */
  public String row(String criteria, @Nullable Row row) {
    if (row == null) {
      return messages.say("row.none", criteria);
    }
    String place = Objects.requireNonNullElse(row.citation().article(), row.id());
    String line = messages.say("row", place, cells(row));
    return row.citation().verified() ? line : marked(line, Certainty.UNVERIFIED);
  }

  /** Other thresholds by a proposal that may be in force. */
  public String proposed(Row row) {
    return marked(
        messages.say("row.proposed", row.citation().edition(), cells(row)), Certainty.UNVERIFIED);
  }

  private String cells(Row row) {
    return row.cells().stream()
        .map(each ->
            messages.say(
                "row.cell",
                quantities.seconds(each.durationSeconds()),
                quantities.users(each.users())))
        .collect(Collectors.joining(messages.say("list")));
  }

  /** A day as people write it. */
  public String day(LocalDate day) {
    return DateTimeFormatter.ofPattern(messages.say("day-pattern"), messages.locale()).format(day);
  }

  private String marked(String line, Certainty certainty) {
    return certainty == Certainty.LAW ? line : messages.say("marked", line, certainty(certainty));
  }

  private String of(String japanese, String english) {
    return messages.isJapanese() ? japanese : english;
  }
}
