package jp.anshin.server.reports;

import java.util.Optional;
import jp.anshin.formats.form.Cause;
import jp.anshin.formats.form.Facility;
import jp.anshin.formats.form.FormBook;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.CodeNames;
import jp.anshin.incident.impact.ImpactFields;
import jp.anshin.operator.LocalizedName;

/**
 * What chosen causes and facilities are called in the book of forms.
 *
 * @param book the forms
 */
record FormNames(FormBook book) implements CodeNames {

  @Override
  public LocalizedText of(String key, String code) {
    Optional<LocalizedName> name =
        switch (key) {
          case ImpactFields.CAUSE_CODE -> book.cause(code).map(Cause::label);
          case ImpactFields.FACILITY_CLASS -> book.facility(code).map(Facility::label);
          default -> Optional.empty();
        };
    return name.map(known -> new LocalizedText(known.japanese(), known.english()))
        .orElseGet(() -> LocalizedText.asWritten(code));
  }
}
