package jp.anshin.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import jp.anshin.core.Interval;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Services of one 役務区分: the thresholds are those of the 区分. Voice here: 1 h and 30,000. */
class ServicesTogetherTest {

  private static final Instant TEN = Instant.parse("2020-06-01T01:00:00Z");

  @Test
  void twoServicesOfOneCategoryAreOpenWhereTogetherTheyMayHaveEnoughUsers() {
    Determination said = judged(voice("a", 20_000, 90, 0, null), voice("b", 20_000, 90, 0, null));

    assertThat(said.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(said.periodic().required()).isEqualTo(Truth.UNDETERMINED);
    assertThat(said.questions()).contains(new Question("users-together", "a"));
  }

  @Test
  void ofDifferentCategoriesEachIsJudgedAlone() {
    Determination said =
        judged(voice("a", 20_000, 90, 0, null), service("b", "OTHER", 20_000, 90, 0, null));

    assertThat(said.verdict()).isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(said.questions()).isEmpty();
  }

  @Test
  void differentUsersOfBothMakeItSeriousAndTheSameUsersDoNot() {
    assertThat(judged(voice("a", 20_000, 90, 0, total(40_000)), voice("b", 20_000, 90, 0, null)))
        .returns(Verdict.SERIOUS, Determination::verdict)
        .returns(List.of(), Determination::questions);
    assertThat(judged(voice("a", 20_000, 90, 0, total(20_000)), voice("b", 20_000, 90, 0, null)))
        .returns(Verdict.NOT_SERIOUS, Determination::verdict)
        .returns(List.of(), Determination::questions);
  }

  @Test
  void oneUserOrOneSecondBelowTheThresholdIsNotSerious() {
    assertThat(verdict(voice("a", 15_000, 60, 0, null), voice("b", 14_999, 60, 0, null)))
        .isEqualTo(Verdict.NOT_SERIOUS);
    assertThat(verdict(voice("a", 15_000, 60, 0, null), voice("b", 15_000, 60, 0, null)))
        .isEqualTo(Verdict.UNDETERMINED);
    assertThat(verdict(voice("a", 20_000, 59, 0, null), voice("b", 20_000, 59, 0, null)))
        .as("both at the same time: 59 minutes")
        .isEqualTo(Verdict.NOT_SERIOUS);
  }

  @Test
  void ofTwoThatFailedOneAfterTheOtherTheReadingDecides() {
    ServiceFacts first = voice("a", 20_000, 40, 0, total(40_000));
    ServiceFacts second = voice("b", 20_000, 40, 40, null);

    Determination said = judged(first, second);
    assertThat(said.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(said.questions()).contains(new Question("readings", "a"));
    assertThat(verdict(by(first, Reading.CUMULATIVE_USERS), second)).isEqualTo(Verdict.SERIOUS);
    assertThat(verdict(by(first, Reading.RESTORED_LEAVE), second)).isEqualTo(Verdict.NOT_SERIOUS);
  }

  @Test
  void whereNobodySaysWhenEachBeganTheirTimesMayAddUp() {
    ServiceFacts unsaid = voice("b", 20_000, 40, 0, null).within(null, null);
    Determination said = judged(voice("a", 20_000, 40, 0, total(40_000)), unsaid);

    assertThat(said.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(said.questions()).contains(new Question("occurred-at", "b"));
  }

  @Test
  void aShortOneOfManyUsersAndALongOneOfFewDifferByReading() {
    assertThat(verdict(voice("a", 40_000, 10, 0, null), voice("b", 100, 90, 0, null)))
        .isEqualTo(Verdict.UNDETERMINED);
  }

  @Test
  void aTotalBelowTheUsersOfOneServiceIsNotBelieved() {
    assertThat(verdict(voice("a", 20_000, 90, 0, total(500)), voice("b", 20_000, 90, 0, null)))
        .isEqualTo(Verdict.UNDETERMINED);
  }

  @Test
  void beforeTheCategoriesAllServicesWereOfOneRow() {
    AccidentFacts facts =
        Rules.event(
            Rules.ALL_DAY,
            voice("a", 20_000, 130, 0, null),
            service("b", "OTHER", 20_000, 130, 0, null));

    assertThat(Rules.LAW.determine(facts).verdict()).isEqualTo(Verdict.UNDETERMINED);
  }

  @Test
  void theNearestMissIsThatOfTheCategory() {
    NearestMiss miss =
        judged(voice("a", 14_000, 90, 0, null), voice("b", 14_000, 90, 0, null)).nearestMiss();

    assertThat(miss).isNotNull();
    assertThat(miss.service()).isEqualTo("a b");
    assertThat(miss.usersShort()).isEqualTo(Bounds.between(2_000, 16_000));
  }

  private static ServiceFacts by(ServiceFacts facts, String reading) {
    Together stated = facts.together();
    return facts.within(
        facts.began(), new Together(stated == null ? Bounds.UNKNOWN : stated.users(), reading));
  }

  private static Together total(long users) {
    return new Together(Bounds.exactly(users), null);
  }

  private static ServiceFacts voice(
      String id, long users, long minutes, long beganMinutes, @Nullable Together stated) {
    return service(id, "VOICE", users, minutes, beganMinutes, stated);
  }

  private static ServiceFacts service(
      String id,
      String category,
      long users,
      long minutes,
      long beganMinutes,
      @Nullable Together stated) {
    return new ServiceFacts(
            id,
            category,
            Impact.STOP,
            Map.of("supplementary", Truth.NO, "planned", Truth.NO),
            Truth.NO,
            Map.of("separable", Truth.YES),
            Bounds.exactly(users),
            Bounds.exactly(minutes * 60),
            null)
        .within(Interval.at(TEN.plusSeconds(beganMinutes * 60)), stated);
  }

  private static Verdict verdict(ServiceFacts... services) {
    return judged(services).verdict();
  }

  private static Determination judged(ServiceFacts... services) {
    return Rules.LAW.determine(Rules.event(Rules.CONDITION_DAY, services));
  }
}
