package jp.anshin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code ./anshin} chooses its JDK, on directories that only look like one. */
class LauncherTest {

  private static final Path LAUNCHER = Path.of("..", "anshin").toAbsolutePath().normalize();

  @TempDir private Path machine;
  private final Map<String, String> environment = new HashMap<>();

  private record Ended(int status, String out, String err) {}

  @BeforeEach
  void anEmptyMachine() throws IOException {
    Files.createDirectories(machine.resolve("home"));
    Files.createDirectories(machine.resolve("jvm"));
    environment.put("HOME", machine.resolve("home").toString());
    environment.put("ANSHIN_JVM_ROOT", machine.resolve("jvm").toString());
    environment.put("PATH", machine.resolve("older/bin") + ":/usr/bin:/bin");
    jdk("older", "17.0.15");
  }

  @Test
  void theNamedJdkComesFirst() throws Exception {
    Path named = jdk("named", "25.0.3");
    environment.put("ANSHIN_JAVA_HOME", named.toString());
    environment.put("JAVA_HOME", jdk("other", "25.0.1").toString());
    assertThat(printJdk()).isEqualTo(new Ended(0, named + "\n", ""));
  }

  @Test
  void aNamedDirectoryThatIsNoJdk25IsRefusedByName() throws Exception {
    environment.put("ANSHIN_JAVA_HOME", machine.resolve("older").toString());
    Ended ended = printJdk();
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err())
        .contains("ANSHIN_JAVA_HOME")
        .contains(machine.resolve("older").toString());
  }

  @Test
  void javaHomeIsTakenOnlyWhenItIs25() throws Exception {
    Path installed = jdk("jvm/temurin-25", "25");
    environment.put("JAVA_HOME", machine.resolve("older").toString());
    assertThat(printJdk().out()).isEqualTo(installed + "\n");
    Path home = jdk("home-of-java", "25.0.2");
    environment.put("JAVA_HOME", home.toString());
    assertThat(printJdk().out()).isEqualTo(home + "\n");
  }

  @Test
  void theJavaOnThePathIsFollowedToItsHome() throws Exception {
    Path real = jdk("real", "25.0.3");
    Path link = machine.resolve("link/java");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, real.resolve("bin/java"));
    environment.put("PATH", link.getParent() + ":/usr/bin:/bin");
    assertThat(printJdk().out()).isEqualTo(real.toRealPath() + "\n");
  }

  @Test
  void toolDirectoriesUnderHomeAreSearched() throws Exception {
    Path sdkman = jdk("home/.sdkman/candidates/java/25.0.3-tem", "25.0.3");
    assertThat(printJdk().out()).isEqualTo(sdkman + "\n");
  }

  @Test
  void version250IsNot25AndARuntimeWithoutCompilerIsNoJdk() throws Exception {
    jdk("jvm/far-future", "250.1");
    Files.delete(jdk("jvm/runtime-only", "25.0.3").resolve("bin/javac"));
    assertThat(printJdk().status()).isEqualTo(2);
  }

  @Test
  void withoutAnyJdk25ItSaysWhatToDoInBothLanguages() throws Exception {
    environment.put("LANG", "en_US.UTF-8");
    Ended english = printJdk();
    assertThat(english.status()).isEqualTo(2);
    assertThat(english.out()).isEmpty();
    assertThat(english.err()).contains("no JDK 25 found").contains("ANSHIN_JAVA_HOME");
    environment.put("LANG", "ja_JP.UTF-8");
    assertThat(printJdk().err()).contains("JDK 25 が見つかりません");
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = machine.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
    for (String program : new String[] {"java", "javac"}) {
      Path file = Files.writeString(home.resolve("bin").resolve(program), "#!/bin/sh\nexit 1\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return home;
  }

  private Ended printJdk() throws IOException, InterruptedException {
    var builder = new ProcessBuilder("bash", LAUNCHER.toString(), "--print-jdk");
    builder.environment().clear();
    builder.environment().putAll(environment);
    Path err = machine.resolve("err");
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, Files.readString(err));
  }
}
