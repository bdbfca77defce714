package jp.anshin.formats.lpwa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import jp.anshin.core.Interval;
import jp.anshin.formats.lpwa.OutageFacts.Ground;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Rulebook;
import jp.anshin.law.Truth;
import jp.anshin.lpwa.network.Network;
import jp.anshin.lpwa.watch.Cause;
import jp.anshin.lpwa.watch.Outage;
import jp.anshin.lpwa.watch.Outage.Candidate;
import jp.anshin.lpwa.watch.Range;
import jp.anshin.lpwa.watch.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which outages of LPWA are accidents (report of 2018, 3.2.2) and which of these serious. */
class OutageFactsTest {
  private static final Instant BEGAN = Instant.parse("2026-11-22T00:00:00Z");
  private static final Range TWENTY = new Range(20, 20, 20);
  private static final Rulebook RULEBOOK = RulebookText.shipped();

  @ParameterizedTest
  @CsvSource({
    "GATEWAY, ZOMBIE_GATEWAY, unlicensed-1, OPERATORS_PART",
    "GATEWAY, ZOMBIE_GATEWAY, unlicensed-2, OPERATORS_PART",
    "GATEWAY, ZOMBIE_GATEWAY, unlicensed-3, USERS_PART",
    "GATEWAY, ZOMBIE_GATEWAY, unlicensed-4, USERS_PART",
    "GATEWAY, ZOMBIE_GATEWAY, cellular, OPERATORS_PART",
    "GATEWAY, GATEWAY_OR_LINE, unlicensed-1, OPERATORS_PART",
    "GATEWAY, GATEWAY_OR_LINE, unlicensed-2, PART_DIFFERS",
    "GATEWAY, GATEWAY_OR_LINE, unlicensed-3, PART_DIFFERS",
    "GATEWAY, GATEWAY_OR_LINE, unlicensed-4, USERS_PART",
    "BACKHAUL, BACKHAUL, unlicensed-1, OPERATORS_PART",
    "BACKHAUL, BACKHAUL_OTHER_CARRIER, unlicensed-3, OPERATORS_PART",
    "BACKHAUL, BACKHAUL_USER, unlicensed-2, USERS_PART",
    "CLOUD, CLOUD_OTHERS_FUNCTION, unlicensed-4, OPERATORS_PART",
    "GATEWAY, DOWNLINK, unlicensed-1, DOWNLINK_ONLY",
    "RADIO, INTERFERENCE, unlicensed-1, BAND",
    "RADIO, INTERFERENCE, cellular, RADIO_UNKNOWN",
    "DEVICE, DEVICE_SILENT, unlicensed-1, DEVICE",
    "FEED, FEED_BLIND, unlicensed-1, FEED_BLIND"
  })
  void theFormOfDeliverySaysWhoseTheFailedPartIs(
      Scope scope, Cause cause, String form, Ground expected) throws FaultyTextException {
    var facts = facts("delivery: " + form);
    assertThat(facts.ground(outage(scope, cause, TWENTY, TWENTY, 20))).isEqualTo(expected);
  }

  @Test
  void ownersSayWhatNoFormOfDeliveryIsStatedFor() throws FaultyTextException {
    Outage dead = outage(Scope.GATEWAY, Cause.ZOMBIE_GATEWAY, TWENTY, TWENTY, 20);
    Outage silent = outage(Scope.GATEWAY, Cause.GATEWAY_OR_LINE, TWENTY, TWENTY, 20);
    String gateway = "gateways: [{id: g, owner: operator, backhaul: b}]\nbackhauls: [{id: b";

    assertThat(facts("").ground(dead)).isEqualTo(Ground.PART_UNKNOWN);
    assertThat(facts(gateway + "}]").ground(dead)).isEqualTo(Ground.OPERATORS_PART);
    assertThat(facts(gateway + "}]").ground(silent)).isEqualTo(Ground.PART_UNKNOWN);
    assertThat(facts(gateway + ", owner: operator}]").ground(silent))
        .isEqualTo(Ground.OPERATORS_PART);
    assertThat(facts(gateway + ", owner: user}]").ground(silent)).isEqualTo(Ground.PART_UNKNOWN);
    assertThat(facts("gateways: [{id: g, owner: user}]").ground(dead)).isEqualTo(Ground.USERS_PART);
    assertThat(facts("technology: cellular").ground(dead)).isEqualTo(Ground.OPERATORS_PART);
  }

