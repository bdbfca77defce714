package jp.anshin.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.server.alerts.AlertOptions.Mail;
import jp.anshin.server.alerts.AlertOptions.OnCall;
import jp.anshin.server.alerts.Delivery.State;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.audit.AuditEntry;
import jp.anshin.server.determinations.Rooms;
import jp.anshin.server.incidents.Statements;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.server.store.DatabaseOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is raised is told at least once by every channel; the same on every database. */
abstract class AlertsContract {

  private static final Instant NOW = Instant.parse("2026-04-01T03:00:00Z");

  private final Receivers receivers = new Receivers();
  private DatabaseOptions database;
  private Rooms rooms;
  private Alerts alerts;

  /** A database without tables. */
  abstract DatabaseOptions options();

  @BeforeEach
  void open() {
    database = options();
    open(receivers.options());
  }

  private void open(AlertOptions options) {
    rooms = new Rooms(database, false, true, options);
    alerts = rooms.part(Alerts.class);
    rooms.at(NOW);
  }

  @AfterEach
  void close() {
    rooms.close();
    receivers.close();
  }

  @Test
  void everybodyIsToldOnceWhatWasRaised() throws Exception {
    IncidentId incident = rooms.incidents().accept(Statements.leak("15169", "701", 1, 9)).id();

    assertThat(alerts.raise(alert("a", incident))).isTrue();
    assertThat(alerts.raise(alert("a", incident))).as("known").isFalse();
    tellAll();
    tellAll();

    assertThat(receivers.mails()).hasSize(1);
    MimeMessage mail = receivers.mails().getFirst();
    assertThat(mail.getSubject()).isEqualTo("[安信] 30日報告：期限は明日です");
    assertThat(mail.getContent().toString())
        .contains("期限：2026年4月2日", "https://console.example/incidents/x");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("Importance")).containsExactly("high");
    assertThat(receivers.posts).hasSize(1);
    Receivers.Post post = receivers.posts.getFirst();
    assertThat(post.body())
        .contains("\"id\":\"a\"", "\"incident\":\"" + incident + "\"", "due tomorrow", "明日")
        .as("a duty has no runbook")
        .doesNotContain("runbook");
    assertThat(post.signature()).isEqualTo("sha256=" + hmac(post.body()));
    assertThat(told().deliveries())
        .extracting(Delivery::state)
        .containsExactly(State.SENT, State.SENT);
    assertThat(alerts.channelStates()).allSatisfy(state -> assertThat(state.failing()).isZero());
  }

  @Test
  void hundredsAreReadByTheirKeysAtOnce() {
    alerts.raise(alert("a", null));
    alerts.raise(alert("b", null));
    var keys = new ArrayList<>(Collections.nCopies(600, "a"));
    keys.add("b");

    assertThat(alerts.required(keys)).extracting(Alert::key).isEqualTo(keys);
    assertThat(alerts.required(List.of())).isEmpty();
  }

  @Test
  void theSameAlertIsTheSameMailEvenWhenItArrivesTwice() throws Exception {
    Channel mail = alerts.channels().getFirst();
    mail.send(alert("a", null));
    mail.send(alert("a", null));
    mail.send(alert("b", null));

    List<String> identities =
        receivers.mails().stream().map(AlertsContract::identity).distinct().toList();
    assertThat(receivers.mails()).hasSize(3);
    assertThat(identities).hasSize(2);
  }

  @Test
  void aChannelThatFailsIsAskedAgainLessAndLessOftenAndGivenUpAfterADay() {
    receivers.status = 500;
    alerts.raise(alert("a", null));
    tellAll();
    tellAll();

    assertThat(receivers.posts).as("not again at once").hasSize(1);
    assertThat(receivers.mails()).as("the other one is not held up").hasSize(1);
    Delivery failed = ofWebhook();
    assertThat(failed.state()).isEqualTo(State.WAITING);
    assertThat(failed.fault() + " " + failed.detail()).isEqualTo("webhook-status 500");
    assertThat(failed.nextAt()).isEqualTo(NOW.plus(Alerts.FIRST_PAUSE));

    rooms.at(NOW.plus(Alerts.FIRST_PAUSE));
    tellAll();
    assertThat(ofWebhook().attempts()).isEqualTo(2);
    assertThat(Alerts.pause(50)).isEqualTo(Alerts.PAUSE_MAX);

    rooms.at(NOW.plus(Alerts.TRIED_MAX));
    tellAll();
    assertThat(ofWebhook().state()).isEqualTo(State.GIVEN_UP);
    assertThat(alerts.channelStates().getLast().failing()).isEqualTo(1);
  }

  @Test
  void whatWasRaisedBeforeAStopIsToldAfterIt() {
    alerts.raise(alert("a", null));
    rooms.close();

    open(receivers.options());
    tellAll();

    assertThat(receivers.mails()).hasSize(1);
    assertThat(receivers.posts).hasSize(1);
  }

  @Test
  void whatWaitsForAChannelThatIsNoMoreIsGivenUpAndSaid() {
    alerts.raise(alert("a", null));
    rooms.close();

    open(new AlertOptions("", receivers.mail(Receivers.PASSWORD), List.of(), OnCall.DEFAULT));
    alerts.forgetOtherChannels();

    assertThat(ofWebhook().state()).isEqualTo(State.GIVEN_UP);
    assertThat(ofWebhook().fault()).isEqualTo("channel-gone");
  }

  @Test
  void aRedirectIsNotFollowed() {
    receivers.status = 302;
    alerts.raise(alert("a", null));
    tellAll();

    assertThat(receivers.posts).extracting(Receivers.Post::path).containsExactly("/hook/hidden");
    assertThat(ofWebhook().detail()).isEqualTo("302");
  }

  @Test
  void aFailureShowsNoSecret() {
    Mail mail = receivers.mail("not " + Receivers.PASSWORD);
    rooms.close();
    var options = new AlertOptions("", mail, List.of(receivers.webhook()), OnCall.DEFAULT);
    open(options);
    receivers.close();
    alerts.raise(alert("a", null));
    tellAll();

    assertThat(alerts.latest(9, 0).toString() + alerts.channelStates() + options)
        .doesNotContain(Receivers.PASSWORD, Receivers.KEY, "hidden");
    assertThat(told().deliveries()).allMatch(Delivery::isFailing);
  }

  @Test
  void aWrongPasswordIsSaidAsSuch() {
    rooms.close();
    open(new AlertOptions("", receivers.mail("wrong"), List.of(), OnCall.DEFAULT));
    alerts.raise(alert("a", null));
    tellAll();

    assertThat(told().deliveries()).extracting(Delivery::fault).containsExactly("mail-password");
  }

  @Test
  void whoTestsAChannelIsInTheAuditAndOnlyThatChannelIsTold() {
    alerts.test("suzuki", "webhook-chat");
    tellAll();

    assertThat(receivers.posts).hasSize(1);
    assertThat(receivers.posts.getFirst().body()).contains("suzuki");
    assertThat(receivers.mails()).isEmpty();
    assertThat(rooms.part(Audit.class).before(Long.MAX_VALUE))
        .extracting(AuditEntry::action)
        .contains("test-alert");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> alerts.test("suzuki", "webhook-none"));
  }

  private void tellAll() {
    for (Channel channel : alerts.channels()) {
      int tries = 0;
      while (alerts.tryNext(channel)) {
        assertThat(++tries).as("never again and again without a pause").isLessThan(10);
      }
    }
  }

  private Alerts.Told told() {
    return alerts.latest(1, 0).getFirst();
  }

  private Delivery ofWebhook() {
    return told().deliveries().stream()
        .filter(each -> each.channel().equals("webhook-chat"))
        .findFirst()
        .orElseThrow();
  }

  private static Alert alert(String key, @Nullable IncidentId incident) {
    return new Alert(
        Alert.Kind.DUTY,
        null,
        key,
        "series",
        NOW.plus(Duration.ofDays(1)),
        NOW,
        true,
        incident,
        "/incidents/x",
        new LocalizedText("[安信] 30日報告：期限は明日です", "[Anshin] report: due tomorrow"),
        new LocalizedText("期限：2026年4月2日", "Due: 2026-04-02"));
  }

  private static String identity(MimeMessage mail) {
    try {
      return mail.getMessageID();
    } catch (MessagingException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String hmac(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Receivers.KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }
}
