package jp.anshin.server.alerts;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.anshin.incident.IncidentId;
import jp.anshin.incident.LocalizedText;
import jp.anshin.server.alerts.AlertOptions.OnCall;
import jp.anshin.server.alerts.Call.Course;
import jp.anshin.server.audit.Audit;
import jp.anshin.server.identity.Role;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What somebody on call must take. A call and what is told of it are kept together: a kill leaves
 * both or neither, and what was due meanwhile is told once at the next look.
 */
@Service
public class Calls {

  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final String ACTION = "take-alert";

  private final CallStore store;
  private final Alerts alerts;
  private final Audit audit;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final OnCall onCall;

  /** One change at a time, so that each sees the one before; taken before that of the alerts. */
  private final ReentrantLock changing = new ReentrantLock();

  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  /** Whether anything was kept since those who watch were told. */
  private final AtomicBoolean changed = new AtomicBoolean();

  Calls(
      CallStore store,
      Alerts alerts,
      Audit audit,
      TransactionTemplate transaction,
      Clock clock,
      AlertOptions options) {
    this.store = store;
    this.alerts = alerts;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
    this.onCall = options.onCall();
  }

  /**
   * A call with the words that tell it.
   *
   * @param call it
   * @param words the alert that told it last as something new
   */
  public record Worded(Call call, Alert words) {

    /**
     * The most urgent first: what is due without delay; then what is past due or certainly serious;
     * then the rest, each by the moment by which it is due or since which nobody has taken it; then
     * what may go as it came; then what somebody has taken; last what is over.
     */
    private static final Comparator<Worded> URGENCY =
        Comparator.comparingInt(Worded::urgency)
            .thenComparing(Worded::moment)
            .thenComparing(each -> each.call.id());

    private int urgency() {
      return switch (call.state()) {
        case OPEN, NOBODY -> call.course().quiet() ? 3 : urgencyOfRinging();
        case TAKEN -> 4;
        case OVER -> 5;
      };
    }

    private int urgencyOfRinging() {
      Instant due = words.dueAt();
      boolean isAtOnce = call.kind() == Alert.Kind.DUTY && due == null;
      if (isAtOnce) {
        return 0;
      }
      boolean isPast = due != null && !due.isAfter(words.raisedAt());
      return isPast || call.size().serious() ? 1 : 2;
    }

    private Instant moment() {
      Instant due = words.dueAt();
      return due == null ? call.course().sinceAt() : due;
    }
  }

  /** Those that are not over: first those that nobody has taken, the most urgent first. */
  public List<Worded> lasting() {
    return worded(store.lasting()).stream().sorted(Worded.URGENCY).toList();
  }

  /** Those that were over last, the last first. */
  public List<Worded> over(int limit) {
    return worded(store.over(limit));
  }

  /**
   * Those about that incident, also those that now tell of another into which it was merged: first
   * those that nobody has taken, the most urgent first, last those that are over.
   */
  public List<Worded> about(IncidentId incident) {
    return worded(store.about(incident)).stream().sorted(Worded.URGENCY).toList();
  }

  /**
   * The call of that id.
   *
   * @throws Refusal {@code alert.unknown} when there is none
   */
  public Worded required(String id) {
    return worded(known(id));
  }

  /** How people are called. */
  public OnCall onCall() {
    return onCall;
  }

  /**
   * Somebody takes it: nobody else is called for it any more, and whoever was called is told. Taken
   * again, by whomever, or over, it stays as it is.
   *
   * @param roles what that person may do
   * @return how it is now, with the name of who has it
   * @throws Refusal {@code alert.unknown}, or {@code alert.not-yours} when the roles do not allow
   *     it
   */
  public Worded take(String id, String who, Set<Role> roles) {
    return changing(() -> {
      Call call = known(id);
      if (!call.kind().mayBeTakenBy(roles)) {
        throw new Refusal("alert.not-yours");
      }
      return worded(call.isOpen() ? taken(call, who) : call);
    });
  }

