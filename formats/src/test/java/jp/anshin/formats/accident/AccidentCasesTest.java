package jp.anshin.formats.accident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.law.Bounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccidentCasesTest {

  private static final CaseScope SCOPE =
      new CaseScope(RulebookText.shipped(), LocalDate.parse("2026-11-24"), false);
  private static final String HEADER = "id,date,service_category,duration_minutes,affected_users\n";

  private final List<AccidentCase> good = new ArrayList<>();
  private final List<CaseFault> bad = new ArrayList<>();

  private int read(byte[] file) throws IOException, FaultyCaseException {
    return new AccidentCases(SCOPE)
        .read(
            new ByteArrayInputStream(file),
            new AccidentCases.Listener() {
              @Override
              public void good(AccidentCase read) {
                good.add(read);
              }

              @Override
              public void bad(List<CaseFault> faults) {
                bad.addAll(faults);
              }
            });
  }

  private int read(String file) throws IOException, FaultyCaseException {
    return read(file.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> ids() {
    return good.stream().map(AccidentCase::id).toList();
  }

  @Test
  void columnsStandInAnyOrderAndOthersArePassedOver() throws Exception {
    int rows =
        read(
            "affected_users,operator,Duration_Minutes,date,service_category,id,basis\r\n"
                + "\"47,000\",\"Carrier, Inc. \"\"East\"\"\",101,2023-04-03,VOICE_EMERGENCY,a,x\r\n"
                + "\r\n"
                + "1,\"two\nlines\",2,2023-04-03,OTHER,b,\r\n");
    assertThat(rows).isEqualTo(2);
    assertThat(bad).isEmpty();
    assertThat(ids()).containsExactly("a", "b");
    assertThat(good.getFirst().users()).isEqualTo(Bounds.exactly(47_000));
    assertThat(good.getFirst().impact()).isNull();
    assertThat(good.getLast().line()).isEqualTo(4);
  }

  @Test
  void aBlankImpactIsUnknownAndNoColumnIsNone() throws Exception {
    read(
        HEADER.replace("\n", ",impact\n") + "a,2020-01-01,OTHER,1,1,\nb,2020-01-01,OTHER,1,1,stop");
    assertThat(good)
        .extracting(AccidentCase::impact)
        .containsExactly(CaseImpact.UNKNOWN, CaseImpact.STOP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-31j"})
  void japaneseIsReadInBothEncodings(String charset) throws Exception {
    String file = HEADER + "障害①,令和5年4月3日,OTHER,1時間41分,4万7千\n事例,2020-01-01,,,\n";
    read(file.getBytes(Charset.forName(charset)));
    assertThat(bad).isEmpty();
    assertThat(ids()).containsExactly("障害①", "事例");
    assertThat(good.getFirst().users()).isEqualTo(Bounds.exactly(47_000));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstColumn() throws Exception {
    read("\ufeff" + HEADER + "a,2020-01-01,OTHER,1,1\n");
    assertThat(ids()).containsExactly("a");
  }

  @Test
  void oneDamagedLineDoesNotChangeTheEncodingOfTheOthers() throws Exception {
    byte[] start = (HEADER + "一,2020-01-01,,,\n").getBytes(StandardCharsets.UTF_8);
    byte[] damaged = {(byte) 0xe4, (byte) 0xb8, ',', '\n'};
    byte[] end = "二,2020-01-01,,,\n".getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[start.length + damaged.length + end.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(damaged, 0, all, start.length, damaged.length);
    System.arraycopy(end, 0, all, start.length + damaged.length, end.length);
    read(all);
    assertThat(ids()).containsExactly("一", "二");
    assertThat(bad).extracting(CaseFault::code).containsExactly("line.encoding");
    assertThat(bad).extracting(CaseFault::line).containsExactly(3);
  }

  @Test
  void anUnclosedQuoteCostsItsOwnRowOnly() throws Exception {
    int rows =
        read(HEADER + "a,2020-01-01,OTHER,1,1\n\"b,2020-01-01,OTHER,1,1\nc,2020-01-01,OTHER,1,1\n");
    assertThat(rows).isEqualTo(3);
    assertThat(ids()).containsExactly("a", "c");
    assertThat(bad)
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.code()).isEqualTo("line.quote");
          assertThat(fault.line()).isEqualTo(3);
        });
  }

  @Test
  void threeBadRowsAmongSixtyThousandLoseNoGoodOne() throws Exception {
    var file = new StringBuilder(HEADER);
    for (int i = 0; i < 60_003; i++) {
      String users = i == 0 ? "-1" : i == 30_000 ? "2.5" : i == 60_002 ? "x" : "1";
      file.append("r").append(i).append(",2020-01-01,OTHER,1,").append(users).append('\n');
    }
    assertThat(read(file.toString())).isEqualTo(60_003);
    assertThat(good).hasSize(60_000);
    assertThat(bad).extracting(CaseFault::line).containsExactly(2, 30_002, 60_004);
    assertThat(bad)
        .extracting(CaseFault::code)
        .containsExactly("users.negative", "users.fractional", "users.unreadable");
  }

  @Test
  void anIdThatWasThereBeforeIsSaidAndBothRowsStay() throws Exception {
    read(HEADER + "a,2020-01-01,OTHER,1,1\nb,2020-01-01,,,\na,2020-01-02,OTHER,1,1\n");
    assertThat(ids()).containsExactly("a", "b", "a");
    assertThat(bad)
        .singleElement()
        .extracting(fault -> fault.sentence("f.csv", Locale.ENGLISH))
        .asString()
        .startsWith("f.csv:4: id: The id 'a' stands on line 2 already");
  }

  @Test
  void rowsOfAnotherWidthAreRefused() throws Exception {
    read(HEADER + "a,2020-01-01,OTHER,1,47,000\nb,2020-01-01\n,2020-01-01,OTHER,1,1\n");
    assertThat(good).isEmpty();
    assertThat(bad)
        .extracting(CaseFault::code)
        .containsExactly("line.too-many-fields", "line.too-few-fields", "id.blank");
  }

  @Test
  void everyMissingColumnIsNamed() {
    assertThatThrownBy(() -> read("id,date,service_categry,affected_users\na,2020-01-01,OTHER,1\n"))
        .isInstanceOf(FaultyCaseException.class)
        .hasMessageContaining(
            "service_category: There is no such column. Did you mean it by service_categry?")
        .hasMessageContaining("duration_minutes: There is no such column.");
  }

  @Test
  void filesThatAreNoCsvAreRefused() {
    assertThatThrownBy(() -> read("")).hasMessageContaining("empty");
    assertThatThrownBy(() -> read(HEADER)).hasMessageContaining("no row");
    assertThatThrownBy(() -> read(HEADER.getBytes(StandardCharsets.UTF_16)))
        .hasMessageContaining("UTF-16");
    assertThatThrownBy(() -> read("PK\u0003\u0004 and so on")).hasMessageContaining("spreadsheet");
    assertThatThrownBy(() -> read("id,id,date,service_category,duration_minutes,affected_users\n"))
        .hasMessageContaining("two columns");
  }

  @Test
  void aLineWithoutEndIsNotKeptInMemory() throws Exception {
    read(HEADER + "a,2020-01-01,OTHER,1," + "9".repeat(1_000_000) + "\nb,2020-01-01,OTHER,1,1\n");
    assertThat(ids()).containsExactly("b");
    assertThat(bad).extracting(CaseFault::code).containsExactly("line.too-long");
  }

  @Test
  void bothLanguagesHaveTheSameSentences() {
    var english = java.util.ResourceBundle.getBundle(CaseFault.BUNDLE, Locale.ENGLISH);
    var japanese = java.util.ResourceBundle.getBundle(CaseFault.BUNDLE, Locale.JAPANESE);
    assertThat(japanese.getLocale()).isEqualTo(Locale.JAPANESE);
    assertThat(japanese.keySet()).isEqualTo(english.keySet());
    for (Assumption assumption : Assumption.values()) {
      assertThat(assumption.sentence(Locale.JAPANESE)).isNotBlank();
    }
  }
}
