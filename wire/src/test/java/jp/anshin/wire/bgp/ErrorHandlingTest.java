package jp.anshin.wire.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.HexFormat;
import java.util.List;
import jp.anshin.wire.Counts;
import jp.anshin.wire.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7606, by its sections. */
class ErrorHandlingTest {
  private static final String ORIGIN = "40010100";
  private static final String PATH = "40020602010000fde8";
  private static final String NEXT_HOP = "400304c0000201";
  private static final List<BgpWriter.Prefix> PREFIX =
      List.of(new BgpWriter.Prefix(IpAddress.v4(0xcb007100), 24));

  @ParameterizedTest
  @CsvSource({
    // 3.c: Optional and Transitive bits
    "c00800, TREAT_AS_WITHDRAW, TREAT_AS_WITHDRAW",
    "80080400010002, TREAT_AS_WITHDRAW, TREAT_AS_WITHDRAW",
    "e0080400010002, NONE, NONE",
    // 7.4 MULTI_EXIT_DISC
    "80040400000064, NONE, NONE",
    "800403000064, TREAT_AS_WITHDRAW, TREAT_AS_WITHDRAW",
    "c0040400000064, TREAT_AS_WITHDRAW, TREAT_AS_WITHDRAW",
    // 7.5 LOCAL_PREF
    "40050400000064, NONE, NONE",
    "400503000064, ATTRIBUTE_DISCARD, TREAT_AS_WITHDRAW",
    // 7.6 ATOMIC_AGGREGATE
    "400600, NONE, NONE",
    "40060100, ATTRIBUTE_DISCARD, ATTRIBUTE_DISCARD",
    // 7.7 AGGREGATOR, with four-octet AS numbers; RFC 7607, 2
    "c007080000fde8c0000201, NONE, NONE",
    "c00706fde8c0000201, ATTRIBUTE_DISCARD, ATTRIBUTE_DISCARD",
    "c0070800000000c0000201, ATTRIBUTE_DISCARD, ATTRIBUTE_DISCARD",
    // 7.8 Communities
    "c00803000100, TREAT_AS_WITHDRAW, TREAT_AS_WITHDRAW",
    // 7.9 ORIGINATOR_ID, 7.10 CLUSTER_LIST
    "80090400000001, NONE, NONE",
    "8009020001, ATTRIBUTE_DISCARD, TREAT_AS_WITHDRAW",
    "800a0800000001000000ff, NONE, NONE",
    "800a00, ATTRIBUTE_DISCARD, TREAT_AS_WITHDRAW",
    // 7.11 MP_REACH_NLRI, 7.12 MP_UNREACH_NLRI
    "800e090001010400000000" + "00, NONE, NONE",
    "800e0a00010105000000000000, SESSION_RESET, SESSION_RESET",
    "800e0410000000, SESSION_RESET, SESSION_RESET",
    "800f020001, SESSION_RESET, SESSION_RESET",
    "800f03000101, NONE, NONE",
    // 7.14, 7.15 extended communities
    "c010080002fde800000001, NONE, NONE",
    "c010040002fde8, TREAT_AS_WITHDRAW, TREAT_AS_WITHDRAW",
    "c0190400000000, TREAT_AS_WITHDRAW, TREAT_AS_WITHDRAW",
    // 7.16 ATTR_SET
    "c080080000fde840010100, NONE, NONE",
    "c08003000001, TREAT_AS_WITHDRAW, TREAT_AS_WITHDRAW",
    "c080080000fde840010200, TREAT_AS_WITHDRAW, TREAT_AS_WITHDRAW",
    // RFC 6514, 5 PMSI; RFC 7311, 3.2 AIGP; RFC 8092, 6 large communities; RFC 9234, 5 OTC
    "c016050000000000, NONE, NONE",
    "c01604000000" + "00, TREAT_AS_WITHDRAW, TREAT_AS_WITHDRAW",
    "801a0b01000b0000000000000001, NONE, NONE",
    "801a0301000b, ATTRIBUTE_DISCARD, ATTRIBUTE_DISCARD",
    "c0200c000000010000000200000003, NONE, NONE",
    "c0200400000001, TREAT_AS_WITHDRAW, TREAT_AS_WITHDRAW",
    "c023040000fde8, NONE, NONE",
    "c02302fde8, TREAT_AS_WITHDRAW, TREAT_AS_WITHDRAW",
    // RFC 4271, 6.3: well-known and not known; unknown and optional
    "406300, SESSION_RESET, SESSION_RESET",
    "c06302dead, NONE, NONE",
  })
  void eachAttributeIsHandledAsItsSectionSays(
      String hex, ErrorHandling external, ErrorHandling internal) {
    var attributes = new PathAttributes();
    byte[] octets = HexFormat.of().parseHex(hex);
    boolean whole = attributes.wrap(octets, 0, octets.length, 4);

    assertThat(whole).isTrue();
    int type = attributes.type(0);
    assertThat(attributes.errorHandling(type, false)).isEqualTo(external);
    assertThat(attributes.errorHandling(type, true)).isEqualTo(internal);
  }