  /**
   * The same for each of them that the roles allow. Each is taken by itself: whatever becomes of
   * the others it stays taken, and what somebody else took meanwhile stays theirs.
   *
   * @return each of them as it is now, also those that were left alone
   * @throws Refusal {@code alert.unknown} when there is no such call, {@code alert.not-yours} when
   *     the roles allow none of them; then nothing has changed
   */
  public List<Worded> take(List<String> ids, String who, Set<Role> roles) {
    List<Call> all = ids.stream().distinct().map(this::known).toList();
    if (!all.isEmpty() && all.stream().noneMatch(each -> each.kind().mayBeTakenBy(roles))) {
      throw new Refusal("alert.not-yours");
    }
    return all.stream()
        .map(each -> each.kind().mayBeTakenBy(roles) ? take(each.id(), who, roles) : worded(each))
        .toList();
  }

  private Call taken(Call call, String who) {
    Instant now = clock.instant();
    Alert words = alerts.required(call.alert());
    Call taken = call.with(call.course().taken(now, who));
    alerts.raise(
        beside(taken, words, now, "call.taken", who),
        reached(call.course(), now),
        () -> {
          kept(taken);
          audit.record(who, ACTION, call.id(), words.subject().english());
        });
    return taken;
  }

  /** Tells what is due by now: again, or to those who were spared so far. */
  void look() {
    for (Call due : store.due(clock.instant())) {
      try {
        changing(() -> lookedAt(due.id()));
      } catch (RuntimeException failure) {
        LOG.warn("call {} could not be told", due.id(), failure);
      }
    }
  }

  private Call lookedAt(String id) {
    Instant now = clock.instant();
    Call call = known(id);
    Instant next = call.course().nextAt();
    boolean due = call.isOpen() && !call.course().quiet() && next != null && !next.isAfter(now);
    return due ? toldMore(call, now) : call;
  }

  private Call toldMore(Call call, Instant now) {
    Course course = call.course();
    boolean repeats =
        course.repeats() < onCall.repeatsMax()
            && !course.toldAt().plus(onCall.repeat()).isAfter(now);
    List<Channel> to =
        repeats
            ? reached(course, now)
            : alerts.channels().stream()
                .filter(each -> isBetween(course, course.steppedAt(), each, now))
                .toList();
    Course told = repeats ? course.repeated(now) : course.stepped(now);
    Call after = call.with(told.next(next(told)));
    if (to.isEmpty()) {
      keep(after, () -> {});
      return after;
    }
    boolean last = repeats && told.repeats() == onCall.repeatsMax();
    String key = !repeats ? "call.step" : last ? "call.last" : "call.repeat";
    Alert words = alerts.required(call.alert());
    alerts.raise(beside(after, words, now, key, told.repeats() + 1), to, () -> kept(after));
    return after;
  }

  /**
   * Calls people: opens a call of that series, or tells the one that is not over as something new.
   * Words whose key is known are told only once.
   *
   * @param words what is told, with a key of its own
   */
  void ring(String series, Alert words) {
    changing(() -> {
      Optional<Call> before = store.lastOf(series).filter(each -> each.state() != Call.State.OVER);
      return ring(before.orElse(null), series, words, Size.NONE, call -> {});
    });
  }

  /**
   * The same for one call.
   *
   * @param before the call that goes on with it, or null for a new one
   * @param size how big it is
   * @param beside what is kept together with it
   * @return the call as it is now
   */
  Call ring(@Nullable Call before, String series, Alert words, Size size, Consumer<Call> beside) {
    Instant now = words.raisedAt();
    Call call =
        before != null
            ? before
            : new Call(
                idOf(words.key()),
                words.kind(),
                series,
                words.incident(),
                words.key(),
                Course.opened(now),
                size);
    Course rung = call.course().rung(now);
    Call after = call.told(words, size).with(rung.next(next(rung)));
    boolean isNew =
        alerts.raise(
            words.calling(call.id()),
            reached(rung, now),
            () -> {
              kept(after);
              beside.accept(after);
            });
    return isNew ? after : call;
  }

