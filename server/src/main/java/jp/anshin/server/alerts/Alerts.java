package jp.anshin.server.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import jp.anshin.incident.LocalizedText;
import jp.anshin.server.alerts.Delivery.State;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What others are told of. An alert that was raised is on disk with one delivery for each channel
 * and is told at least once by each: a channel that fails is asked again, less and less often, for
 * a day, and then given up for everybody to see.
 */
@Service
public class Alerts {

  /** After a first failure; it doubles with each. */
  static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

  /** The longest pause between two attempts. */
  static final Duration PAUSE_MAX = Duration.ofMinutes(30);

  /** What nobody has taken for so long is given up. */
  static final Duration TRIED_MAX = Duration.ofHours(24);

  /** A failure is shown for so long after it was given up. */
  private static final Duration SHOWN = Duration.ofDays(7);

  /** Of one call; repeats and steps are bounded, what goes on for days is not. */
  private static final int TELLINGS_SHOWN = 200;

  private static final String TEST = "test";

  private final AlertStore store;
  private final TransactionTemplate transaction;
  private final Audit audit;
  private final Clock clock;
  private final List<Channel> channels;

  private final ReentrantLock changing = new ReentrantLock();
  private final Condition raised = changing.newCondition();

  /** How often those who wait were woken; guarded by the lock. */
  private long wakings;

  Alerts(
      AlertStore store,
      TransactionTemplate transaction,
      Audit audit,
      Clock clock,
      AlertOptions options,
      AlertLanguage language) {
    this.store = store;
    this.transaction = transaction;
    this.audit = audit;
    this.clock = clock;
    this.channels = channels(options, language.locale());
  }

  private static List<Channel> channels(AlertOptions options, Locale language) {
    var channels = new ArrayList<Channel>();
    AlertOptions.Mail mail = options.mail();
    if (mail != null) {
      for (String to : mail.to()) {
        channels.add(new MailChannel(mail, to, options.consoleUrl(), language));
      }
    }
    for (AlertOptions.Webhook webhook : options.webhooks()) {
      channels.add(new WebhookChannel(webhook, options.consoleUrl()));
    }
    for (AlertOptions.Syslog syslog : options.syslogs()) {
      channels.add(new SyslogChannel(syslog, options.consoleUrl(), language));
    }
    return List.copyOf(channels);
  }

  /**
   * How a channel does.
   *
   * @param name what it is called
   * @param reaches whom it reaches
   * @param last its last delivery that was settled, or null when it has none
   * @param failing how many alerts it has not taken
   */
  public record ChannelState(String name, String reaches, @Nullable Delivery last, long failing) {}

  /**
   * An alert with how its telling went.
   *
   * @param alert it
   * @param deliveries one for each channel that was there when it was raised
   */
  public record Told(Alert alert, List<Delivery> deliveries) {
    public Told {
      deliveries = List.copyOf(deliveries);
    }
  }

  /** Every channel and how it does. */
  public List<ChannelState> channelStates() {
    Instant since = clock.instant().minus(SHOWN);
    return channels.stream()
        .map(each ->
            new ChannelState(
                each.name(),
                each.reaches(),
                store.lastSettled(each.name()).orElse(null),
                store.failing(each.name(), since)))
        .toList();
  }

  /** How many alerts were ever raised. */
  public int count() {
    return store.count();
  }

  /** The alerts raised last, the last first, without the first so many of them. */
  public List<Told> latest(int limit, int offset) {
    return store.latest(limit, offset).stream()
        .map(each -> new Told(each, store.deliveries(each.key())))
        .toList();
  }

  /** The alert of that key. */
  Alert required(String key) {
    return store.find(key).orElseThrow();
  }

  /** The alerts of these keys, in their order. */
  List<Alert> required(List<String> keys) {
    Map<String, Alert> found = store.find(keys);
    return keys.stream().map(key -> Optional.ofNullable(found.get(key)).orElseThrow()).toList();
  }

  /** What was told because of a call, the first first, with how its telling went. */
  public List<Told> ofCall(String call) {
    return store.ofCall(call, TELLINGS_SHOWN).stream()
        .map(each -> new Told(each, store.deliveries(each.key())))
        .toList();
  }

  /** The last alert of that series. */
  Optional<Alert> lastOf(String series) {
    return store.lastOf(series);
  }

  /**
   * Raises an alert. When this returns it is on disk and will be told.
   *
   * @return whether it is new: one whose key is known is not raised again
   */
  public boolean raise(Alert alert) {
    return raise(alert, channels, () -> {});
  }