  @ParameterizedTest
  @CsvSource({
    "40010103, 1", // undefined value
    "4001020000, 1",
    "40020602030000fde8, 2", // segment overrun
    "40020605010000fde8, 2", // unknown segment type
    "4002020200, 2", // segment without numbers
    "400206020100000000, 2", // AS 0: RFC 7607, 2
    "400303c00002, 3",
  })
  void aRouteWithAMalformedMandatoryAttributeDoesNotHold(String malformed, int type) {
    var good = new StringBuilder();
    good.append(type == 1 ? malformed : ORIGIN);
    good.append(type == 2 ? malformed : PATH);
    good.append(type == 3 ? malformed : NEXT_HOP);
    var counts = new Counts();

    assertThat(handling(good.toString(), counts)).isEqualTo(ErrorHandling.TREAT_AS_WITHDRAW);
    assertThat(counts.toMap()).containsExactly(entry("bgp-treat-as-withdraw-" + type, 1L));
  }

  @Test
  void aMissingMandatoryAttributeWithdraws() {
    var counts = new Counts();

    assertThat(handling(ORIGIN + PATH + NEXT_HOP, counts)).isEqualTo(ErrorHandling.NONE);
    assertThat(handling(PATH + NEXT_HOP, counts)).isEqualTo(ErrorHandling.TREAT_AS_WITHDRAW);
    assertThat(handling(ORIGIN + NEXT_HOP, counts)).isEqualTo(ErrorHandling.TREAT_AS_WITHDRAW);
    assertThat(handling(ORIGIN + PATH, counts)).isEqualTo(ErrorHandling.TREAT_AS_WITHDRAW);
    assertThat(counts.toMap())
        .containsOnlyKeys(
            "bgp-treat-as-withdraw-1", "bgp-treat-as-withdraw-2", "bgp-treat-as-withdraw-3");
  }

  @Test
  void ofSeveralFaultsTheSeverestHoldsAndEachIsCounted() {
    var counts = new Counts();
    var handling =
        handling(ORIGIN + PATH + NEXT_HOP + "40060100" + "c02302fde8" + "406300", counts);

    assertThat(handling).isEqualTo(ErrorHandling.SESSION_RESET);
    assertThat(counts.toMap())
        .containsOnlyKeys(
            "bgp-attribute-99",
            "bgp-attribute-discard-6",
            "bgp-treat-as-withdraw-35",
            "bgp-session-reset-99");
  }

  @Test
  void aRepeatedAttributeIsPassedOverButRoutesSaidTwiceResetTheSession() {
    var counts = new Counts();
    String unreach = "800f03000101";

    assertThat(handling(ORIGIN + PATH + NEXT_HOP + "40010102", counts))
        .isEqualTo(ErrorHandling.NONE);
    assertThat(handling(ORIGIN + PATH + NEXT_HOP + unreach + unreach, counts))
        .isEqualTo(ErrorHandling.SESSION_RESET);
  }

  @Test
  void aTornAttributeWithdraws() {
    var counts = new Counts();

    assertThat(handling(ORIGIN + PATH + NEXT_HOP + "c00805000100", counts))
        .isEqualTo(ErrorHandling.TREAT_AS_WITHDRAW);
    assertThat(counts.toMap()).containsExactly(entry("bgp-malformed-attributes", 1L));
  }

  @Test
  void anAs4PathThatCannotBeReadIsDiscardedAndThePathOfTwoOctetsHolds() {
    var counts = new Counts();
    var update = new UpdateMessage(counts);
    byte[] attributes =
        HexFormat.of().parseHex(ORIGIN + "4002060202fde85ba0" + NEXT_HOP + "c0110302" + "0100");
    byte[] message = new BgpWriter().update(List.of(), attributes, PREFIX).toByteArray();
    update.wrap(message, BgpMessage.HEADER_OCTETS, message.length, 2, AddPath.NONE);

    assertThat(update.errorHandling()).isEqualTo(ErrorHandling.ATTRIBUTE_DISCARD);
    assertThat(update.attributes().asPath()).hasToString("65000 23456");
    assertThat(counts.toMap()).containsExactly(entry("bgp-attribute-discard-17", 1L));
  }

  private static ErrorHandling handling(String attributes, Counts counts) {
    var update = new UpdateMessage(counts);
    byte[] octets = HexFormat.of().parseHex(attributes);
    byte[] message = new BgpWriter().update(List.of(), octets, PREFIX).toByteArray();
    update.wrap(message, BgpMessage.HEADER_OCTETS, message.length, 4, AddPath.NONE);
    return update.errorHandling();
  }
}
