package jp.anshin.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.audit.AuditEntry;
import jp.anshin.server.audit.AuditOf;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.DatabaseOptions;
import jp.anshin.server.store.OpenDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** What the accounts promise, on whichever database. */
abstract class AccountsContract {

  private static final LoginThrottle.Guesser HERE = new LoginThrottle.Guesser("sato", "");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T03:00:00Z"), ZoneOffset.UTC);
  private static final String PASSWORD = "correct horse battery";
  private static final String OTHER = "another horse battery";
  private static final Set<Role> ADMINISTRATOR = Set.of(Role.ADMINISTRATOR);
  private static final Set<Role> VIEWER = Set.of(Role.VIEWER);

  private final List<@Nullable String> comparedWith =
      Collections.synchronizedList(new ArrayList<>());
  private OpenDatabase database;
  private Audit audit;
  private Accounts accounts;

  /** The database of this test, without tables at first. */
  abstract DatabaseOptions options();

  @BeforeEach
  void open() {
    database = OpenDatabase.of(options());
    audit = AuditOf.jdbc(database.jdbc(), CLOCK);
    accounts = new Accounts(database.jdbc(), database.transaction(), audit, new Counting(), CLOCK);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anAccountOpensWithItsPasswordOnly() {
    create("sato", VIEWER);

    assertThat(accounts.authenticate("sato", PASSWORD).map(Opened::account))
        .contains(new Account("sato", "sato", VIEWER, true));
    assertThat(accounts.authenticate("sato", OTHER)).isEmpty();
    assertThat(accounts.authenticate("sato", "")).isEmpty();
    assertThat(accounts.authenticate("SATO", PASSWORD)).isEmpty();
    assertThat(accounts.authenticate("' or '1'='1", PASSWORD)).isEmpty();
  }

  @Test
  void anUnknownNameCostsTheSameComparisonAsAWrongPassword() {
    create("sato", VIEWER);
    comparedWith.clear();

    accounts.authenticate("sato", OTHER);
    accounts.authenticate("nobody", OTHER);

    assertThat(comparedWith)
        .hasSize(2)
        .allSatisfy(hash -> {
          assertThat(hash).isNotNull().hasSize(60).startsWith("$2a$10$");
        });
  }

  @Test
  void ofFiftyGuessesAtOnceFiveAreComparedAndThenTheNameIsLocked() throws Exception {
    create("sato", VIEWER);
    comparedWith.clear();
    var login = new PasswordLogin(accounts, new LoginThrottle(CLOCK));

    List<String> outcomes = atOnce(50, number -> outcome(login, "sato", "wrong guess " + number));

    assertThat(comparedWith).hasSize(LoginThrottle.FAILURES_MAX);
    assertThat(outcomes).filteredOn("wrong"::equals).hasSize(LoginThrottle.FAILURES_MAX);
    assertThat(outcomes).filteredOn("locked"::equals).hasSize(45);
    assertThat(outcome(login, "sato", PASSWORD)).isEqualTo("locked");
    assertThat(outcome(login, "tanaka", PASSWORD)).isEqualTo("wrong");
  }

  @Test
  void whoKnowsThePasswordMayAskManyThingsAtOnce() throws Exception {
    create("sato", VIEWER);
    var login = new PasswordLogin(accounts, new LoginThrottle(CLOCK));

    assertThat(atOnce(50, number -> outcome(login, "sato", PASSWORD))).containsOnly("in");
  }

  private static List<String> atOnce(int count, IntFunction<String> task) throws Exception {
    var together = new CyclicBarrier(count);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<String>>();
      for (int number = 0; number < count; number++) {
        int own = number;
        running.add(
            threads.submit(() -> {
              together.await();
              return task.apply(own);
            }));
      }
      var outcomes = new ArrayList<String>();
      for (Future<String> each : running) {
        outcomes.add(each.get());
      }
      return outcomes;
    }
  }

  private static String outcome(PasswordLogin login, String name, String password) {
    return outcome(login, name, password, "");
  }

