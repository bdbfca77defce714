package jp.anshin.formats.form;

import java.util.List;
import java.util.Optional;
import jp.anshin.operator.LocalizedName;

/**
 * A form and its fields in their order.
 *
 * @param id for instance {@code detailed-report}
 * @param name what it is called
 * @param number the ministry's number in Japanese, for instance {@code 様式第50の3}; may be empty
 * @param layout certainty of fields and their order as a whole
 * @param source id of the source of its fields
 * @param note what must be known before it is filed, shown wherever the form is
 * @param fields in order
 */
public record Form(
    String id,
    LocalizedName name,
    String number,
    FormCertainty layout,
    String source,
    LocalizedName note,
    List<FormField> fields) {

  public Form {
    fields = List.copyOf(fields);
  }

  /** The field of that key. */
  public Optional<FormField> field(String key) {
    return fields.stream().filter(field -> field.key().equals(key)).findFirst();
  }
}
