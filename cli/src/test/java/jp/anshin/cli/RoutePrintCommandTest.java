package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutePrintCommandTest {

  /** BGP4MP_STATE_CHANGE_AS4 of AS64500 at 192.0.2.1, from state 5 to 6, at 1503631321. */
  private static final byte[] RECORD =
      HexFormat.of()
          .parseHex(
              "599f98d9"
                  + "0010"
                  + "0005"
                  + "00000018"
                  + "0000fbf4"
                  + "0000fbf5"
                  + "00000001"
                  + "c0000201"
                  + "c0000202"
                  + "00050006");

  private static final String LINE = "BGP4MP|1503631577|STATE|192.0.2.1|64500|5|6\n";

  @TempDir private Path directory;
  private final TerminalForTest terminal = new TerminalForTest();

  @Test
  void aFileIsPrinted() throws IOException {
    assertThat(print(file("a.mrt", RECORD))).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out()).isEqualTo(LINE);
    assertThat(terminal.err()).isEmpty();
  }

  @Test
  void aDashIsStandardInput() {
    assertThat(terminal.reading(RECORD).run("route", "print", "-m", "-"))
        .isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.out()).isEqualTo(LINE);
  }

  @Test
  void badFilesAreToldWithTheirPlaceAndTheRestGoesOn() throws IOException {
    String text = file("text.txt", "this is no MRT file at all".getBytes(StandardCharsets.UTF_8));
    String torn = file("torn.mrt", concat(RECORD, new byte[] {1, 2, 3}));
    String good = file("good.mrt", RECORD);
    assertThat(print(text, directory.resolve("none").toString(), directory.toString(), torn, good))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.out()).isEqualTo(LINE + LINE);
    assertThat(terminal.err().lines())
        .satisfiesExactly(
            line ->
                assertThat(line).contains(text).contains("not an MRT file").contains("offset 0"),
            line -> assertThat(line).contains("none").contains("no such file"),
            line -> assertThat(line).contains("is a directory"),
            line ->
                assertThat(line).contains(torn).contains("offset 36").contains("1 whole records"));
  }

  @Test
  void aTruncatedGzipIsPrintedUpToItsTear() throws IOException {
    byte[] whole = gzip(concat(RECORD, RECORD));
    byte[] cut = Arrays.copyOf(whole, whole.length - 9);
    assertThat(print(file("cut.gz", cut))).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err())
        .contains("cut.gz")
        .contains("offset")
        .contains("Fetch the file again");
  }

  @Test
  void whatIsNotPrintedIsCounted() throws IOException {
    byte[] unknown = RECORD.clone();
    unknown[5] = 48; // IS-IS
    unknown[7] = 0;
    assertThat(print(file("isis.mrt", unknown))).isEqualTo(ExitStatus.GOOD);
    assertThat(terminal.err()).contains("mrt-48-0 1");
  }

  @Test
  void theFormMustBeNamed() {
    assertThat(terminal.run("route", "print", "x")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(terminal.err()).contains("-m");
  }

  private int print(String... files) {
    var arguments = new String[files.length + 3];
    arguments[0] = "route";
    arguments[1] = "print";
    arguments[2] = "-m";
    System.arraycopy(files, 0, arguments, 3, files.length);
    return terminal.run(arguments);
  }

  private String file(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes).toString();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
