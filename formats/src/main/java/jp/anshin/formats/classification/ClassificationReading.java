package jp.anshin.formats.classification;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jp.anshin.formats.yaml.Fault;
import jp.anshin.formats.yaml.Fields;
import jp.anshin.formats.yaml.NearestName;
import jp.anshin.formats.yaml.Place;
import jp.anshin.formats.yaml.YamlNode;
import jp.anshin.formats.yaml.YamlNode.Entry;
import jp.anshin.formats.yaml.YamlNode.Mapping;
import jp.anshin.formats.yaml.YamlNode.Scalar;
import jp.anshin.law.lpwa.Choice;
import jp.anshin.law.lpwa.Confirmation;
import jp.anshin.law.lpwa.Duty;
import jp.anshin.law.lpwa.Fact;
import jp.anshin.law.lpwa.LpwaAnswers;
import jp.anshin.law.lpwa.LpwaLaw;
import jp.anshin.law.lpwa.LpwaRulebook;
import org.jspecify.annotations.Nullable;

/** Makes the model of the nodes; what cannot be read is left out, with its faults added. */
final class ClassificationReading {

  /** How people write that nobody knows; an empty value says the same. */
  private static final List<String> UNKNOWN = List.of("unknown", "不明", "分からない");

  private final Fields root;
  private final LpwaRulebook book;
  private final Map<String, Entry> answers;
  private final Map<String, Entry> parties;
  private final Map<String, Place> places = new HashMap<>();

  ClassificationReading(YamlNode root, LpwaRulebook book, List<Fault> faults) {
    this.root = new Fields(root, faults);
    this.book = book;
    this.answers = entries(root, "answers");
    this.parties = entries(root, "parties");
  }

  private static Map<String, Entry> entries(YamlNode root, String key) {
    return root instanceof Mapping mapping && mapping.value(key) instanceof Mapping found
        ? found.entries()
        : Map.of();
  }

  StatedService service(LocalDate today) {
    LocalDate asOf = day(root, "as-of");
    Map<String, String> choices = choices();
    Map<String, List<String>> named = parties();
    List<Confirmation> confirmations = confirmations(named);
    return new StatedService(
        root.text("service"),
        root.text("stated-by"),
        day(root, "stated-on"),
        new LpwaAnswers(asOf == null ? today : asOf, choices, named, confirmations));
  }

  private Map<String, String> choices() {
    var choices = new LinkedHashMap<String, String>();
    answers.forEach((key, entry) -> {
      Optional<Fact> fact = book.fact(key);
      if (fact.isEmpty()) {
        unknownKey(key, entry.keyPlace(), book.facts().stream().map(Fact::id).toList());
      } else if (entry.value() instanceof Scalar scalar && !isUnknown(scalar)) {
        Choice choice = fact.get().written(scalar.text()).orElse(null);
        if (choice == null) {
          valueFault(
              key,
              scalar.text(),
              scalar.place(),
              fact.get().choices().stream().map(Choice::id).toList());
        } else {
          choices.put(key, choice.id());
          places.put(key, scalar.place());
        }
      }
    });
    Optional<LpwaLaw.Contradiction> both = new LpwaLaw(book).contradiction(choices);
    both.ifPresent(each ->
        root.fault(
            "classification.contradiction",
            Objects.requireNonNull(places.get(each.fact())),
            each.fact(),
            each.choice(),
            each.other(),
            each.otherChoice()));
    return both.isEmpty() ? choices : Map.of();
  }

  private static boolean isUnknown(Scalar scalar) {
    return scalar.toJson().isNull()
        || UNKNOWN.contains(scalar.text().strip().toLowerCase(Locale.ROOT));
  }

  private Map<String, List<String>> parties() {
    List<String> known =
        book.duties().stream()
            .flatMap(each -> Optional.ofNullable(each.of()).stream())
            .distinct()
            .toList();
    var named = new LinkedHashMap<String, List<String>>();
    Fields all = root.at("parties");
    parties.forEach((key, entry) -> {
      if (known.contains(key)) {
        named.put(key, all.scalars(key).stream().map(each -> each.text().strip()).toList());
      } else {
        unknownKey(key, entry.keyPlace(), known);
      }
    });
    return named;
  }

  private List<Confirmation> confirmations(Map<String, List<String>> named) {
    var confirmations = new ArrayList<Confirmation>();
    for (Fields fields : root.each("confirmations")) {
      Duty duty = duty(fields);
      LocalDate on = day(fields, "on");
      LocalDate until = day(fields, "until");
      if (on != null && until != null && until.isBefore(on)) {
        fields.fault("moment.backward", fields.place("until"), "on", on, "until", until);
      } else if (duty != null && on != null && until != null) {
        confirmations.add(
            new Confirmation(
                duty.id(),
                party(fields, duty, named),
                text(fields, "by"),
                on,
                text(fields, "document"),
                text(fields, "sha256").toLowerCase(Locale.ROOT),
                until));
      }
    }
    return confirmations;
  }

  private @Nullable Duty duty(Fields fields) {
    String id = fields.text("duty");
    if (id == null) {
      return null;
    }
    List<Duty> toConfirm =
        book.duties().stream().filter(each -> each.act() == Duty.Act.CONFIRM).toList();
    for (Duty each : toConfirm) {
      if (each.id().equals(id)) {
        return each;
      }
    }
    List<String> known = toConfirm.stream().map(Duty::id).toList();
    valueFault("duty", id, fields.place("duty"), known);
    return null;
  }

  /** A name that is not among those named would be evidence of nobody: a slip. */
  private String party(Fields fields, Duty duty, Map<String, List<String>> named) {
    String of = text(fields, "of");
    List<String> known = named.getOrDefault(Objects.requireNonNull(duty.of()), List.of());
    if (!known.isEmpty() && !of.isEmpty() && !known.contains(of)) {
      valueFault("of", of, fields.place("of"), known);
    }
    return of;
  }

  private static String text(Fields fields, String key) {
    String text = fields.text(key);
    return text == null ? "" : text.strip();
  }

  private static @Nullable LocalDate day(Fields fields, String key) {
    return fields.parsed(key, ClassificationText::day, "value.date");
  }

  private void unknownKey(String key, Place place, Collection<String> known) {
    NearestName.of(key, known)
        .ifPresentOrElse(
            near -> root.fault("key.unknown.near", place, key, near),
            () -> root.fault("key.unknown", place, key, String.join(", ", known)));
  }

  private void valueFault(String key, String written, Place place, List<String> known) {
    NearestName.of(written, known)
        .ifPresentOrElse(
            near -> root.fault("value.unknown.near", place, key, written, near),
            () -> root.fault("value.unknown", place, key, written, String.join(", ", known)));
  }
}
