package jp.anshin.e2e.walls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WallsTest {

  private static final Walls HOUSE = new Walls("jp.anshin");
  private static final Walls WRONG = new Walls("jp.anshin.e2e.walls.wrong");

  private static final JavaClasses HOUSE_CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("jp.anshin")
          .that(Walls.inTheHouse());
  private static final JavaClasses WRONG_CLASSES =
      new ClassFileImporter().importPackages("jp.anshin.e2e.walls.wrong");

  private static final Map<String, Function<Walls, Stream<ArchRule>>> RULES =
      Map.of(
          "plain rooms know no framework", walls -> Stream.of(walls.plainRoomsKnowNoFramework()),
          "plain rooms read no clock", walls -> Stream.of(walls.plainRoomsReadNoClock()),
          "plain rooms start no thread", walls -> Stream.of(walls.plainRoomsStartNoThread()),
          "wire needs the JDK only", walls -> Stream.of(walls.wireNeedsTheJdkOnly()),
          "sensors do not know each other", Walls::sensorsDoNotKnowEachOther,
          "law knows no sensor", walls -> Stream.of(walls.lawKnowsNoSensor()),
          "pages touch no table", walls -> Stream.of(walls.pagesTouchNoTable()),
          "pages reach neither store nor journal",
              walls -> Stream.of(walls.pagesReachNeitherStoreNorJournal()),
          "only the server names a database",
              walls -> Stream.of(walls.onlyTheServerNamesADatabase()),
          "names say something", walls -> Stream.of(walls.namesSaySomething()));

  @Test
  void theHouseIsSeenWhole() {
    assertThat(HOUSE_CLASSES.stream().map(type -> type.getPackageName().split("\\.")[2]).distinct())
        .contains(
            "core",
            "wire",
            "journal",
            "operator",
            "law",
            "route",
            "incident",
            "formats",
            "server",
            "cli");
  }

  @TestFactory
  Stream<DynamicTest> theHouseKeepsEveryWall() {
    return RULES.entrySet().stream()
        .map(rule ->
            DynamicTest.dynamicTest(
                rule.getKey(),
                () -> rule.getValue().apply(HOUSE).forEach(each -> each.check(HOUSE_CLASSES))));
  }

  @TestFactory
  Stream<DynamicTest> everyWallStopsTheWrongExample() {
    return RULES.entrySet().stream()
        .map(rule ->
            DynamicTest.dynamicTest(
                rule.getKey(),
                () ->
                    assertThatThrownBy(() ->
                            rule.getValue().apply(WRONG).forEach(each -> each.check(WRONG_CLASSES)))
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("jp.anshin.e2e.walls.wrong")));
  }
}
