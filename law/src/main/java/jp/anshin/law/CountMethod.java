package jp.anshin.law;

import java.util.List;

/**
 * A way of counting affected users.
 *
 * @param id name within the rulebook, for instance {@code WEEK_BEFORE}
 * @param order 1 for what comes first, higher for what may be used where that is difficult
 * @param categories codes of the categories it is for; empty for every one
 * @param citation source and words
 */
public record CountMethod(String id, int order, List<String> categories, Citation citation) {
  public CountMethod {
    categories = List.copyOf(categories);
  }
}
