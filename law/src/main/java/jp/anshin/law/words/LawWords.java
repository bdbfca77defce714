package jp.anshin.law.words;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import jp.anshin.core.Interval;
import jp.anshin.law.Bounds;
import jp.anshin.law.Caveat;
import jp.anshin.law.Citation;
import jp.anshin.law.Clause;
import jp.anshin.law.Counting;
import jp.anshin.law.Deadline;
import jp.anshin.law.Figures;
import jp.anshin.law.Filing;
import jp.anshin.law.Impact;
import jp.anshin.law.Input;
import jp.anshin.law.NearestMiss;
import jp.anshin.law.Origin;
import jp.anshin.law.OtherDuty;
import jp.anshin.law.PeriodicDuty;
import jp.anshin.law.Projection;
import jp.anshin.law.Question;
import jp.anshin.law.Reading;
import jp.anshin.law.Reason;
import jp.anshin.law.Reason.Test;
import jp.anshin.law.ReportingPeriod;
import jp.anshin.law.SeriousReport;
import jp.anshin.law.Signpost;
import jp.anshin.law.Truth;
import jp.anshin.law.UserCount;
import jp.anshin.law.UserCounts;
import jp.anshin.law.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a determination says, as sentences for people. Articles and quotes stay in Japanese, as they
 * are, in both languages; whatever was not compared with the text of the law is marked 未確認.
 *
 * <p>Where a service is meant, a function gives its name by its id.
 */
public final class LawWords {

  private static final String EXCLUSION = Question.EXCLUSION;
  private static final String CONDITION = Question.CONDITION;
  private static final long SECONDS_PER_MINUTE = 60;
  private static final int MONTHS_PER_YEAR = 12;

  /** Of the argument of a caveat: what was edited, when, by whom. */
  private static final int EDITED_PARTS = 3;

  private static final int MONTHS_PER_QUARTER = 3;

  private final Messages messages;
  private final Quantities quantities;

  private LawWords(Messages messages) {
    this.messages = messages;
    this.quantities = new Quantities(messages);
  }

  /** The words for a reader of that locale: Japanese, or else English. */
  public static LawWords in(Locale locale) {
    return new LawWords(Messages.in(locale));
  }

  /** The verdict in one line. */
  public String verdict(Verdict verdict) {
    return messages.say("verdict." + verdict);
  }

  /** Passed, failed or unknown, in one word. */
  public String truth(Truth truth) {
    return messages.say("truth." + truth);
  }

  /** The mark of what was not compared with the text of the law. */
  public String unverified() {
    return messages.say("unverified");
  }

  /** One line for one node of a reason tree, with its numbers and units. */
  public String sentence(Reason reason, Function<String, String> serviceName) {
    String line =
        switch (reason.test()) {
          case DURATION -> measured(reason, quantities::seconds, quantities::seconds);
          case USERS -> measured(reason, quantities::users, quantities::users);
          case CELL -> say(reason, cell(reason));
          case ROW -> say(reason, rowName(reason));
          case SERVICE, PERIODIC_SERVICE -> service(reason, serviceName);
          case IMPACT -> impact(reason, serviceName.apply(reason.subject()));
          case TOGETHER -> say(reason, several(reason.subject(), serviceName));
          case COUNTABLE, CATEGORY, PERIODIC_THRESHOLD ->
              say(reason, serviceName.apply(reason.subject()));
          case NOT_EXCLUDED -> say(reason, exclusion(reason.subject(), reason.citation()));
          case CONDITION -> say(reason, condition(reason.subject()));
          case EDITION -> say(reason, rule(reason.subject()));
          case OWN_PART -> say(reason, serviceName.apply(reason.subject()));
          case CIRCUMSTANCE -> say(reason, circumstance(reason.subject()));
          case READING -> say(reason, reading(reason.subject()));
          case DUTY, ALL_OF, ANY_OF, NONE_OF, STATEMENT ->
              say(reason, statement(reason.subject(), reason.citation()));
          case QUANTITY -> quantity(reason);
          case SERIOUS,
              TABLE,
              FACILITY,
              FACILITY_DOWN,
              PERIODIC,
              NOT_SERIOUS,
              REACHED_ALONE,
              OTHER_EQUIPMENT,
              DUTY_EXISTS,
              NOT_ALREADY_SERIOUS,
              WHOLESALE_RECEIVER ->
              say(reason, "");
        };
    return reason.unverified() ? marked(line) : line;
  }

