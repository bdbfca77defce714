package jp.anshin.lpwa.watch;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jp.anshin.lpwa.event.Arrival;
import jp.anshin.lpwa.event.ComponentBeat;
import jp.anshin.lpwa.event.DeviceJoin;
import jp.anshin.lpwa.event.DownlinkOutcome;
import jp.anshin.lpwa.event.FeedBeat;
import jp.anshin.lpwa.event.GatewayBeat;
import jp.anshin.lpwa.event.GatewayConnection;
import jp.anshin.lpwa.event.GatewayUplink;
import jp.anshin.lpwa.event.LpwaEvent;
import jp.anshin.lpwa.event.Reception;
import org.jspecify.annotations.Nullable;

/**
 * The one event that waits for another to confirm its time, in a state that is written. Times are
 * kept to the millisecond, as the watch counts them.
 */
final class HeldEvent {

  /** What kind of event it is; {@code NONE} where none waits. */
  private enum Kind {
    NONE,
    ARRIVAL,
    JOIN,
    BEAT,
    CONNECTION,
    UPLINK,
    DOWNLINK,
    COMPONENT,
    FEED
  }

  private static final Instant NEVER = Instant.EPOCH;
  private static final Arrival NO_ARRIVAL =
      new Arrival(NEVER, "", "?", null, null, null, List.of(), null, false);
  private static final DeviceJoin NO_JOIN = new DeviceJoin(NEVER, "", "?", List.of(), null, false);
  private static final GatewayBeat NO_BEAT = new GatewayBeat(NEVER, "", "", null, null, null);
  private static final GatewayConnection NO_CONNECTION =
      new GatewayConnection(NEVER, "", "", false, false);
  private static final DownlinkOutcome NO_DOWNLINK =
      new DownlinkOutcome(NEVER, "", null, null, false);

  private HeldEvent() {}

  static @Nullable LpwaEvent exchange(@Nullable LpwaEvent held, StateExchange state)
      throws IOException {
    return switch (state.of(Kind.class, kind(held))) {
      case NONE -> null;
      case ARRIVAL -> arrival(held instanceof Arrival it ? it : NO_ARRIVAL, state);
      case JOIN -> join(held instanceof DeviceJoin it ? it : NO_JOIN, state);
      case BEAT -> beat(held instanceof GatewayBeat it ? it : NO_BEAT, state);
      case CONNECTION ->
          connection(held instanceof GatewayConnection it ? it : NO_CONNECTION, state);
      case UPLINK -> {
        var it = held instanceof GatewayUplink known ? known : new GatewayUplink(NEVER, "", "");
        yield new GatewayUplink(
            state.of(it.at()), text(it.feed(), state), text(it.gateway(), state));
      }
      case DOWNLINK -> downlink(held instanceof DownlinkOutcome it ? it : NO_DOWNLINK, state);
      case COMPONENT -> {
        var it =
            held instanceof ComponentBeat known ? known : new ComponentBeat(NEVER, "", "", false);
        yield new ComponentBeat(
            state.of(it.at()),
            text(it.feed(), state),
            text(it.component(), state),
            state.of(it.ok()));
      }
      case FEED -> {
        var it = held instanceof FeedBeat known ? known : new FeedBeat(NEVER, "", false);
        yield new FeedBeat(state.of(it.at()), text(it.feed(), state), state.of(it.alive()));
      }
    };
  }

  private static Kind kind(@Nullable LpwaEvent held) {
    return switch (held) {
      case null -> Kind.NONE;
      case Arrival it -> Kind.ARRIVAL;
      case DeviceJoin it -> Kind.JOIN;
      case GatewayBeat it -> Kind.BEAT;
      case GatewayConnection it -> Kind.CONNECTION;
      case GatewayUplink it -> Kind.UPLINK;
      case DownlinkOutcome it -> Kind.DOWNLINK;
      case ComponentBeat it -> Kind.COMPONENT;
      case FeedBeat it -> Kind.FEED;
    };
  }

  private static Arrival arrival(Arrival it, StateExchange state) throws IOException {
    return new Arrival(
        state.of(it.at()),
        text(it.feed(), state),
        text(it.device(), state),
        state.ofNullable(it.counter()),
        state.of(it.frame()),
        moment(it.sentAt(), state),
        receptions(it.receptions(), state),
        state.of(it.contract()),
        state.of(it.late()));
  }

  private static DeviceJoin join(DeviceJoin it, StateExchange state) throws IOException {
    return new DeviceJoin(
        state.of(it.at()),
        text(it.feed(), state),
        text(it.device(), state),
        receptions(it.receptions(), state),
        state.of(it.contract()),
        state.of(it.accepted()));
  }

  private static GatewayBeat beat(GatewayBeat it, StateExchange state) throws IOException {
    return new GatewayBeat(
        state.of(it.at()),
        text(it.feed(), state),
        text(it.gateway(), state),
        state.ofNullable(it.heard()),
        state.ofNullable(it.heardWell()),
        state.ofNullable(it.acknowledgedPercent()));
  }

  private static GatewayConnection connection(GatewayConnection it, StateExchange state)
      throws IOException {
    return new GatewayConnection(
        state.of(it.at()),
        text(it.feed(), state),
        text(it.gateway(), state),
        state.of(it.online()),
        state.of(it.retained()));
  }

  private static DownlinkOutcome downlink(DownlinkOutcome it, StateExchange state)
      throws IOException {
    return new DownlinkOutcome(
        state.of(it.at()),
        text(it.feed(), state),
        state.of(it.gateway()),
        state.of(it.device()),
        state.of(it.sent()));
  }

  private static List<Reception> receptions(List<Reception> all, StateExchange state)
      throws IOException {
    int size = state.size(all.size());
    var exchanged = new ArrayList<Reception>();
    for (int i = 0; i < size; i++) {
      var it = state.isReading() ? new Reception("?", null, null, null) : all.get(i);
      String gateway = text(it.gateway(), state);
      Instant at = moment(it.at(), state);
      Integer rssi = it.rssiDbm();
      Long strength = state.ofNullable(rssi == null ? null : Long.valueOf(rssi));
      Double snr = state.ofNullable(it.snrDb());
      exchanged.add(new Reception(gateway, at, strength == null ? null : strength.intValue(), snr));
    }
    return exchanged;
  }

  private static @Nullable Instant moment(@Nullable Instant at, StateExchange state)
      throws IOException {
    Long millis = state.ofNullable(at == null ? null : Long.valueOf(at.toEpochMilli()));
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static String text(String value, StateExchange state) throws IOException {
    String read = state.of((@Nullable String) value);
    return read == null ? "" : read;
  }
}
