package jp.anshin.route.guard;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A block of addresses that is watched: ours, or one of somebody else.
 *
 * @param block its addresses
 * @param origins ASes that may originate it and what lies in it, unsigned; never empty
 * @param holder whose it is, or null for ours
 */
public record WatchedPrefix(Block block, Set<Integer> origins, @Nullable Holder holder) {

  /**
   * Somebody else whose block is watched.
   *
   * @param japanese name
   * @param english name
   * @param calls whether what happens to the block calls people, or is only shown
   */
  public record Holder(String japanese, String english, boolean calls) {

    /** The name in both languages, Japanese first. */
    List<String> names() {
      return List.of(japanese, english);
    }

    void write(DataOutput out) throws IOException {
      out.writeUTF(japanese);
      out.writeUTF(english);
      out.writeBoolean(calls);
    }

    static Holder read(DataInput in) throws IOException {
      return new Holder(in.readUTF(), in.readUTF(), in.readBoolean());
    }
  }

  public WatchedPrefix {
    origins = Set.copyOf(origins);
    if (origins.isEmpty()) {
      throw new IllegalArgumentException("a watched prefix that nobody may originate");
    }
  }

  /** A block of ours. */
  public WatchedPrefix(boolean v6, long high, long low, int length, Set<Integer> origins) {
    this(new Block(v6, high, low, length), origins, null);
  }

  /** Its bits. */
  public int length() {
    return block.length();
  }

  @Override
  public String toString() {
    return block.toString();
  }
}