  /** Article, edition, how close the words are to the law, and the words in Japanese. */
  public String citation(Citation citation) {
    String article = citation.article() == null ? messages.say("no-article") : citation.article();
    String line =
        messages.say(
            "citation",
            article,
            rule(citation.edition()),
            messages.say("wording." + citation.wording()));
    if (!citation.quote().isEmpty()) {
      line += messages.say("citation.quote", citation.quote());
    }
    return citation.verified() ? line : marked(line);
  }

  /** The edition or other rule of that id, in a few words: a proposal is told to be one. */
  public String rule(String id) {
    if (messages.has("rule." + id)) {
      return messages.say("rule." + id);
    }
    return id.isEmpty() ? "" : messages.say("edition", id);
  }

  /** Several editions by their ids, as they are listed. */
  public String rules(List<String> ids) {
    return ids.stream().map(this::rule).collect(Collectors.joining(" / "));
  }

  /** The question to ask a person. */
  public String question(Question question, Function<String, String> serviceName) {
    String service = question.service().isEmpty() ? "" : serviceName.apply(question.service());
    String key = question.key();
    if (key.startsWith(EXCLUSION)) {
      String id = key.substring(EXCLUSION.length());
      return messages.say("question.exclusion", service, exclusion(id, null));
    }
    if (key.startsWith(CONDITION)) {
      String id = key.substring(CONDITION.length());
      return messages.say("question.condition", service, condition(id));
    }
    if (key.startsWith(Question.CIRCUMSTANCE)) {
      String id = key.substring(Question.CIRCUMSTANCE.length());
      return messages.say("question.circumstance", service, circumstance(id));
    }
    if (key.startsWith(Question.STATEMENT)) {
      String id = key.substring(Question.STATEMENT.length());
      String ofNumber = messages.sayOr("question." + key, "");
      return ofNumber.isEmpty()
          ? messages.say("question.statement", service, statement(id, null))
          : ofNumber;
    }
    if (key.startsWith(Question.DAY)) {
      String id = key.substring(Question.DAY.length());
      return messages.say("question.day", service, statement(id, null));
    }
    return messages.say("question." + key, service);
  }

  /** What must be known before relying on it; a service is called by its id. */
  public String caveat(Caveat caveat) {
    return caveat(caveat, Function.identity());
  }

  /** What must be known before relying on it. */
  public String caveat(Caveat caveat, Function<String, String> serviceName) {
    String argument = caveat.argument();
    if (caveat.key().equals("users-beyond-file")) {
      return beyondFile(argument, serviceName);
    }
    if (caveat.key().endsWith("-edited")) {
      return edited(caveat.key(), argument);
    }
    String shown =
        switch (caveat.key()) {
          case "no-edition", "text-read-as-of" -> dayOr(argument);
          case "goes-on",
              "may-go-on",
              "assumed-not-excluded",
              "assumed-began-with-incident",
              "end-contradicted",
              "times-changed",
              "counted-before",
              "counted-since",
              "category-since",
              "assumed-countable",
              "assumed-best-effort",
              "assumed-own-part",
              "only-stop-counted",
              "readings-agree",
              "readings-differ",
              "readings-open",
              "reading-chosen",
              "counts-fell",
              "users-hold",
              "emergency-voice-counts-all",
              "emergency-voice-taken-as-all",
              "figures-without-impact",
              "operators-counted",
              "stored-without-impact" ->
              serviceName.apply(argument);
          case "impact-counted-by", "impact-not-counted-by" -> argument;
          default -> rule(argument);
        };
    return messages.say("caveat." + caveat.key(), shown);
  }

  /** A rule that is not as it was shipped, and who put the rulebook in force where it is known. */
  private String edited(String key, String argument) {
    String[] parts = argument.split("\\R", EDITED_PARTS);
    String rule = key.equals("edition-edited") ? rule(parts[0]) : parts[0];
    String line = messages.say("caveat." + key, rule);
    return parts.length < EDITED_PARTS
        ? line
        : line
            + messages.say(
                "caveat.edited-by",
                parts[2],
                Figures.time(Instant.parse(parts[1]), messages.locale()));
  }