  private static String outcome(PasswordLogin login, String name, String password, String address) {
    var claim = UsernamePasswordAuthenticationToken.unauthenticated(name, password);
    claim.setDetails(new WebAuthenticationDetails(address, null));
    try {
      login.authenticate(claim);
      return "in";
    } catch (BadCredentialsException wrong) {
      return "wrong";
    } catch (LockedException locked) {
      return "locked";
    }
  }

  @Test
  void whoKnowsTheirPasswordChangesItAndEveryPasswordHasAStampOfItsOwn() {
    create("sato", VIEWER);
    String before = stampOf("sato");

    Opened changed = accounts.changeOwnPassword("sato", PASSWORD, OTHER);

    assertThat(accounts.authenticate("sato", PASSWORD)).isEmpty();
    assertThat(accounts.authenticate("sato", OTHER)).contains(changed);
    assertThat(accounts.opened("sato")).contains(changed);
    assertThat(changed.passwordStamp()).isNotEqualTo(before);
    assertThat(changed.toString()).doesNotContain(PASSWORD, OTHER, "$2a$");
    accounts.changePassword("admin", "sato", OTHER);
    assertThat(stampOf("sato")).isNotEqualTo(changed.passwordStamp());
  }

  @Test
  void whoDoesNotKnowThePasswordChangesNothing() {
    create("sato", VIEWER);
    create("admin", ADMINISTRATOR);
    String before = stampOf("sato");
    long entries = audit.before(Long.MAX_VALUE).size();

    assertThat(codeOf(() -> accounts.changeOwnPassword("sato", OTHER, OTHER)))
        .isEqualTo("account.password-wrong");
    assertThat(codeOf(() -> accounts.changeOwnPassword("nobody", PASSWORD, OTHER)))
        .isEqualTo("account.password-wrong");
    assertThat(codeOf(() -> accounts.changeOwnPassword("sato", PASSWORD, "short")))
        .isEqualTo("account.password-short");
    assertThat(stampOf("sato")).isEqualTo(before);
    assertThat(audit.before(Long.MAX_VALUE)).hasSize((int) entries);
    accounts.change("admin", "sato", VIEWER, false);
    assertThat(codeOf(() -> accounts.changeOwnPassword("sato", PASSWORD, OTHER)))
        .isEqualTo("account.password-wrong");
    assertThat(stampOf("sato")).isEqualTo(before);
  }

  @Test
  void ofManyWhoChangeOnePasswordAtOnceOneDoes() throws Exception {
    create("sato", VIEWER);

    List<String> outcomes =
        atOnce(
            4,
            number -> codeOf(() -> accounts.changeOwnPassword("sato", PASSWORD, OTHER + number)));

    assertThat(outcomes).containsOnlyOnce("done");
    assertThat(outcomes).filteredOn("account.password-wrong"::equals).hasSize(3);
    assertThat(accounts.authenticate("sato", OTHER + outcomes.indexOf("done"))).isPresent();
  }

  @Test
  void guessesOfAPasswordThatIsToBeChangedCountAsThoseAtTheLogIn() {
    create("sato", VIEWER);
    var throttle = new LoginThrottle(CLOCK);
    var login = new PasswordLogin(accounts, throttle);
    var own = new OwnPassword(accounts, throttle);
    for (int number = 1; number < LoginThrottle.FAILURES_MAX; number++) {
      assertThat(codeOf(() -> own.change(HERE, "wrong guess", OTHER)))
          .isEqualTo("account.password-wrong");
    }
    // What is refused before it is compared is no guess.
    assertThat(codeOf(() -> own.change(HERE, "wrong guess", "short")))
        .isEqualTo("account.password-short");
    comparedWith.clear();

    assertThat(outcome(login, "sato", "wrong guess")).isEqualTo("wrong");
    assertThat(codeOf(() -> own.change(HERE, PASSWORD, OTHER)))
        .isEqualTo("account.password-paused");
    assertThat(outcome(login, "sato", PASSWORD)).isEqualTo("locked");
    assertThat(comparedWith).hasSize(1);
  }

