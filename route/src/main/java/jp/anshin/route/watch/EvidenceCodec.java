package jp.anshin.route.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import jp.anshin.core.Evidence;

/** Evidence in snapshots. */
public final class EvidenceCodec {
  private EvidenceCodec() {}

  /** Writes what {@link #read} reads. */
  public static void write(DataOutput out, Evidence evidence) throws IOException {
    out.writeUTF(evidence.source());
    out.writeLong(evidence.segment());
    out.writeLong(evidence.offset());
    out.writeInt(evidence.length());
    out.writeUTF(evidence.sha256());
    out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, evidence.observedAt()));
  }

  /** Reads what {@link #write} wrote. */
  public static Evidence read(DataInput in) throws IOException {
    return new Evidence(
        in.readUTF(),
        in.readLong(),
        in.readLong(),
        in.readInt(),
        in.readUTF(),
        RouteEvent.instant(in.readLong()));
  }
}
