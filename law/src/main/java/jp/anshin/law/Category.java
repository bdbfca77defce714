package jp.anshin.law;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A 役務区分 as the rulebook knows it.
 *
 * @param code for instance {@code OTHER}
 * @param japanese short name
 * @param english short name
 * @param broader code of the category it belongs to where an edition has no row for it, or null
 * @param conditions keys of facts that must all be so for its own row; else, under a named reading,
 *     the broader one's row applies and both are judged
 * @param unasked whether operators do not tell it apart from the broader one, so that a service of
 *     the broader one may be of this
 * @param alsoCalled short names by which people write it in a list; none is that of another one
 */
public record Category(
    String code,
    String japanese,
    String english,
    @Nullable String broader,
    List<String> conditions,
    boolean unasked,
    List<String> alsoCalled) {

  public Category {
    conditions = List.copyOf(conditions);
    alsoCalled = List.copyOf(alsoCalled);
  }
}
