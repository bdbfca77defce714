package jp.anshin.e2e.papers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's LibreOffice without a window, with a profile of its own, and poppler beside it. */
final class LibreOffice {

  /** A first start makes a profile; on a busy machine that takes a minute. */
  private static final long BOUND_SECONDS = 300;

  private static final Path OFFICE = Path.of("/usr/bin/soffice");
  private static final Path TEXT_OF_PDF = Path.of("/usr/bin/pdftotext");

  private final Path home;

  /** The test is skipped where it is absent, unless every peer is required. */
  LibreOffice(Path home) {
    for (Path program : List.of(OFFICE, TEXT_OF_PDF)) {
      boolean there = Files.isExecutable(program);
      if ("1".equals(System.getenv("ANSHIN_REQUIRE_PEERS")) && !there) {
        throw new AssertionError(program + " is required and absent");
      }
      assumeTrue(there, program + " is absent");
    }
    this.home = home;
  }

  /**
   * What a person sees who opens the file: an Office file is printed as PDF first, and the text of
   * the PDF read by poppler.
   */
  String shown(Path file) throws IOException, InterruptedException {
    Path pdf = file.toString().endsWith(".pdf") ? file : printed(file);
    Path text = home.resolve("text.txt");
    run(TEXT_OF_PDF.toString(), "-enc", "UTF-8", pdf.toString(), text.toString());
    return Files.readString(text).replaceAll("\\s", "");
  }

  private Path printed(Path file) throws IOException, InterruptedException {
    Path printed = Files.createDirectories(home.resolve("printed"));
    run(
        OFFICE.toString(),
        "-env:UserInstallation=" + home.resolve("profile").toUri(),
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        printed.toString(),
        file.toString());
    String name = file.getFileName().toString();
    return printed.resolve(name.substring(0, name.lastIndexOf('.')) + ".pdf");
  }

  private void run(String... command) throws IOException, InterruptedException {
    Path output = home.resolve("program.out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(List.of(command) + " failed: " + Files.readString(output));
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
