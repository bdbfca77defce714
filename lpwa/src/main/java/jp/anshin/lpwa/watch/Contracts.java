package jp.anshin.lpwa.watch;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.lpwa.network.Contract;
import jp.anshin.lpwa.network.Membership;
import jp.anshin.lpwa.network.Network;
import org.jspecify.annotations.Nullable;

/** Which device is of which contract at which time. */
final class Contracts {

  /** A device of which no contract is known. */
  static final int NONE = -1;

  /** A device that is of no contract at that time: the contract has ended or has not begun. */
  static final int OUTSIDE = -2;

  final Names names = new Names();
  private final Map<String, Contract> described = new HashMap<>();

  /** Of a device with one membership without dates its contract, else −1. */
  private int[] simple = new int[0];

  private final Map<Integer, List<Membership>> dated = new HashMap<>();

  Contracts(Network network, Devices devices) {
    for (Contract contract : network.contracts()) {
      described.put(contract.id(), contract);
      names.of(contract.id());
    }
    for (Membership membership : network.devices()) {
      int device = devices.of(membership.device());
      devices.set(device, Devices.DESCRIBED, true);
      add(device, membership);
    }
  }

  private void add(int device, Membership membership) {
    if (device >= simple.length) {
      int used = simple.length;
      simple = Arrays.copyOf(simple, Math.max(16, device * 2));
      Arrays.fill(simple, used, simple.length, NONE);
    }
    String contract = membership.contract();
    if (contract == null) {
      return;
    }
    boolean isSimple =
        membership.from() == null
            && membership.until() == null
            && simple[device] == NONE
            && !dated.containsKey(device);
    if (isSimple) {
      simple[device] = names.of(contract);
    } else {
      dated.computeIfAbsent(device, key -> new ArrayList<>()).add(membership);
    }
  }

  boolean isDescribed(int contract) {
    return described.containsKey(names.name(contract));
  }

  /** The contract of a device at a time, {@link #NONE} or {@link #OUTSIDE}. */
  int of(int device, int tagged, Instant at) {
    List<Membership> all = dated.get(device);
    if (all != null) {
      for (Membership membership : all) {
        String contract = membership.contract();
        if (contract != null && membership.holdsAt(at)) {
          return held(names.find(contract), at);
        }
      }
      return OUTSIDE;
    }
    int contract = device < simple.length && simple[device] != NONE ? simple[device] : tagged;
    return contract == NONE ? NONE : held(contract, at);
  }

  private int held(int contract, Instant at) {
    @Nullable Contract known = described.get(names.name(contract));
    return known == null || known.holdsAt(at) ? contract : OUTSIDE;
  }

  void exchange(StateExchange state) throws IOException {
    names.exchange(state);
  }
}
