package jp.anshin.formats.accident;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import jp.anshin.law.Impact;

/** What users met, as a case says it. */
public enum CaseImpact {
  /** The service stopped: for data service, a link or session that cannot be established. */
  STOP("停止", "役務の停止"),
  /** Its quality fell. */
  DEGRADATION("品質低下", "品質の低下"),
  /** Hard to connect: of an Internet connection no accident (report of 2018, 3.3.1). */
  HARD_TO_CONNECT("つながりにくい", "繋がりにくい"),
  /** Users met nothing. */
  NONE("なし", "影響なし"),
  /** Nobody has said. */
  UNKNOWN("不明", "未確認");

  private final String japanese;
  private final String otherJapanese;

  CaseImpact(String japanese, String otherJapanese) {
    this.japanese = japanese;
    this.otherJapanese = otherJapanese;
  }

  /** The same as the law knows it. */
  public Impact impact() {
    return Impact.valueOf(name());
  }

  /** The word for it in files and on command lines, for instance {@code hard-to-connect}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The impact of that word, in English or Japanese. */
  public static Optional<CaseImpact> of(String word) {
    String folded = word.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    return Stream.of(values())
        .filter(impact ->
            impact.word().equals(folded)
                || impact.japanese.equals(word)
                || impact.otherJapanese.equals(word))
        .findFirst();
  }

  /** Every word, in the order of the law's questions. */
  public static List<String> words() {
    return Stream.of(values()).map(CaseImpact::word).toList();
  }
}
