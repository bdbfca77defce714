package jp.anshin.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import jp.anshin.formats.form.FormBook;
import jp.anshin.formats.form.FormField;
import jp.anshin.formats.form.FormText;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftItem;
import org.junit.jupiter.api.Test;

/** Both languages say the same, and drafts and forms name the same fields. */
class WordsAndFormsTest {

  private final FormBook book = FormText.shipped();

  @Test
  void bothLanguagesHaveTheSameWordsAndNoneHidesItsFigures() {
    var japanese = ResourceBundle.getBundle(DocumentMessages.BUNDLE, Locale.JAPANESE);
    var english = ResourceBundle.getBundle(DocumentMessages.BUNDLE, Locale.ENGLISH);
    assertThat(japanese.keySet()).isEqualTo(english.keySet());
    for (ResourceBundle words : List.of(japanese, english)) {
      assertThat(words.keySet())
          .allSatisfy(key -> assertThat(words.getString(key)).doesNotContain("'"));
    }
  }

  @Test
  void everyFieldOfAFormIsAnItemOfItsDraftUnderTheSameName() {
    same(FormBook.FIRST_REPORT, Accidents.firstReport(false, 41_000));
    same(FormBook.DETAILED_REPORT, Accidents.detailedReport(false, 41_000));
    same(FormBook.PERIODIC_FORM_27, Accidents.entry(false, false, 41_000, Map.of()));
    same(FormBook.PERIODIC_SIMPLE, Accidents.entry(false, true, 41_000, Map.of()));
  }

  private void same(String form, Draft draft) {
    List<String> keys = draft.items().stream().map(DraftItem::key).toList();
    List<FormField> fields = book.form(form).fields();
    assertThat(keys).as(form).containsSubsequence(fields.stream().map(FormField::key).toList());
    for (FormField field : fields) {
      DraftItem item = draft.item(field.key()).orElseThrow();
      assertThat(item.label().japanese()).isEqualTo(field.label().japanese());
      assertThat(item.label().english()).isEqualTo(field.label().english());
    }
  }
}