  /** How many users were stated, and how many the operator file has for the service. */
  private String beyondFile(String argument, Function<String, String> serviceName) {
    int last = argument.lastIndexOf(' ');
    int first = argument.lastIndexOf(' ', last - 1);
    return messages.say(
        "caveat.users-beyond-file",
        serviceName.apply(argument.substring(0, first)),
        quantities.users(Long.parseLong(argument, first + 1, last, 10)),
        quantities.users(Long.parseLong(argument.substring(last + 1))));
  }

  /** The pair of thresholds that came nearest, with service and article, and what was missing. */
  public String nearestMiss(NearestMiss miss, Function<String, String> serviceName) {
    String article = miss.citation().article();
    String place = article == null ? rule(miss.citation().edition()) : article;
    String line =
        miss.ofFacility()
            ? messages.say(
                "nearest-miss.facility",
                quantities.seconds(miss.cell().durationSeconds()),
                place,
                shortfall(miss))
            : messages.say(
                "nearest-miss",
                several(miss.service(), serviceName),
                quantities.cell(miss.cell()),
                place,
                shortfall(miss));
    return miss.citation().verified() ? line : marked(line);
  }

  /** Only what was missing: {@code あと97分、利用者数は足りている}. */
  public String shortfall(NearestMiss miss) {
    String time =
        missing(miss.secondsShort(), miss.cell().durationSeconds(), "time", quantities::minutes);
    if (miss.ofFacility()) {
      return time;
    }
    return messages.say(
        "shortfall",
        time,
        missing(miss.usersShort(), miss.cell().users(), "users", quantities::users));
  }

  /**
   * The statutory day, and that nothing is known of what holds where it is a Saturday, Sunday,
   * public holiday or in the year-end closing.
   */
  public String deadline(Deadline deadline) {
    String line = messages.say("deadline", day(deadline.due()));
    line += messages.say(deadline.isWeekend() ? "deadline.weekend" : "deadline.holiday");
    return deadline.citation().verified() ? line : marked(line);
  }

  /** Whether it goes into the periodic report, for which period, and by when. */
  public String periodic(PeriodicDuty duty) {
    if (duty.filing() == Filing.EXEMPT) {
      return filing(duty.filing());
    }
    String cycle = messages.sayOr("cycle." + duty.cycle(), duty.cycle());
    var line = new StringBuilder(messages.say("periodic." + duty.required(), cycle));
    LocalDate end = duty.periodEnd();
    Deadline deadline = duty.deadline();
    if (end != null && deadline != null) {
      line.append(messages.say("periodic.period." + duty.required(), day(end), deadline(deadline)));
    }
    return line.toString();
  }

  /** A period of the periodic report: which, and its days. */
  public String period(ReportingPeriod period) {
    String length =
        switch (period.cycle().months()) {
          case MONTHS_PER_YEAR -> "year";
          case MONTHS_PER_QUARTER -> "quarter";
          default -> "part";
        };
    return messages.say(
        "reporting-period." + length,
        Integer.toString(period.fiscalYear()),
        Integer.toString(period.numberInYear()),
        plain(period.first()),
        plain(period.last()));
  }

  /** A day without its weekday: what begins and ends a period is no day to be there. */
  private String plain(LocalDate day) {
    String pattern = messages.say("reporting-period.day-pattern");
    return DateTimeFormatter.ofPattern(pattern, messages.locale()).format(day);
  }

  /** When a threshold of duration would be reached. */
  public String projection(Projection projection, Function<String, String> serviceName) {
    String when = when(projection.at());
    String duration = quantities.seconds(projection.durationMinutes() * SECONDS_PER_MINUTE);
    if (projection.ofFacility()) {
      return messages.say("projection.FACILITY." + projection.usersReached(), when, duration);
    }
    String service = several(projection.service(), serviceName);
    return switch (projection.duty()) {
      case SERIOUS ->
          messages.say(
              "projection.SERIOUS." + projection.usersReached(),
              when,
              service,
              duration,
              quantities.users(projection.users()));
      case PERIODIC -> messages.say("projection.PERIODIC", when, service, duration);
    };
  }

