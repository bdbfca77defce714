package jp.anshin.incident.report;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;

/**
 * One version of a report; never changed.
 *
 * @param number from 1, rising by one
 * @param content the whole text, for every audience
 * @param basis version of the draft it rests on; 0 for a period, which has none
 * @param writtenAt when
 * @param writtenBy who
 * @param why reason; may be empty
 */
public record ReportVersion(
    int number, Draft content, int basis, Instant writtenAt, String writtenBy, String why) {

  /** Keys of the items whose words differ from those of an earlier version. */
  public List<String> changedFrom(ReportVersion earlier) {
    return content.items().stream()
        .filter(item -> {
          DraftItem before = earlier.content.item(item.key()).orElse(null);
          return before == null || !Objects.equals(before.text(), item.text());
        })
        .map(DraftItem::key)
        .toList();
  }
}