  @Test
  void theRightPasswordEndsTheCountOfWrongOnes() {
    create("sato", VIEWER);
    var own = new OwnPassword(accounts, new LoginThrottle(CLOCK));
    for (int number = 1; number < LoginThrottle.FAILURES_MAX; number++) {
      codeOf(() -> own.change(HERE, "wrong guess", OTHER));
    }

    assertThat(codeOf(() -> own.change(HERE, PASSWORD, OTHER))).isEqualTo("done");
    assertThat(codeOf(() -> own.change(HERE, PASSWORD, OTHER))).isEqualTo("account.password-wrong");
    assertThat(codeOf(() -> own.change(HERE, OTHER, PASSWORD))).isEqualTo("done");
  }

  @Test
  void whoGuessesFromElsewhereKeepsNobodyOut() {
    create("sato", VIEWER);
    var login = new PasswordLogin(accounts, new LoginThrottle(CLOCK));
    for (int number = 1; number <= LoginThrottle.FAILURES_MAX; number++) {
      assertThat(outcome(login, "sato", "wrong guess", "203.0.113.9")).isEqualTo("wrong");
    }

    assertThat(outcome(login, "sato", PASSWORD, "203.0.113.9")).isEqualTo("locked");
    assertThat(outcome(login, "sato", PASSWORD, "192.0.2.1")).isEqualTo("in");
    assertThat(outcome(login, "nobody", "wrong guess", "203.0.113.9")).isEqualTo("wrong");
  }

  private String stampOf(String name) {
    return accounts.opened(name).orElseThrow().passwordStamp();
  }

  @Test
  void aLongPasswordCountsToItsLastLetter() {
    String longOne = "安".repeat(100);
    accounts.create("root", new Account("sato", "佐藤", VIEWER, true), longOne + "a");

    assertThat(accounts.authenticate("sato", longOne + "b")).isEmpty();
    assertThat(accounts.authenticate("sato", longOne + "a")).isPresent();
  }

  @Test
  void aDisabledAccountOpensForNobody() {
    create("admin", ADMINISTRATOR);
    create("sato", VIEWER);

    accounts.change("admin", "sato", VIEWER, false);

    assertThat(accounts.authenticate("sato", PASSWORD)).isEmpty();
    assertThat(accounts.find("sato").orElseThrow().enabled()).isFalse();
  }

  @Test
  void theLastAdministratorStays() {
    create("admin", ADMINISTRATOR);
    create("sato", VIEWER);

    assertThat(codeOf(() -> accounts.change("admin", "admin", VIEWER, true)))
        .isEqualTo("account.last-administrator");
    assertThat(codeOf(() -> accounts.change("admin", "admin", ADMINISTRATOR, false)))
        .isEqualTo("account.last-administrator");
    accounts.change("admin", "sato", Set.of(Role.ADMINISTRATOR, Role.VIEWER), true);
    accounts.change("sato", "admin", VIEWER, true);
    assertThat(codeOf(() -> accounts.change("sato", "sato", VIEWER, true)))
        .isEqualTo("account.last-administrator");
  }

  @Test
  void administratorsWhoDemoteEachOtherAtOnceLeaveOne() throws Exception {
    int administrators = 6;
    var work = new ArrayList<Callable<String>>();
    for (int number = 0; number < administrators; number++) {
      String name = "admin" + number;
      create(name, ADMINISTRATOR);
      work.add(() -> codeOf(() -> accounts.change(name, name, VIEWER, true)));
    }
    var outcomes = new ArrayList<String>();
    try (var threads = Executors.newFixedThreadPool(administrators)) {
      for (Future<String> outcome : threads.invokeAll(work)) {
        outcomes.add(outcome.get());
      }
    }

    assertThat(outcomes).containsOnlyOnce("account.last-administrator");
    assertThat(accounts.all())
        .filteredOn(account -> account.roles().contains(Role.ADMINISTRATOR))
        .hasSize(1);
  }