  /** A duty that a person must think of, because it is not judged here. */
  public String otherDuty(OtherDuty duty) {
    String trigger = messages.isJapanese() ? duty.japanese() : duty.english();
    String article = duty.citation().article();
    String line =
        messages.say(
            "other-duty",
            trigger,
            duty.form(),
            article == null ? messages.say("no-article") : article);
    return duty.citation().verified() ? line : marked(line);
  }

  /** What users met, in one word. */
  public String impact(Impact impact) {
    return messages.say("impact." + impact);
  }

  /** In which way it goes into the periodic report. */
  public String filing(Filing filing) {
    return messages.say("filing." + filing);
  }

  /** A class of facility by its code. */
  public String facilityClass(String code) {
    return messages.sayOr("facility." + code, code);
  }

  /** Whether another duty applies, on which form, and by when. */
  public String signpost(Signpost signpost) {
    OtherDuty duty = signpost.duty();
    String trigger = messages.isJapanese() ? duty.japanese() : duty.english();
    String line =
        messages.say(
            "signpost." + signpost.applies(), trigger, duty.form(), signpostLimit(signpost));
    return duty.citation().verified() ? line : marked(line);
  }

  /** In which form a serious accident is reported. */
  public String report(SeriousReport report) {
    String gap = messages.say("list-gap");
    String line =
        messages.say(
            "report." + report.receiver(),
            String.join(gap, report.forms()),
            String.join(gap, report.firstReportItems()));
    return report.reason().unverified() ? marked(line) : line;
  }

  /**
   * What a question is about, in a few words: the name of an exclusion, a condition, a circumstance
   * or a statement.
   *
   * @param key of the question; one that is about nothing of a rulebook is itself
   * @param citation where it stands, for the words of the rulebook where there are no others
   */
  public String subject(String key, @Nullable Citation citation) {
    if (key.startsWith(EXCLUSION)) {
      return exclusion(key.substring(EXCLUSION.length()), citation);
    }
    if (key.startsWith(CONDITION)) {
      return condition(key.substring(CONDITION.length()));
    }
    if (key.startsWith(Question.CIRCUMSTANCE)) {
      return circumstance(key.substring(Question.CIRCUMSTANCE.length()));
    }
    if (key.startsWith(Question.STATEMENT)) {
      return statement(key.substring(Question.STATEMENT.length()), citation);
    }
    return key;
  }

  /** One line for a requirement of the law: what is joined in it stands in its parts. */
  public String clause(Clause clause) {
    Long threshold = clause.threshold();
    String line =
        messages.say(
            "clause." + clause.kind(),
            statement(clause.id(), clause.citation()),
            threshold == null ? "" : quantities.users(threshold));
    return clause.citation().verified() ? line : marked(line);
  }

  /** A way of counting users by its id. */
  public String countMethod(String id) {
    return messages.sayOr("count." + id, id);
  }

  /** How many users were counted, and how. */
  public String count(UserCount count) {
    // So many operators have at least so many users, and nobody knows how many more.
    Bounds users = count.isOfOperators() ? Bounds.atLeast(count.users().min()) : count.users();
    return messages.say("count", users(users), countedBy(count));
  }

  /** How users were counted: the way, by the users of which day, and which users. */
  public String countedBy(UserCount count) {
    var how = new StringBuilder(countMethod(count.method()));
    LocalDate reference = count.referenceDay();
    if (reference != null) {
      how.append(messages.say("count.reference-day", day(reference)));
    }
    if (!count.range().isEmpty()) {
      how.append(messages.say("count.range", count.range()));
    }
    return how.toString();
  }

  /**
   * How users were counted and what came out, in a sentence or two.
   *
   * @param found by {@link Counting#found()}
   */
  public String counting(Counting counting, UserCounts.Found found) {
    String first =
        switch (Counting.needs(counting.method())) {
          case ALL_UNDER_FACILITY ->
              messages.say("counting.all-under-facility", users(counting.users()));
          case EVERYBODY -> messages.say("counting.everybody", users(counting.users()));
          case DOWNSTREAM -> messages.say("counting.downstream");
          case OPERATORS -> messages.say("counting.operators");
          case SERIES -> weekBefore(found);
        };
    UserCount count = found.count();
    return count == null ? first : first + saved(counting) + result(count);
  }

