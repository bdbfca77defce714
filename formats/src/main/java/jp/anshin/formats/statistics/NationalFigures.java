package jp.anshin.formats.statistics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import jp.anshin.formats.form.FormCertainty;
import jp.anshin.operator.LocalizedName;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Accidents of the whole country as the ministry published them, by fiscal year.
 *
 * @param source where they are from
 * @param certainty whether they were compared with it
 * @param breaks years whose figures cannot be compared with those before
 * @param notes what must be known
 * @param years in order; years without figures are absent
 */
public record NationalFigures(
    LocalizedName source,
    FormCertainty certainty,
    List<Break> breaks,
    List<LocalizedName> notes,
    List<Year> years) {

  public NationalFigures {
    breaks = List.copyOf(breaks);
    notes = List.copyOf(notes);
    years = List.copyOf(years);
  }

  /**
   * A change of what is counted.
   *
   * @param year first fiscal year of the new count
   * @param why what changed
   */
  public record Break(int year, LocalizedName why) {}

  /**
   * A fiscal year; null is not published, or not known.
   *
   * @param year fiscal year, from 1 April
   * @param serious serious accidents
   * @param seriousCarriers by so many carriers
   * @param form27 accidents told in form 27
   * @param form27Carriers by so many carriers
   * @param simple accidents told in the simple form
   * @param simpleCarriers by so many carriers
   */
  public record Year(
      int year,
      @Nullable Integer serious,
      @Nullable Integer seriousCarriers,
      @Nullable Integer form27,
      @Nullable Integer form27Carriers,
      @Nullable Integer simple,
      @Nullable Integer simpleCarriers) {}

  /** Those that come with the product; read once. */
  public static NationalFigures shipped() {
    return Shipped.FIGURES;
  }

  private static final class Shipped {
    static final NationalFigures FIGURES = read("national.json");
  }

  private static NationalFigures read(String name) {
    var mapper =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    try (InputStream in = Objects.requireNonNull(NationalFigures.class.getResourceAsStream(name))) {
      JsonNode root = mapper.readTree(in);
      JsonNode source = root.required("source");
      return new NationalFigures(
          name(source),
          FormCertainty.of(source.required("certainty").asString()),
          all(
              root.required("breaks"),
              each -> new Break(each.required("year").asInt(), name(each))),
          all(root.required("notes"), NationalFigures::name),
          all(root.required("years"), NationalFigures::year));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Year year(JsonNode node) {
    return new Year(
        node.required("year").asInt(),
        figure(node, "serious"),
        figure(node, "seriousCarriers"),
        figure(node, "form27"),
        figure(node, "form27Carriers"),
        figure(node, "simple"),
        figure(node, "simpleCarriers"));
  }

  private static @Nullable Integer figure(JsonNode node, String key) {
    JsonNode figure = node.get(key);
    return figure == null ? null : figure.asInt();
  }

  private static LocalizedName name(JsonNode node) {
    return new LocalizedName(
        node.required("japanese").asString(), node.required("english").asString());
  }

  private static <T> List<T> all(JsonNode array, Function<JsonNode, T> each) {
    var all = new ArrayList<T>();
    array.forEach(node -> all.add(each.apply(node)));
    return all;
  }
}
