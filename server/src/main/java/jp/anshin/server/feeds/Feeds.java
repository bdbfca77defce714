package jp.anshin.server.feeds;

import java.util.List;
import org.springframework.stereotype.Service;

/** Every feed, and when we were blind. */
@Service
public class Feeds {

  /** Every feed that this server knows of. */
  public List<FeedState> all() {
    return List.of();
  }

  /** The latest blind intervals, latest first. */
  public List<BlindInterval> blindIntervals(int limit) {
    return List.of();
  }
}
