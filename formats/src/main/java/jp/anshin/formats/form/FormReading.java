package jp.anshin.formats.form;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.Prefecture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the model of a tree that has met the schema. */
record FormReading(JsonNode root) {

  FormBook book() {
    return new FormBook(
        text(root, "title"),
        list(
            "sources",
            node -> new FormBook.Source(text(node, "id"), text(node, "japanese"), sure(node))),
        list("forms", FormReading::form),
        list("causeGroups", node -> new CauseGroup(text(node, "code"), name(node), sure(node))),
        list("causes", FormReading::cause),
        list("facilities", FormReading::facility),
        list("userBands", FormReading::band),
        list("durationBandsMinutes", FormReading::band),
        certainty(root, "bandsCertainty"),
        list("statisticsBreaks", JsonNode::asInt),
        name(root.path("headOffice")),
        sure(root.path("headOffice")),
        list("bureaus", FormReading::bureau),
        name(root.path("hours")),
        sure(root.path("hours")));
  }

  private static Form form(JsonNode node) {
    return new Form(
        text(node, "id"),
        name(node),
        text(node, "number"),
        certainty(node, "layoutCertainty"),
        text(node, "source"),
        new LocalizedName(text(node, "japaneseNote"), text(node, "englishNote")),
        node.path("fields").valueStream().map(FormReading::field).toList());
  }

  private static FormField field(JsonNode node) {
    return new FormField(
        text(node, "key"),
        name(node),
        sure(node),
        FormField.Kind.valueOf(text(node, "type").toUpperCase(Locale.ROOT)),
        node.path("mayBeEstimated").asBoolean(false));
  }

  private static Cause cause(JsonNode node) {
    return new Cause(
        text(node, "code"),
        node.has("group") ? text(node, "group") : null,
        name(node),
        sure(node),
        text(node, "source"),
        day(node, "validFrom"),
        day(node, "validTo"),
        node.has("validFromCertainty") ? certainty(node, "validFromCertainty") : sure(node),
        node.path("definition").asString(""),
        node.has("definitionCertainty") ? certainty(node, "definitionCertainty") : sure(node),
        note(node));
  }

  private static Facility facility(JsonNode node) {
    return new Facility(
        text(node, "code"),
        name(node),
        sure(node),
        text(node, "source"),
        node.path("simpleForm").asBoolean(),
        note(node));
  }

  private static Band band(JsonNode node) {
    return new Band(node.path("from").asLong(), name(node));
  }

  private static Bureau bureau(JsonNode node) {
    return new Bureau(
        text(node, "id"),
        name(node),
        node.path("prefectures")
            .valueStream()
            .map(code -> Prefecture.ofCode(code.asInt()).orElseThrow())
            .toList(),
        sure(node));
  }

  private static LocalizedName name(JsonNode node) {
    return new LocalizedName(text(node, "japanese"), text(node, "english"));
  }

  private static @Nullable LocalizedName note(JsonNode node) {
    return node.has("japaneseNote")
        ? new LocalizedName(text(node, "japaneseNote"), text(node, "englishNote"))
        : null;
  }

  private static FormCertainty sure(JsonNode node) {
    return certainty(node, "certainty");
  }

  private static FormCertainty certainty(JsonNode node, String key) {
    return FormCertainty.of(text(node, key));
  }

  private static @Nullable LocalDate day(JsonNode node, String key) {
    return node.has(key) ? LocalDate.parse(text(node, key)) : null;
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asString();
  }

  private <T> List<T> list(String key, Function<JsonNode, T> read) {
    return root.path(key).valueStream().map(read).toList();
  }
}