  /**
   * Tells one channel something that means nothing, so that people see that it works.
   *
   * @param who asked for it
   * @throws Refusal {@code channel.unknown} when there is no such channel
   */
  public void test(String who, String channel) {
    Channel tested =
        channels.stream()
            .filter(each -> each.name().equals(channel))
            .findFirst()
            .orElseThrow(() -> new Refusal("channel.unknown", channel));
    Instant now = clock.instant();
    var alert =
        new Alert(
            Alert.Kind.TEST,
            null,
            TEST + " " + channel + " " + now,
            TEST,
            null,
            now,
            false,
            null,
            "/alerts",
            AlertWords.both("test.subject"),
            LocalizedText.asWritten(
                AlertWords.in(Locale.JAPANESE, "test.text", who)
                    + "\n"
                    + AlertWords.in(Locale.ENGLISH, "test.text", who)));
    raise(alert, List.of(tested), () -> audit.record(who, "test-alert", channel, ""));
  }

  /**
   * Raises an alert for some channels only.
   *
   * @param beside what is kept together with it, or not at all
   * @return whether it is new
   */
  boolean raise(Alert alert, List<Channel> to, Runnable beside) {
    changing.lock();
    try {
      if (store.find(alert.key()).isPresent()) {
        return false;
      }
      transaction.executeWithoutResult(status -> {
        beside.run();
        store.append(alert);
        String call = alert.call();
        for (Channel each : to) {
          if (call != null) {
            store.leaveEarlier(call, each.name(), alert.raisedAt());
          }
          store.append(
              new Delivery(
                  alert.key(), each.name(), State.WAITING, 0, alert.raisedAt(), null, "", ""));
        }
      });
      wake();
      return true;
    } finally {
      changing.unlock();
    }
  }

  List<Channel> channels() {
    return channels;
  }

  /** Gives up what waits for a channel that is there no more. */
  void forgetOtherChannels() {
    List<String> known = channels.stream().map(Channel::name).toList();
    for (Delivery waiting : store.waiting()) {
      if (!known.contains(waiting.channel())) {
        settle(waiting, State.GIVEN_UP, "channel-gone", "");
      }
    }
  }

  /**
   * Tries what that channel has to tell by now.
   *
   * @return whether there was anything to try
   */
  boolean tryNext(Channel channel) {
    Instant now = clock.instant();
    Optional<Delivery> next = store.next(channel.name(), now);
    next.ifPresent(delivery -> attempt(channel, delivery));
    return next.isPresent();
  }

  /** Waits until something is raised or somebody wakes those who wait, but no longer than that. */
  void awaitRaised(Duration longest) throws InterruptedException {
    changing.lock();
    try {
      long before = wakings;
      long left = longest.toNanos();
      while (wakings == before && left > 0) {
        left = raised.awaitNanos(left);
      }
    } finally {
      changing.unlock();
    }
  }

  /** Lets those go on who wait for something to be raised. */
  void wake() {
    changing.lock();
    try {
      wakings++;
      raised.signalAll();
    } finally {
      changing.unlock();
    }
  }

  private void attempt(Channel channel, Delivery delivery) {
    Alert alert = store.find(delivery.alert()).orElseThrow();
    try {
      channel.send(alert);
      settle(delivery, State.SENT, "", "");
    } catch (DeliveryFailure failure) {
      Instant now = clock.instant();
      boolean givenUp = Duration.between(alert.raisedAt(), now).compareTo(TRIED_MAX) >= 0;
      if (givenUp) {
        settle(delivery, State.GIVEN_UP, failure.fault(), failure.detail());
      } else {
        store(
            new Delivery(
                delivery.alert(),
                delivery.channel(),
                State.WAITING,
                delivery.attempts() + 1,
                now.plus(pause(delivery.attempts())),
                null,
                failure.fault(),
                failure.detail()));
      }
    }
  }

  /** How long after so many failures, and one more, nothing is tried. */
  static Duration pause(int failures) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
    return pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause;
  }

  private void settle(Delivery delivery, State state, String fault, String detail) {
    Instant now = clock.instant();
    store(
        new Delivery(
            delivery.alert(),
            delivery.channel(),
            state,
            delivery.attempts() + 1,
            now,
            now,
            fault,
            detail));
  }

  private void store(Delivery delivery) {
    transaction.executeWithoutResult(status -> store.replace(delivery));
  }
}
