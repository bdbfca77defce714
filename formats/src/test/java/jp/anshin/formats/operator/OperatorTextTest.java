package jp.anshin.formats.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import jp.anshin.formats.relations.WatchedByOperator;
import jp.anshin.formats.yaml.Fault;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.operator.AddressPrefix;
import jp.anshin.operator.AsNumber;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Contact;
import jp.anshin.operator.DeskHours;
import jp.anshin.operator.HouseRule;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.Operator;
import jp.anshin.operator.PathRule;
import jp.anshin.operator.Period;
import jp.anshin.operator.PlannedWork;
import jp.anshin.operator.Prefecture;
import jp.anshin.operator.PrefixLimits;
import jp.anshin.operator.Relation;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.operator.UserRange;
import jp.anshin.operator.WatchedBlock;
import jp.anshin.route.guard.Watched;
import jp.anshin.route.guard.WatchedPrefix;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTextTest {

  private static final LocalDate DAY = LocalDate.of(2017, 8, 25);

  @Test
  void theExampleIsAnOperator() throws Exception {
    Operator operator = OperatorText.read(OperatorText.example()).on(DAY);
    assertThat(operator.systems()).containsExactly(new AsNumber(64500));
    assertThat(operator.relationTo(new AsNumber(2516))).contains(Relation.PROVIDER);
    assertThat(operator.service("internet").orElseThrow().category())
        .isEqualTo(ServiceCategory.OTHER);
    assertThat(operator.usersWithin(List.of(AddressPrefix.parse("198.18.0.0/16"))))
        .containsEntry("internet", UserRange.between(0, 41_000));
    assertThat(operator.usersIn(Prefecture.TOKYO))
        .containsEntry("internet", UserRange.exactly(45_200));
    assertThat(operator.recipients(Audience.MINISTRY)).hasSize(1);
    assertThat(operator.contactsOf(new AsNumber(2516))).hasSize(1);
    assertThat(operator.ownRules())
        .extracting(HouseRule::id, HouseRule::after)
        .containsExactly(tuple("tell-the-head", Duration.ofMinutes(30)));
    assertThat(operator.designated()).as("not said").isNull();
    assertThat(
            OperatorText.read(OperatorText.example() + "designated-public-institution: true\n")
                .on(DAY)
                .designated())
        .isTrue();
  }

  @Test
  void aDeskMayHaveHoursAndANumberForTheOthers() throws Exception {
    String example = OperatorText.example();
    String phone = "phone: \"+81-3-0000-0110\"";
    String desk = phone + "\n    hours: 09:30-18:15\n    phone-off-hours: \"+81-3-0000-0999\"";
    Contact contact =
        OperatorText.read(example.replace(phone, desk))
            .on(DAY)
            .recipients(Audience.MINISTRY)
            .getFirst();
    DeskHours hours = Objects.requireNonNull(contact.hours());
    assertThat(contact.phoneOffHours()).isEqualTo("+81-3-0000-0999");
    assertThat(hours.isOpenAt(Instant.parse("2024-05-10T00:29:59Z"))).isFalse();
    assertThat(hours.isOpenAt(Instant.parse("2024-05-10T00:30:00Z"))).as("Friday").isTrue();
    assertThat(hours.isOpenAt(Instant.parse("2024-05-10T09:14:59Z"))).isTrue();
    assertThat(hours.isOpenAt(Instant.parse("2024-05-10T09:15:00Z"))).isFalse();
    assertThat(hours.isOpenAt(Instant.parse("2024-05-11T03:00:00Z"))).as("Saturday").isFalse();
    assertThat(OperatorText.read(example).on(DAY).recipients(Audience.MINISTRY).getFirst().hours())
        .as("not said")
        .isNull();
    for (String wrong :
        List.of(
            desk.replace("09:30-18:15", "18:15-09:30"),
            desk.replace("09:30-18:15", "9-18"),
            desk.replace(phone + "\n    ", ""),
            desk.replace("    hours: 09:30-18:15\n", ""))) {
      assertThatThrownBy(() -> OperatorText.read(example.replace(phone, wrong)))
          .as(wrong)
          .isInstanceOf(FaultyTextException.class);
    }
  }

  @Test
  void aNeighbourMayHaveALimitOfPrefixesForEachFamilyOrNone() throws Exception {
    String example = OperatorText.example();
    Operator operator = OperatorText.read(example).on(DAY);
    assertThat(operator.neighbour(new AsNumber(64511)).orElseThrow().limits())
        .isEqualTo(new PrefixLimits(50L, 10L));
    assertThat(operator.neighbour(new AsNumber(2516)).orElseThrow().limits())
        .isEqualTo(PrefixLimits.NONE);
    for (String wrong : List.of("{}", "{ipv4: 0}", "{ipv4: many}", "{v4: 5}", "50")) {
      String faulty = example.replace("{ipv4: 50, ipv6: 10}", wrong);
      assertThatThrownBy(() -> OperatorText.read(faulty))
          .as(wrong)
          .isInstanceOf(FaultyTextException.class);
    }
  }

  @Test
  void blocksOfOthersAndRulesOfPathsAreReadWithTheirDays() throws Exception {
    var register = OperatorText.read(OperatorText.example());
    Operator operator = register.on(DAY);
    var block = AddressPrefix.parse("198.51.100.0/24");
    assertThat(operator.watchedBlocks())
        .containsExactly(
            new WatchedBlock(
                block,
                new LocalizedName("例示大学", "Example University"),
                List.of(new AsNumber(64511)),
                true,
                Period.ALWAYS));
    assertThat(operator.pathRules())
        .containsExactly(
            new PathRule(
                "university-is-ours",
                List.of(block),
                new AsNumber(64496),
                PathRule.Must.NEVER,
                PathRule.Place.ANYWHERE,
                Period.ALWAYS));
    Watched watched = WatchedByOperator.of(operator);
    assertThat(watched.own()).containsExactly(64500);
    assertThat(watched.prefixes()).hasSize(5);
    assertThat(watched.prefixes().getLast().toString()).isEqualTo(block.toString());
    assertThat(watched.prefixes().getLast().origins()).containsExactly(64511);
    assertThat(watched.prefixes().getLast().holder())
        .isEqualTo(new WatchedPrefix.Holder("例示大学", "Example University", true));
    assertThat(watched.paths())
        .containsExactly(
            new jp.anshin.route.guard.PathRule(
                "university-is-ours",
                List.of(watched.prefixes().getLast().block()),
                64496,
                true,
                jp.anshin.route.guard.PathRule.Place.ANYWHERE));

    String shown = OperatorText.example().replace(", call: true}", ", until: 2018-03-31}");
    assertThat(OperatorText.read(shown).on(DAY).watchedBlocks().getFirst().calls())
        .as("not said")
        .isFalse();
    assertThat(OperatorText.read(shown).on(LocalDate.of(2018, 4, 1)).watchedBlocks()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prefix: 198.51.100.0/24 | prefix: 203.0.113.0/24 | watched.own",
        "prefix: 198.51.100.0/24 | prefix: 198.51.100.1/24 | value.prefix",
        "origins: [64511] | origins: [] | ",
        "call: true | call: perhaps | ",
        "must: never | must: seldom | ",
        "place: anywhere | place: middle | ",
        "prefixes: [198.51.100.0/24] | prefixes: [198.51.100.0] | value.prefix"
      })
  void aWatchedBlockOrPathRuleThatCannotBeIsAFault(
      String right, String wrong, @Nullable String code) {
    String example = OperatorText.example();
    assertThat(example).contains(right);
    List<String> codes = codes(example.replace(right, wrong));
    assertThat(codes).hasSize(1);
    if (code != null) {
      assertThat(codes).containsExactly(code);
    }
  }

  @Test
  void plannedWorkIsReadWithItsTimeAndScope() throws Exception {
    assertThat(OperatorText.read(OperatorText.example()).plannedWork())
        .singleElement()
        .isEqualTo(
            new PlannedWork(
                Instant.parse("2017-09-04T16:00:00Z"),
                Instant.parse("2017-09-04T20:00:00Z"),
                "上流その一の回線の張替え / First upstream moves its line",
                List.of(new AsNumber(2516)),
                List.of(AddressPrefix.parse("203.0.113.0/24")),
                Collections.emptySortedSet(),
                Collections.emptySortedSet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from: 2017-09-05 05:00, until: 2017-09-05 05:00, what: x, scope: {neighbours: [2516]}",
        "from: 2017-09-05 05:00, until: 2017-10-05 05:00, what: x, scope: {neighbours: [2516]}",
        "from: 2017-09-05, until: 2017-09-05 05:00, what: x, scope: {neighbours: [2516]}",
        "from: 2017-09-05 01:00, until: 2017-09-05 05:00, what: ' ', scope: {neighbours: [2516]}",
        "from: 2017-09-05 01:00, until: 2017-09-05 05:00, what: x, scope: {neighbours: [2515]}",
        "from: 2017-09-05 01:00, until: 2017-09-05 05:00, what: x, scope: {routers: [edge-9]}",
        "from: 2017-09-05 01:00, until: 2017-09-05 05:00, what: x, scope: {services: [maul]}",
        "from: 2017-09-05 01:00, until: 2017-09-05 05:00, what: x, scope: {blocks: [1.2.3.4/8]}",
        "from: 2017-09-05 01:00, until: 2017-09-05 05:00, what: x, scope: {}",
        "from: 2017-09-05 01:00, until: 2017-09-05 05:00, what: x"
      })
  void workThatCoversNothingOrTooMuchIsAFaultWithItsLine(String work) {
    String example = OperatorText.example();
    String head = example.substring(0, example.indexOf("planned-work:"));
    FaultyTextException refused = refused(head + "planned-work:\n  - {" + work + "}\n");

    assertThat(refused.faults()).hasSize(1);
    assertThat(refused.faults().getFirst().place().line())
        .isEqualTo(head.split("\n", -1).length + 1);
  }

  @Test
  void theExampleChangesWithItsDays() throws Exception {
    var register = OperatorText.read(OperatorText.example());
    assertThat(register.on(LocalDate.of(2018, 4, 1)).systems()).hasSize(2);
    assertThat(register.on(LocalDate.of(2016, 9, 30)).service("mail")).isEmpty();
    assertThat(register.on(LocalDate.of(2016, 10, 1)).service("mail")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void allFaultsAreToldAtOnceWithPlaceAndRemedy(String language) throws IOException {
    FaultyTextException refused = refused(resource("faulty-operator.yaml"));
    assertThat(refused.sentences("operator.yaml", Locale.of(language)) + "\n")
        .isEqualTo(resource("faulty-operator." + language + ".txt"));
  }

  @Test
  void anEmptyTextLacksEverything() {
    assertThat(refused("").faults())
        .extracting(fault -> fault.code() + fault.arguments())
        .containsExactly(
            "key.missing[name]",
            "key.missing[systems]",
            "key.missing[prefixes]",
            "key.missing[services]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a list, not keys",
        "- a",
        "[]",
        "null",
        "12",
        "\u0000",
        "\ufeff",
        "&a *a",
        "? [x] : y"
      })
  void whatIsNoMappingIsRefused(String text) {
    assertThatThrownBy(() -> OperatorText.read(text)).isInstanceOf(FaultyTextException.class);
  }

  @Test
  void noMutationOfTheExampleGivesAnythingButFaults() {
    var random = new Random(20170825);
    String example = OperatorText.example();
    int read = 0;
    for (int round = 0; round < 3_000; round++) {
      String mutated = mutate(example, random);
      try {
        OperatorText.read(mutated);
        read++;
      } catch (FaultyTextException e) {
        assertThat(e.faults()).isNotEmpty();
        assertThat(e.sentences("x", Locale.JAPANESE)).doesNotContain("{0}");
        assertThat(e.sentences("x", Locale.ENGLISH)).doesNotContain("{0}");
      }
    }
    assertThat(read).as("some mutations leave a good file").isBetween(1, 2_999);
  }

  private static String mutate(String text, Random random) {
    var mutated = new StringBuilder(text);
    String[] pieces = {
      ":",
      "- ",
      "\n",
      "  ",
      "{",
      "}",
      "[",
      "]",
      "*a ",
      "&a ",
      "\"",
      "'",
      "#",
      "-1",
      "null",
      "!!int ",
      "99999999999999999999",
      "\t",
      "é",
      "\u0000",
      "? ",
      "--- ",
      "| ",
      "true",
      "/33",
      "2017-02-30"
    };
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(mutated.length());
      int end = Math.min(mutated.length(), at + random.nextInt(12));
      switch (random.nextInt(3)) {
        case 0 -> mutated.delete(at, end);
        case 1 -> mutated.insert(at, pieces[random.nextInt(pieces.length)]);
        default -> mutated.insert(random.nextInt(mutated.length()), mutated.substring(at, end));
      }
    }
    return mutated.toString();
  }

  private static FaultyTextException refused(String text) {
    return Objects.requireNonNull(
        catchThrowableOfType(FaultyTextException.class, () -> OperatorText.read(text)));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(OperatorTextTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void servicesThatRestOnOthersNameThemAndNotThemselves() throws Exception {
    String phone = "category: voice-emergency, users: 23000";
    String example = OperatorText.example();
    Operator read =
        OperatorText.read(example.replace(phone, phone + ", rests-on: [internet]"))
            .on(LocalDate.parse("2017-08-25"));
    assertThat(read.restingOn("internet")).containsExactly("phone");
    assertThat(codes(example.replace(phone, phone + ", rests-on: [internat, phone]")))
        .containsExactly("reference.unknown.near", "service.rests-on-itself");
  }

  private static List<String> codes(String text) {
    try {
      OperatorText.read(text);
      return List.of();
    } catch (FaultyTextException faulty) {
      return faulty.faults().stream().map(Fault::code).toList();
    }
  }
}
