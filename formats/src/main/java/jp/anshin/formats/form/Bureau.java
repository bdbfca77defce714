package jp.anshin.formats.form;

import java.util.List;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.Prefecture;

/**
 * A 総合通信局 and the prefectures it is for.
 *
 * @param id for instance {@code kanto}
 * @param name what it is called
 * @param prefectures at least one
 * @param certainty of which prefectures are its
 */
public record Bureau(
    String id, LocalizedName name, List<Prefecture> prefectures, FormCertainty certainty) {

  public Bureau {
    prefectures = List.copyOf(prefectures);
  }
}
