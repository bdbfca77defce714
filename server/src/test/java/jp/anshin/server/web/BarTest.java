package jp.anshin.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import jp.anshin.core.Interval;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.incident.IncidentId;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Bounds;
import jp.anshin.law.Exclusion;
import jp.anshin.law.Impact;
import jp.anshin.law.Rulebook;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;
import jp.anshin.server.determinations.Determined;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What a bar is of: a service, or several of one 役務区分. */
class BarTest {

  private static final Rulebook BOOK = RulebookText.shipped();
  private static final Interval AT = Interval.at(Instant.parse("2024-06-01T01:00:00Z"));

  @Test
  void usersOfSeveralServicesOfOneCategoryAreABarOfTheirOwn() {
    AccidentFacts facts =
        new AccidentFacts(
            AT, List.of(voice("phone"), voice("second")), Truth.NO, Bounds.exactly(0));
    var judged =
        new Determined(
            new IncidentId("20240601-0100-00000000"),
            1,
            AT.earliest(),
            "",
            facts,
            new AccidentLaw(BOOK).determine(facts));
    var messages = new ResourceBundleMessageSource();
    messages.setBasename("messages.web");
    messages.setDefaultEncoding("UTF-8");
    var show = new Show(Locale.ENGLISH, new Words(messages));

    List<Bar> bars = Bar.of(judged, Map.of("phone", "IP phone", "second", "Second phone"), show);

    assertThat(bars)
        .extracting(Bar::name)
        .contains("IP phone: Users", "Second phone: Users", "IP phone + Second phone: Users")
        .noneMatch(name -> name.contains("cable"));
  }

  private static ServiceFacts voice(String id) {
    Map<String, Truth> none =
        BOOK.exclusions().stream().collect(Collectors.toMap(Exclusion::id, each -> Truth.NO));
    return new ServiceFacts(
            id,
            "VOICE_EMERGENCY",
            Impact.STOP,
            none,
            Truth.NO,
            Map.of(),
            Bounds.exactly(20_000),
            Bounds.exactly(5_400),
            null)
        .within(AT, null);
  }
}