  /** The duties of that name are over, or done. Nobody is told. */
  void over(Predicate<String> series) {
    for (Call lasting : store.lasting()) {
      if (lasting.kind() == Alert.Kind.DUTY && series.test(lasting.series())) {
        changing(() -> {
          Call call = known(lasting.id());
          Call over = call.with(call.course().over(clock.instant()));
          keep(over, () -> {});
          return over;
        });
      }
    }
  }

  /** Tells whoever was called something that calls nobody, and keeps the call as it is then. */
  void tell(Call call, Alert words, Runnable beside) {
    alerts.raise(
        words.calling(call.id()),
        reached(call.course(), words.raisedAt()),
        () -> {
          kept(call);
          beside.run();
        });
  }

  /** Keeps the call as it is then. Nobody is told. */
  void keep(Call call, Runnable beside) {
    transaction.executeWithoutResult(status -> {
      kept(call);
      beside.run();
    });
  }

  /**
   * Calls back after something may have changed; the call must be short.
   *
   * @return what ends it
   */
  public AutoCloseable watch(Runnable watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  <T> T changing(Supplier<T> change) {
    changing.lock();
    try {
      return change.get();
    } finally {
      changing.unlock();
      if (changed.getAndSet(false)) {
        watchers.forEach(Runnable::run);
      }
    }
  }

  private void kept(Call call) {
    store.keep(call);
    changed.set(true);
  }

  static String idOf(String key) {
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The name of the alert of that call that was told as the so manieth. */
  static String key(Call call, int telling) {
    return call.id() + " " + telling;
  }

  /** Who has been told by now, or is told now. */
  private List<Channel> reached(Course course, Instant now) {
    Duration elapsed = Duration.between(course.sinceAt(), now);
    return alerts.channels().stream()
        .filter(each -> onCall.spared(each).compareTo(elapsed) <= 0)
        .toList();
  }

  private boolean isBetween(Course course, Instant after, Channel channel, Instant until) {
    Instant comes = course.sinceAt().plus(onCall.spared(channel));
    return comes.isAfter(after) && !comes.isAfter(until);
  }

  private @Nullable Instant next(Course course) {
    Stream<Instant> repeat =
        course.repeats() < onCall.repeatsMax()
            ? Stream.of(course.toldAt().plus(onCall.repeat()))
            : Stream.of();
    Stream<Instant> steps =
        alerts.channels().stream()
            .map(each -> course.sinceAt().plus(onCall.spared(each)))
            .filter(course.steppedAt()::isBefore);
    return Stream.concat(repeat, steps).min(Instant::compareTo).orElse(null);
  }

  /** What was told, told once more; it is urgent while somebody must take it. */
  private static Alert beside(Call after, Alert words, Instant now, String key, Object more) {
    LocalizedText line =
        AlertWords.both(locale -> AlertWords.in(locale, key, words.subject().in(locale), more));
    return new Alert(
        words.kind(),
        after.id(),
        key(after, after.course().tellings()),
        after.id(),
        words.dueAt(),
        now,
        after.isOpen(),
        after.incident(),
        words.path(),
        line,
        AlertWords.both(locale -> line.in(locale) + "\n\n" + words.text().in(locale)));
  }

  private Call known(String id) {
    return store.find(id).orElseThrow(() -> new Refusal("alert.unknown"));
  }

  private Worded worded(Call call) {
    return new Worded(call, alerts.required(call.alert()));
  }

  /** With one question for the words of all: pages show hundreds. */
  private List<Worded> worded(List<Call> all) {
    List<Alert> words = alerts.required(all.stream().map(Call::alert).toList());
    return IntStream.range(0, all.size())
        .mapToObj(index -> new Worded(all.get(index), words.get(index)))
        .toList();
  }
}