  private String saved(Counting counting) {
    boolean nobody = counting.saved().equals(Bounds.exactly(0));
    return switch (Counting.needs(counting.method())) {
      case ALL_UNDER_FACILITY, DOWNSTREAM, OPERATORS -> "";
      case EVERYBODY, SERIES ->
          nobody ? "" : messages.say("counting.saved", saved(counting.saved()));
    };
  }

  private String result(UserCount count) {
    String result =
        count.isOfOperators()
            ? messages.say(
                "counting.result-operators", Figures.number(count.users().min(), messages.locale()))
            : messages.say("counting.result", users(count.users()));
    return count.isByNotice() ? result + messages.say("counting.notice") : result;
  }

  private String saved(Bounds saved) {
    return saved.isUnknown() ? messages.say("counting.saved-unknown") : users(saved);
  }

  private String weekBefore(UserCounts.Found found) {
    List<UserCounts.EarlierDay> used =
        found.days().stream().filter(each -> each.peak() != null).toList();
    long fewest = peaks(used).min().orElse(0);
    long most = peaks(used).max().orElse(0);
    return switch (used.size()) {
      case 0 -> messages.say("counting.no-day");
      case 1 ->
          messages.say("counting.one-day", day(used.getFirst().day()), quantities.users(most));
      default ->
          messages.say(
              "counting.days", Integer.toString(used.size()), users(Bounds.between(fewest, most)));
    };
  }

  private static LongStream peaks(List<UserCounts.EarlierDay> days) {
    return days.stream().flatMap(each -> Stream.ofNullable(each.peak())).mapToLong(Long::longValue);
  }

  /** Why an earlier day was used for an estimate, or was not. */
  public String dayUse(UserCounts.DayUse use) {
    return messages.say("day-use." + use);
  }

  /** Who stated a fact that a determination rests on, when, and on what evidence. */
  public String input(Input input, Function<String, String> serviceName) {
    Origin origin = input.origin();
    String what =
        input.service().isEmpty()
            ? statement(input.key(), null)
            : messages.say("input." + input.key(), serviceName.apply(input.service()));
    var line = new StringBuilder(messages.say("input.said", what, origin.statedBy()));
    if (origin.at() != null) {
      line.append(messages.say("input.at", Figures.time(origin.at(), messages.locale())));
    }
    if (!origin.evidence().isEmpty()) {
      line.append(messages.say("input.evidence", origin.evidence()));
    }
    String confirmed = origin.confirmedBy();
    return confirmed == null
        ? line.toString()
        : line.append(messages.say("input.confirmed", confirmed)).toString();
  }

  /** A reading of what the law leaves open, by the names it is made of. */
  public String reading(String name) {
    String said = "";
    for (String each : name.split("\\" + Reading.AND, -1)) {
      String word = messages.sayOr("reading." + each, each);
      said = said.isEmpty() ? word : messages.say("reading.and", said, word);
    }
    return said;
  }

  /** A number of users within its bounds. */
  public String users(Bounds users) {
    return quantities.users(users);
  }

  /** A duration in seconds within its bounds. */
  public String duration(Bounds seconds) {
    return quantities.seconds(seconds);
  }

  /** A moment within its bounds, in Japanese time. */
  public String moment(Interval at) {
    return when(at);
  }

  /** A day of the calendar with its day of the week. */
  public String day(LocalDate day) {
    String pattern = messages.say("day-pattern");
    return DateTimeFormatter.ofPattern(pattern, messages.locale()).format(day);
  }

  /** One service, or those of one 役務区分 together: their ids stand apart by a space. */
  private String several(String ids, Function<String, String> serviceName) {
    return Stream.of(ids.split(" ", -1))
        .map(serviceName)
        .collect(Collectors.joining(messages.say("several.and")));
  }

  private String service(Reason reason, Function<String, String> serviceName) {
    return reason.subject().isEmpty()
        ? messages.say("reason.no-service")
        : say(reason, serviceName.apply(reason.subject()));
  }

