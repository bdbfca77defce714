package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.anshin.core.Certainty;
import jp.anshin.incident.IncidentStatus;
import jp.anshin.incident.NoticeChannel;
import jp.anshin.incident.TimelineEntry;
import jp.anshin.incident.periodic.LineChange;
import jp.anshin.incident.periodic.Treatment;
import jp.anshin.incident.report.Channel;
import jp.anshin.incident.report.ReportEvent;
import jp.anshin.incident.report.ReportState;
import jp.anshin.incident.verification.VerificationEvent;
import jp.anshin.law.Impact;
import jp.anshin.law.Truth;
import jp.anshin.law.clock.ClockDuty;
import jp.anshin.law.clock.Crossing;
import jp.anshin.law.clock.UsersReading;
import jp.anshin.operator.Audience;
import jp.anshin.operator.ServiceCategory;
import jp.anshin.server.determinations.Determinations;
import jp.anshin.server.duties.Duty;
import jp.anshin.server.feeds.FeedState;
import jp.anshin.server.identity.Role;
import jp.anshin.server.periods.PeriodStanding;
import jp.anshin.server.reports.ReportPapers;
import org.junit.jupiter.api.Test;

final class WebWordsTest {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d");

  @Test
  void bothLanguagesHaveTheSameKeysAndPlaceholders() throws IOException {
    Properties japanese = words("web", "ja");
    Properties english = words("web", "en");

    assertThat(japanese.stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(placeholders(japanese, key)).as(key).isEqualTo(placeholders(english, key));
    }
  }

  @Test
  void refusalsHaveTheSameKeysInBothLanguages() throws IOException {
    assertThat(words("refusals", "ja").stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(words("refusals", "en").stringPropertyNames());
  }

  @Test
  void dutiesHaveTheSameKeysInBothLanguages() throws IOException {
    assertThat(words("duties", "ja").stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(words("duties", "en").stringPropertyNames());
  }

  @Test
  void japaneseIsJapaneseAndEnglishIsNot() throws IOException {
    Properties english = words("web", "en");
    for (String key : english.stringPropertyNames()) {
      assertThat(english.getProperty(key)).as(key).doesNotContainPattern("[ぁ-んァ-ヶ一-龠]");
      assertThat(english.getProperty(key)).as(key).isNotBlank();
    }
  }

  @Test
  void everyKeyThatAPageNamesHasItsWords() throws IOException {
    Set<String> known = words("web", "ja").stringPropertyNames();
    var named = new TreeSet<String>();
    var call = Pattern.compile("(?:#\\{|show\\.say\\(')([a-z][A-Za-z0-9._-]*)(?='[,)]|[}(])");
    for (Path file : templates()) {
      call.matcher(Files.readString(file))
          .results()
          .map(found -> found.group(1))
          .filter(key -> !key.endsWith("."))
          .forEach(named::add);
    }
    assertThat(named).hasSizeGreaterThan(150);
    assertThat(known).containsAll(named);
  }

  @Test
  void everyNameThatAPageShowsHasItsWord() throws IOException {
    assertThat(words("web", "ja").stringPropertyNames())
        .containsAll(keys("status", IncidentStatus.values()))
        .containsAll(keys("timeline", TimelineEntry.Kind.values()))
        .containsAll(keys("certainty", Certainty.values()))
        .containsAll(keys("impact.kind", Impact.values()))
        .containsAll(keys("category", ServiceCategory.values()))
        .containsAll(keys("audience", Audience.values()))
        .containsAll(keys("feed.status", FeedState.Status.values()))
        .containsAll(keys("role", Role.values()))
        .containsAll(keys("report.state", ReportState.values()))
        .containsAll(keys("reports.next", ReportState.values()))
        .containsAll(keys("report.channel", Channel.values()))
        .containsAll(keys("report.format", ReportPapers.Format.values()))
        .containsAll(keys("period.treatment", Treatment.values()))
        .containsAll(keys("period.change", LineChange.Kind.values()))
        .containsAll(keys("period.caveat", PeriodStanding.Caveat.values()))
        .containsAll(keys("period.law", Truth.values()))
        .contains("period.as.FORM27", "period.as.SIMPLE", "period.as.LEFT_OUT")
        .containsAll(permitted("report.event", ReportEvent.class))
        .containsAll(permitted("verification.event", VerificationEvent.class))
        .containsAll(keys("notice.channel", NoticeChannel.values()))
        .containsAll(keys("clock.say", Crossing.State.values()))
        .containsAll(keys("clock.state", Crossing.State.values()))
        .containsAll(keys("clock.duty", Crossing.Duty.values()))
        .containsAll(keys("clock.reading", UsersReading.values()))
        .containsAll(keys("clock.basis", ClockDuty.Basis.values()))
        .containsAll(keys("duty.state", Duty.State.values()))
        .containsAll(keys("touch", TouchedUsers.Level.values()))
        .containsAll(keys("touch.short", TouchedUsers.Level.values()))
        .contains(
            "sensor.route",
            "source." + Determinations.TIME,
            "source.note",
            "source.close",
            "source.reopen");
  }

  private static List<String> permitted(String group, Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .map(each -> group + "." + each.getSimpleName())
        .toList();
  }

  private static List<String> keys(String group, Enum<?>... names) {
    return Arrays.stream(names).map(name -> group + "." + name.name()).toList();
  }

  private static List<Path> templates() throws IOException {
    Path layout =
        Path.of(
            Objects.requireNonNull(WebWordsTest.class.getResource("/templates/layout.html"))
                .getPath());
    try (Stream<Path> files = Files.list(Objects.requireNonNull(layout.getParent()))) {
      return new ArrayList<>(files.toList());
    }
  }

  private static List<String> placeholders(Properties words, String key) {
    return PLACEHOLDER
        .matcher(words.getProperty(key))
        .results()
        .map(found -> found.group())
        .sorted()
        .distinct()
        .toList();
  }

  private static Properties words(String bundle, String language) throws IOException {
    String file = "/messages/" + bundle + "_" + language + ".properties";
    var words = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(WebWordsTest.class.getResourceAsStream(file)),
            StandardCharsets.UTF_8)) {
      words.load(reader);
    }
    return words;
  }
}