  @Test
  void aContractThatIsDeliveredOtherwiseLeavesItOpen() throws FaultyTextException {
    var facts = facts("delivery: unlicensed-1\ncontracts: [{id: C, delivery: unlicensed-3}]");
    assertThat(facts.ground(outage(Scope.GATEWAY, Cause.ZOMBIE_GATEWAY, TWENTY, TWENTY, 20)))
        .isEqualTo(Ground.PART_DIFFERS);
  }

  @Test
  void whatOthersCoverIsNoAccidentAndWhereNobodyIsKnownItIsOpen() throws FaultyTextException {
    var facts = facts("delivery: unlicensed-1");
    var cause = Cause.GATEWAY_OR_LINE;
    assertThat(facts.ground(outage(Scope.GATEWAY, cause, Range.NONE, Range.NONE, 20)))
        .isEqualTo(Ground.COVERED);
    assertThat(facts.ground(outage(Scope.GATEWAY, cause, Range.NONE, Range.NONE, 0)))
        .isEqualTo(Ground.NOBODY_KNOWN);
    var perhaps = new Range(0, 3, 20);
    assertThat(facts.ground(outage(Scope.GATEWAY, cause, perhaps, perhaps, 20)))
        .isEqualTo(Ground.NOT_SURE);
  }

  @Test
  void ofSeveralCausesAllHaveToAgree() throws FaultyTextException {
    var facts = facts("delivery: unlicensed-1");
    assertThat(facts.ground(undetermined(Scope.GATEWAY, Scope.CLOUD)))
        .isEqualTo(Ground.OPERATORS_PART);
    assertThat(facts.ground(undetermined(Scope.CLOUD, Scope.FEED))).isEqualTo(Ground.SEVERAL);
    assertThat(facts.ground(undetermined())).isEqualTo(Ground.SEVERAL);
  }

  @ParameterizedTest
  @CsvSource({
    "30000, 12, YES",
    "29999, 12, NO",
    "30000, 11, NO",
    "1000000, 2, YES",
    "999999, 2, NO",
    "1000000, 1, NO"
  })
  void contractsAndHoursAreMeasuredAtTheRowOfLpwa(long contracts, int hours, Truth serious)
      throws FaultyTextException {
    var range = new Range(contracts, contracts, contracts);
    Outage outage =
        outage(Scope.CLOUD, Cause.CLOUD, range, range, contracts, BEGAN.plusSeconds(hours * 3600L));
    assertThat(serious("delivery: unlicensed-1\ncontracts: [{id: C}]", outage)).isEqualTo(serious);
  }

  @Test
  void whoListsNoContractsMayNotBeOfTheRowOfLpwa() throws FaultyTextException {
    var many = new Range(30_000, 30_000, 30_000);
    Instant ended = BEGAN.plus(Duration.ofHours(11));
    Outage outage = outage(Scope.CLOUD, Cause.CLOUD, many, many, 30_000, ended);
    assertThat(serious("delivery: unlicensed-1", outage)).isEqualTo(Truth.UNDETERMINED);
  }