  @Test
  void ofTwoWhoTakeOneNameOneGetsIt() throws Exception {
    Callable<String> take = () -> codeOf(() -> create("sato", VIEWER));
    try (var threads = Executors.newFixedThreadPool(2)) {
      var outcomes = new ArrayList<String>();
      for (Future<String> outcome : threads.invokeAll(List.of(take, take))) {
        outcomes.add(outcome.get());
      }
      assertThat(outcomes).containsExactlyInAnyOrder("done", "account.name-taken");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "-ab",
        "a b",
        "佐藤",
        "a/b",
        "a\nb",
        "x123456789012345678901234567890123456789x"
      })
  void aNameThatCannotBeSaidOrTypedIsRefused(String name) {
    assertThat(codeOf(() -> create(name, VIEWER))).isEqualTo("account.name-invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"configuration", "Configuration", "first-start"})
  void aNameOfAPartOfTheServerIsRefused(String name) {
    assertThat(codeOf(() -> create(name, VIEWER))).isEqualTo("account.name-reserved");
  }

  @Test
  void whatIsMissingOrTooShortIsRefused() {
    create("sato", VIEWER);
    var unnamed = new Account("suzuki", " ", VIEWER, true);
    var longName = new Account("suzuki", "あ".repeat(81), VIEWER, true);

    assertThat(codeOf(() -> create("suzuki", Set.of()))).isEqualTo("account.role-missing");
    assertThat(codeOf(() -> accounts.create("root", unnamed, PASSWORD)))
        .isEqualTo("account.display-name-invalid");
    assertThat(codeOf(() -> accounts.create("root", longName, PASSWORD)))
        .isEqualTo("account.display-name-invalid");
    assertThat(codeOf(() -> accounts.changePassword("root", "sato", "short")))
        .isEqualTo("account.password-short");
    assertThat(codeOf(() -> accounts.changePassword("root", "nobody", PASSWORD)))
        .isEqualTo("account.unknown");
    assertThat(codeOf(() -> accounts.change("root", "nobody", VIEWER, true)))
        .isEqualTo("account.unknown");
    assertThat(codeOf(() -> accounts.change("root", "sato", Set.of(), true)))
        .isEqualTo("account.role-missing");
    assertThat(accounts.authenticate("sato", PASSWORD)).isPresent();
  }

  @Test
  void everyChangeIsAuditedAndNoPasswordIsInIt() {
    create("sato", VIEWER);
    accounts.changePassword("admin", "sato", OTHER);
    accounts.changeOwnPassword("sato", OTHER, PASSWORD);
    accounts.change("admin", "sato", Set.of(Role.LEGAL, Role.VIEWER), false);

    List<AuditEntry> entries = audit.before(Long.MAX_VALUE);
    assertThat(entries)
        .extracting(AuditEntry::action)
        .containsExactly(
            "change-account", "change-own-password", "change-password", "create-account");
    assertThat(entries.toString())
        .contains("VIEWER,LEGAL disabled")
        .doesNotContain(PASSWORD, OTHER, "$2a$");
    assertThat(accounts.all().toString()).doesNotContain(PASSWORD, OTHER, "$2a$");
    List<@Nullable String> stored =
        database.jdbc().sql("select password_hash from account").query(String.class).list();
    assertThat(stored).singleElement().asString().startsWith("$2a$").doesNotContain(PASSWORD);
  }

  private void create(String name, Set<Role> roles) {
    accounts.create("root", new Account(name, name, roles, true), PASSWORD);
  }

  private static String codeOf(Runnable attempt) {
    try {
      attempt.run();
      return "done";
    } catch (Refusal refusal) {
      return refusal.code();
    }
  }

  /** The real encoder, which also notes what it compared with. */
  private final class Counting implements PasswordEncoder {
    private final Passwords real = new Passwords();

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
      return real.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
      comparedWith.add(hash);
      return real.matches(password, hash);
    }
  }
}
