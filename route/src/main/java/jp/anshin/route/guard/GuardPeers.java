package jp.anshin.route.guard;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.anshin.route.table.PeerKey;
import jp.anshin.wire.IpAddress;
import org.jspecify.annotations.Nullable;

/** Numbers of peers, the same for ever. */
final class GuardPeers {

  private final Map<PeerKey, Integer> numbers = new HashMap<>();
  private final List<PeerKey> keys = new ArrayList<>();
  private @Nullable PeerKey last;
  private int lastNumber;

  int number(PeerKey key) {
    if (!key.equals(last)) {
      lastNumber = numbers.computeIfAbsent(key, this::next);
      last = key;
    }
    return lastNumber;
  }

  private int next(PeerKey key) {
    keys.add(key);
    return keys.size() - 1;
  }

  PeerKey key(int number) {
    return keys.get(number);
  }

  /** How detections name that peer. */
  String text(int number) {
    PeerKey key = keys.get(number);
    return key.address() + " AS" + key.as();
  }

  /** Of how many ASes these peers are. */
  long systems(Collection<Integer> of) {
    return of.stream().mapToLong(number -> keys.get(number).as()).distinct().count();
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(keys.size());
    for (PeerKey key : keys) {
      out.writeBoolean(key.address().v6());
      out.writeLong(key.address().high());
      out.writeLong(key.address().low());
      out.writeLong(key.as());
      out.writeUTF(key.view());
    }
  }

  void read(DataInput in) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      var address = new IpAddress(in.readBoolean(), in.readLong(), in.readLong());
      number(new PeerKey(address, in.readLong(), in.readUTF()));
    }
  }
}
