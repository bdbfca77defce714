package jp.anshin.formats.form;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import jp.anshin.operator.Prefecture;

/** What the schema cannot see: references that lead nowhere, and what must be whole. */
final class FormChecks {

  private FormChecks() {}

  static List<String> faults(FormBook book) {
    var faults = new ArrayList<String>();
    twice("forms", book.forms().stream().map(Form::id), faults);
    twice("causes", book.causes().stream().map(Cause::code), faults);
    twice("causeGroups", book.causeGroups().stream().map(CauseGroup::code), faults);
    twice("facilities", book.facilities().stream().map(Facility::code), faults);
    book.forms()
        .forEach(form ->
            twice(
                "forms/" + form.id() + "/fields",
                form.fields().stream().map(FormField::key),
                faults));
    for (Cause cause : book.causes()) {
      if (cause.group() != null && book.groupOf(cause).isEmpty()) {
        faults.add("causes/" + cause.code() + ": no group " + cause.group());
      }
    }
    sources(book, faults);
    for (Prefecture prefecture : Prefecture.values()) {
      int bureaus = book.bureausOf(List.of(prefecture)).size();
      if (bureaus != 1) {
        faults.add("bureaus: " + bureaus + " for prefecture " + prefecture.code());
      }
    }
    rising("userBands", book.userBands(), faults);
    rising("durationBandsMinutes", book.durationBands(), faults);
    return faults;
  }

  private static void sources(FormBook book, List<String> faults) {
    List<String> known = book.sources().stream().map(FormBook.Source::id).toList();
    Stream.of(
            book.forms().stream().map(Form::source),
            book.causes().stream().map(Cause::source),
            book.facilities().stream().map(Facility::source))
        .flatMap(each -> each)
        .filter(source -> !known.contains(source))
        .distinct()
        .forEach(source -> faults.add("sources: no " + source));
  }

  private static void twice(String place, Stream<String> names, List<String> faults) {
    var seen = new HashSet<String>();
    names.filter(name -> !seen.add(name)).forEach(name -> faults.add(place + ": twice " + name));
  }

  private static void rising(String place, List<Band> bands, List<String> faults) {
    long before = -1;
    for (Band band : bands) {
      if (band.from() <= before || (before < 0 && band.from() != 0)) {
        faults.add(place + ": bands must rise from 0, not " + band.from());
      }
      before = band.from();
    }
  }
}
