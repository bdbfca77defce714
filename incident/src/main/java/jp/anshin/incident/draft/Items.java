package jp.anshin.incident.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import jp.anshin.operator.Audience;

/** Collects the items of one draft in their order. */
final class Items {

  private final String form;
  private final List<DraftItem> items = new ArrayList<>();

  /**
   * @param form prefix of the labels, {@code sharing} or {@code first}
   */
  Items(String form) {
    this.form = form;
  }

  List<DraftItem> all() {
    return items;
  }

  /** An item that is known, unless all that it says is that it is not. */
  void known(
      String key, Set<Audience> readers, List<String> sources, Function<Locale, String> text) {
    boolean open =
        text.apply(Locale.JAPANESE).equals(DraftMessages.say(Locale.JAPANESE, "unknown"));
    add(key, readers, sources, text, !open);
  }

  /** An item of which nothing is known: it stands there and says so, lest silence mislead. */
  void unknown(String key, Set<Audience> readers) {
    unknown(key, readers, locale -> DraftMessages.say(locale, "unknown"));
  }

  void unknown(String key, Set<Audience> readers, Function<Locale, String> text) {
    add(key, readers, List.of(), text, false);
  }

  private void add(
      String key,
      Set<Audience> readers,
      List<String> sources,
      Function<Locale, String> text,
      boolean known) {
    items.add(
        new DraftItem(
            key,
            DraftMessages.both(locale -> DraftMessages.say(locale, form + "." + key)),
            DraftMessages.both(text),
            known,
            readers,
            sources));
  }
}