  /** That something is not counted by what is no text of the law is another thing than nothing. */
  private String impact(Reason reason, String service) {
    Citation citation = reason.citation();
    String article = citation == null || citation.verified() ? null : citation.article();
    return article == null || reason.result() != Truth.NO
        ? say(reason, service)
        : messages.say("reason.IMPACT.NOT_COUNTED", service, article);
  }

  private String say(Reason reason, String subject) {
    return messages.say("reason." + reason.test() + "." + reason.result(), subject);
  }

  private String measured(
      Reason reason, Function<Bounds, String> ofBounds, LongFunction<String> ofThreshold) {
    Bounds value = reason.value() == null ? Bounds.UNKNOWN : reason.value();
    Long threshold = reason.threshold();
    return messages.say(
        "reason." + reason.test() + "." + reason.result(),
        ofBounds.apply(value),
        threshold == null ? messages.say("quantity.unknown") : ofThreshold.apply(threshold));
  }

  private String quantity(Reason reason) {
    Bounds value = reason.value() == null ? Bounds.UNKNOWN : reason.value();
    Long threshold = reason.threshold();
    return messages.say(
        "reason.QUANTITY." + reason.result(),
        quantities.users(value),
        threshold == null ? messages.say("quantity.unknown") : quantities.users(threshold),
        statement(reason.subject(), reason.citation()));
  }

  private String signpostLimit(Signpost signpost) {
    Deadline deadline = signpost.deadline();
    if (deadline != null) {
      return messages.say("signpost.due", deadline(deadline));
    }
    return signpost.days() > 0
        ? messages.say("signpost.days", signpost.clockStart(), Integer.toString(signpost.days()))
        : messages.say(
            "signpost.months", signpost.clockStart(), Integer.toString(signpost.months()));
  }

  private String circumstance(String key) {
    return messages.sayOr(Question.CIRCUMSTANCE + key, key);
  }

  /** A clause or a duty in words, or else as the rulebook quotes it. */
  private String statement(String key, @Nullable Citation citation) {
    String otherwise = citation == null || citation.quote().isEmpty() ? key : citation.quote();
    return messages.sayOr(Question.STATEMENT + key, otherwise);
  }

  private String cell(Reason reason) {
    long seconds = 0;
    long users = 0;
    for (Reason test : reason.children()) {
      Long threshold = test.threshold();
      if (threshold != null) {
        seconds = test.test() == Test.DURATION ? threshold : seconds;
        users = test.test() == Test.USERS ? threshold : users;
      }
    }
    return quantities.cell(seconds, users);
  }

  private String rowName(Reason row) {
    Citation citation = row.citation();
    if (citation == null) {
      return row.subject();
    }
    return citation.article() == null
        ? messages.say("row-of-proposal", rule(citation.edition()), citation.quote())
        : citation.article();
  }

  private String exclusion(String id, @Nullable Citation citation) {
    String otherwise = citation == null || citation.quote().isEmpty() ? id : citation.quote();
    return messages.sayOr(EXCLUSION + id, otherwise);
  }

  private String condition(String key) {
    return messages.sayOr(CONDITION + key, key);
  }

  private String missing(
      Bounds missing, long threshold, String what, LongFunction<String> quantity) {
    long max = missing.max() == null ? threshold : missing.max();
    if (max == 0) {
      return messages.say("shortfall." + what + ".reached");
    }
    if (missing.min() == max) {
      return messages.say("shortfall." + what + ".exact", quantity.apply(max), max);
    }
    if (missing.min() > 0) {
      return messages.say(
          "shortfall." + what + ".between", quantity.apply(missing.min()), quantity.apply(max));
    }
    String key = max >= threshold ? ".unknown" : ".at-most";
    return messages.say("shortfall." + what + key, quantity.apply(max), max);
  }

  private String when(Interval at) {
    String earliest = Figures.time(at.earliest(), messages.locale());
    return at.isExact()
        ? earliest
        : messages.say("between-times", earliest, Figures.time(at.latest(), messages.locale()));
  }

  private String dayOr(String text) {
    try {
      return day(LocalDate.parse(text));
    } catch (DateTimeParseException noDay) {
      return text;
    }
  }

  private String marked(String line) {
    return messages.say("marked", line, unverified());
  }
}