  @Test
  void anIntervalOfContractsOrOfTheBeginningOnEitherSideOfAThresholdIsOpen()
      throws FaultyTextException {
    String form = "delivery: unlicensed-1";
    Instant ended = BEGAN.plus(Duration.ofHours(13));
    var open = new Range(29_000, 30_000, 31_000);
    assertThat(serious(form, outage(Scope.CLOUD, Cause.CLOUD, open, open, 40_000, ended)))
        .isEqualTo(Truth.UNDETERMINED);
    var many = new Range(30_000, 30_000, 30_000);
    Outage lasting = outage(Scope.CLOUD, Cause.CLOUD, many, many, 40_000, null);
    assertThat(serious(form, lasting)).isEqualTo(Truth.UNDETERMINED);
    // The user's part: certainly no operator's, and what holds then nobody has decided.
    Outage users = outage(Scope.GATEWAY, Cause.ZOMBIE_GATEWAY, many, many, 40_000, ended);
    assertThat(serious("delivery: unlicensed-3", users)).isEqualTo(Truth.UNDETERMINED);
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void neverIsSaidNotSeriousWhereManyMayBeHitAndTheCauseIsOpen(Scope scope)
      throws FaultyTextException {
    var many = new Range(2_000_000, 2_000_000, 2_000_000);
    Outage outage =
        outage(scope, Cause.SILENCE, many, many, 2_000_000, BEGAN.plus(Duration.ofDays(1)));
    for (String file : List.of("", "technology: unlicensed", "delivery: unlicensed-4")) {
      Truth accident = facts(file).ground(outage).accident();
      Truth serious = serious(file, outage);
      boolean isNone = accident == Truth.NO && scope != Scope.FEED;
      assertThat(serious == Truth.NO).as(file).isEqualTo(isNone);
      assertThat(serious == Truth.YES).as(file).isEqualTo(accident == Truth.YES);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "unlicensed-1, user, operator",
    "unlicensed-1, operator, user",
    "unlicensed-3, operator, operator",
    "unlicensed-2, operator, operator"
  })
  void anOwnerThatContradictsTheFormOfDeliveryLeavesItOpen(String form, String gateway, String line)
      throws FaultyTextException {
    Outage silent = outage(Scope.GATEWAY, Cause.GATEWAY_OR_LINE, TWENTY, TWENTY, 20);
    String file =
        "delivery: %s\ngateways: [{id: g, owner: %s, backhaul: b}]\nbackhauls: [{id: b, owner: %s}]"
            .formatted(form, gateway, line);
    assertThat(facts(file).ground(silent)).isEqualTo(Ground.OWNER_CONTRADICTS);
    assertThat(serious(file, silent)).isNotEqualTo(Truth.YES);
  }

  /** A line that was seen as three gateways: none has 30,000 contracts alone. */
  @Test
  void outagesOfTheSameTimeMayBeOneSeriousAccident() throws FaultyTextException {
    OutageFacts facts =
        facts(
            """
            technology: unlicensed
            delivery: unlicensed-1
            contracts: [{id: C-1}]
            """);
    Instant asOf = BEGAN.plus(Duration.ofHours(20));
    Outage one = of("one", 0, 13);
    Outage two = of("two", 1, 12);
    Outage later = of("later", 14, 16);

    assertThat(facts.events(List.of(two, later, one), asOf).get("one")).containsExactly(one, two);
    assertThat(facts.events(List.of(two, later, one), asOf).get("later")).containsExactly(later);
    assertThat(serious(facts, one, List.of(two), asOf)).isEqualTo(Truth.UNDETERMINED);
    assertThat(serious(facts, one, List.of(), asOf)).isEqualTo(Truth.NO);
  }

  /** When it began rests on learned habits: it may have been longer. */
  @Test
  void ofManyContractsNobodyIsToldThatItWasTooShort() throws FaultyTextException {
    OutageFacts facts =
        facts("{technology: unlicensed, delivery: unlicensed-1, contracts: [{id: C-1}]}");
    Instant asOf = BEGAN.plus(Duration.ofHours(20));
    Outage seven = of("one", 0, 7, 31_000);

    assertThat(serious(facts, seven, List.of(), asOf)).isEqualTo(Truth.UNDETERMINED);
    assertThat(serious(facts, of("two", 0, 13, 31_000), List.of(), asOf)).isEqualTo(Truth.YES);
    assertThat(serious(facts, of("three", 0, 7, 29_999), List.of(), asOf)).isEqualTo(Truth.NO);
  }

  @Test
  void ofAGatewayOfWhichNobodyKnowsWhoDependsOnItNothingIsDenied() throws FaultyTextException {
    OutageFacts facts = facts("{technology: unlicensed, delivery: unlicensed-1}");
    Range none = new Range(0, 0, 0);
    Outage unknown =
        outage(
            Scope.GATEWAY, Cause.GATEWAY_OR_LINE, none, none, 0, BEGAN.plus(Duration.ofHours(13)));

    assertThat(facts.ground(unknown)).isEqualTo(Ground.NOBODY_KNOWN);
    assertThat(serious(facts, unknown, List.of(), BEGAN.plus(Duration.ofHours(14))))
        .isEqualTo(Truth.UNDETERMINED);
  }

  private static Truth serious(
      OutageFacts facts, Outage outage, List<Outage> others, Instant asOf) {
    return new AccidentLaw(RULEBOOK).determine(facts.facts(outage, others, asOf)).reason().result();
  }

  /** A gateway of 20,000 contracts that was down from one hour to another. */
  private static Outage of(String id, int from, int until) {
    return of(id, from, until, 20_000);
  }

  private static Outage of(String id, int from, int until, long contracts) {
    var range = new Range(contracts, contracts, contracts);
    Outage any =
        outage(
            Scope.GATEWAY,
            Cause.GATEWAY_OR_LINE,
            range,
            range,
            20_000,
            BEGAN.plus(Duration.ofHours(until)));
    return new Outage(
        id,
        any.revision(),
        any.scope(),
        any.component(),
        any.cause(),
        any.candidates(),
        any.gateways(),
        Interval.at(BEGAN.plus(Duration.ofHours(from))),
        any.detectedAt(),
        any.restatedAt(),
        any.endedAt(),
        any.settled(),
        any.contracts(),
        any.devices(),
        any.confirmedContracts(),
        any.confirmedDevices(),
        any.dependentDevices(),
        any.withdrawn(),
        any.explainedBy(),
        any.plannedWork(),
        any.flaps(),
        any.first(),
        any.evidence());
  }

  private static OutageFacts facts(String file) throws FaultyTextException {
    Network network = NetworkText.read(file, name -> InputStream.nullInputStream());
    return new OutageFacts(RULEBOOK, network);
  }

  private static Truth serious(String file, Outage outage) throws FaultyTextException {
    Instant asOf = BEGAN.plus(Duration.ofHours(3));
    return new AccidentLaw(RULEBOOK).determine(facts(file).facts(outage, asOf)).reason().result();
  }

  private static Outage outage(
      Scope scope, Cause cause, Range contracts, Range devices, long dependent) {
    return outage(scope, cause, contracts, devices, dependent, BEGAN.plus(Duration.ofHours(3)));
  }

  private static Outage undetermined(Scope... candidates) {
    List<Candidate> all = List.of(candidates).stream().map(s -> new Candidate(s, null)).toList();
    return outage(Scope.UNDETERMINED, Cause.SILENCE, all, TWENTY, TWENTY, 20, null);
  }

  private static Outage outage(
      Scope scope,
      Cause cause,
      Range contracts,
      Range devices,
      long dependent,
      @Nullable Instant ended) {
    var one = List.of(new Candidate(scope == Scope.UNDETERMINED ? Scope.GATEWAY : scope, "g"));
    return outage(scope, cause, one, contracts, devices, dependent, ended);
  }

  private static Outage outage(
      Scope scope,
      Cause cause,
      List<Candidate> candidates,
      Range contracts,
      Range devices,
      long dependent,
      @Nullable Instant ended) {
    var began = Interval.at(BEGAN);
    return new Outage(
        "o",
        1,
        scope,
        scope == Scope.UNDETERMINED ? null : "g",
        cause,
        candidates,
        List.of(),
        began,
        BEGAN,
        BEGAN,
        ended,
        ended != null,
        contracts,
        devices,
        0,
        0,
        dependent,
        null,
        null,
        null,
        0,
        new Outage.First(scope, "g", cause, began, contracts),
        new TreeMap<>());
  }
}
