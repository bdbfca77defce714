package jp.anshin.e2e.walls;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * The walls of docs/architecture/walls.md as rules over a root package, so that each can be tried
 * on the house and on a small wrong example.
 *
 * @param root package whose direct sub-packages are the rooms
 */
record Walls(String root) {

  private static final List<String> PLAIN =
      List.of("core", "operator", "route", "traffic", "lpwa", "voice", "incident", "law");
  private static final List<String> SENSORS = List.of("route", "traffic", "lpwa", "voice");
  private static final Set<String> CLOCK_READERS =
      Set.of("now", "currentTimeMillis", "nanoTime", "systemUTC", "systemDefaultZone", "system");
  private static final Set<String> MEANINGLESS =
      Set.of("util", "utils", "common", "manager", "helper", "helpers", "impl", "misc");

  ArchRule plainRoomsKnowNoFramework() {
    return noClasses()
        .that(resideInAnyPackage(rooms(PLAIN)))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.springframework..",
                "java.sql..",
                "javax.sql..",
                "tools.jackson..",
                "com.fasterxml..",
                "org.apache.flink..",
                "org.slf4j.."))
        .allowEmptyShould(true);
  }

  ArchRule plainRoomsReadNoClock() {
    return noClasses()
        .that(resideInAnyPackage(rooms(PLAIN)))
        .should()
        .accessTargetWhere(describe("reads the clock", Walls::readsTheClock))
        .allowEmptyShould(true);
  }

  /** Only the runner in core may start threads. */
  ArchRule plainRoomsStartNoThread() {
    return noClasses()
        .that(resideInAnyPackage(rooms(PLAIN)).and(resideOutsideOfPackages(root + ".core..")))
        .should()
        .dependOnClassesThat(
            describe(
                "threads and executors",
                type ->
                    type.isAssignableTo(Thread.class)
                        || type.getName().equals("java.util.concurrent.Executors")
                        || type.isAssignableTo(Executor.class)))
        .allowEmptyShould(true);
  }

  ArchRule wireNeedsTheJdkOnly() {
    return classes()
        .that(resideInAnyPackage(room("wire")))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", room("wire")))
        .allowEmptyShould(true);
  }

  /** One rule a sensor: it knows none of the others. */
  Stream<ArchRule> sensorsDoNotKnowEachOther() {
    return SENSORS.stream()
        .map(sensor ->
            noClasses()
                .that(resideInAnyPackage(room(sensor)))
                .should()
                .dependOnClassesThat(
                    resideInAnyPackage(
                        rooms(SENSORS.stream().filter(other -> !other.equals(sensor)).toList())))
                .allowEmptyShould(true));
  }

  ArchRule lawKnowsNoSensor() {
    return noClasses()
        .that(resideInAnyPackage(room("law")))
        .should()
        .dependOnClassesThat(resideInAnyPackage(rooms(SENSORS)))
        .allowEmptyShould(true);
  }

  ArchRule pagesTouchNoTable() {
    return noClasses()
        .that(resideInAnyPackage(root + "..web..", root + "..api.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.flywaydb.."))
        .allowEmptyShould(true);
  }

  /** Evidence and state come through the rooms that keep them. */
  ArchRule pagesReachNeitherStoreNorJournal() {
    return noClasses()
        .that(resideInAnyPackage(root + "..web..", root + "..api.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage(root + ".server.store..", room("journal")))
        .allowEmptyShould(true);
  }

  ArchRule onlyTheServerNamesADatabase() {
    return noClasses()
        .that(resideInAnyPackage(root + "..").and(resideOutsideOfPackages(room("server"))))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.sql..",
                "javax.sql..",
                "org.springframework.jdbc..",
                "org.flywaydb..",
                "org.h2..",
                "org.postgresql.."))
        .allowEmptyShould(true);
  }

  ArchRule namesSaySomething() {
    return noClasses()
        .that(resideInAnyPackage(root + ".."))
        .should(be(describe("in a package whose name says nothing", this::isMeaningless)))
        .allowEmptyShould(true);
  }

  private boolean isMeaningless(JavaClass type) {
    var inner = type.getPackageName().substring(root.length());
    return Stream.of(inner.split("\\.")).anyMatch(MEANINGLESS::contains);
  }

  private static boolean readsTheClock(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    var isTimeSource =
        owner.getPackageName().equals("java.time")
            || owner.isEquivalentTo(System.class)
            || owner.isEquivalentTo(Clock.class);
    return isTimeSource && CLOCK_READERS.contains(access.getTarget().getName());
  }

  private String room(String name) {
    return root + "." + name + "..";
  }

  private String[] rooms(List<String> names) {
    return names.stream().map(this::room).toArray(String[]::new);
  }

  static DescribedPredicate<JavaClass> inTheHouse() {
    return resideOutsideOfPackages("jp.anshin.e2e..");
  }
}
