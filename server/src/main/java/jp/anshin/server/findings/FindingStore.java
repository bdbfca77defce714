package jp.anshin.server.findings;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.anshin.core.Detection;
import jp.anshin.core.DetectionId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Findings in the database, each as its latest revision. */
@Repository
class FindingStore {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final JdbcClient jdbc;

  FindingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Integer> revision(DetectionId id) {
    return jdbc.sql("select revision from route_finding where id = ?")
        .param(id.value())
        .query(Integer.class)
        .optional();
  }

  void insert(Detection found) {
    jdbc.sql(
            "insert into route_finding (revision, detected_at, restated_at, ended_at, content, id)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(columns(found))
        .update();
  }

  void update(Detection found) {
    jdbc.sql(
            "update route_finding set revision = ?, detected_at = ?, restated_at = ?, ended_at = ?,"
                + " content = ? where id = ?")
        .params(columns(found))
        .update();
  }

  private static List<@Nullable Object> columns(Detection found) {
    var columns = new ArrayList<@Nullable Object>();
    columns.add(found.revision());
    columns.add(utc(found.detectedAt()));
    columns.add(utc(found.restatedAt()));
    Instant ended = found.endedAt();
    columns.add(ended == null ? null : utc(ended));
    columns.add(MAPPER.writeValueAsString(found));
    columns.add(found.id().value());
    return columns;
  }

  /** Drops those that ended long ago, so that so many stay. */
  void leave(int kept) {
    jdbc.sql(
            "delete from route_finding where ended_at is not null and restated_at < (select"
                + " min(restated_at) from (select restated_at from route_finding order by"
                + " restated_at desc limit ?) as latest)")
        .param(kept)
        .update();
  }

  /** Those that go on first, then the latest. */
  List<Detection> latest(int limit, int offset) {
    return jdbc.sql(
            "select content from route_finding order by case when ended_at is null then 0 else 1"
                + " end, detected_at desc, id limit ? offset ?")
        .params(limit, offset)
        .query((row, number) -> read(row.getString(1)))
        .list();
  }

  private static Detection read(String content) {
    try {
      return MAPPER.readValue(content, Detection.class);
    } catch (JacksonException unreadable) {
      throw new IllegalStateException("a stored finding cannot be read", unreadable);
    }
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
