package jp.anshin.server.backup;

import java.time.Instant;
import java.util.List;
import jp.anshin.server.store.DatabaseCopy.Holdings;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an archive says of itself, in its file {@code manifest.json}.
 *
 * @param format of the archive; {@link #FORMAT} is the only one yet
 * @param version of Anshin that made it
 * @param begunAt everything acknowledged before is in it
 * @param database {@link #H2}, or {@link #POSTGRESQL}, which is not in it
 * @param holdings what the database holds; null when it is not in it
 * @param evidence whether the journal is whole, or begins where the watch still needs it
 * @param files every other file of the archive
 */
public record Manifest(
    int format,
    String version,
    Instant begunAt,
    String database,
    @Nullable Holdings holdings,
    boolean evidence,
    List<Entry> files) {

  /** The only form there is. */
  static final int FORMAT = 1;

  /** The database is in the archive. */
  public static final String H2 = "h2";

  /** The database is saved by its own tools. */
  public static final String POSTGRESQL = "postgresql";

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /**
   * A file of the archive.
   *
   * @param name its place below the data directory, with slashes
   * @param octets its length
   * @param sha256 of its octets, in hexadecimal
   */
  public record Entry(String name, long octets, String sha256) {}

  public Manifest {
    files = List.copyOf(files);
  }

  /** As JSON. */
  public String json() {
    return MAPPER.writeValueAsString(this);
  }

  /**
   * What was written.
   *
   * @throws JacksonException when it is no such text
   */
  static Manifest read(byte[] json) {
    return MAPPER.readValue(json, Manifest.class);
  }
}
