package jp.anshin.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");

  static List<Path> japanese() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith("_ja.properties"))
          .filter(file -> file.toString().contains("/src/main/resources/"))
          .toList();
    }
  }

  @Test
  void thereAreMessagesInEveryRoomThatSpeaks() throws IOException {
    assertThat(japanese()).hasSizeGreaterThan(6);
  }

  @ParameterizedTest
  @MethodSource("japanese")
  void everySentenceStandsInBothLanguagesWithTheSamePlaces(Path japanese) throws IOException {
    Properties ja = read(japanese);
    Properties en = read(Path.of(japanese.toString().replace("_ja.properties", "_en.properties")));
    assertThat(ja.stringPropertyNames())
        .as(ROOT.relativize(japanese).toString())
        .isEqualTo(en.stringPropertyNames());
    for (String key : ja.stringPropertyNames()) {
      assertThat(places(ja.getProperty(key))).as(key).isEqualTo(places(en.getProperty(key)));
    }
  }

  private static Set<String> places(String sentence) {
    var places = new TreeSet<String>();
    var found = PLACE.matcher(sentence);
    while (found.find()) {
      places.add(found.group(1));
    }
    return places;
  }

  private static Properties read(Path file) throws IOException {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    return properties;
  }
}
