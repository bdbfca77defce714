package jp.anshin.formats.standard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jp.anshin.formats.standard.StandardItem.Standing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The items that are known word for word. The standard has many more: what is not here is not
 * known, which is never the same as not there.
 *
 * @param title what the standard is called, in Japanese
 * @param items each once, as the file has them
 */
public record StandardItems(String title, List<StandardItem> items) {

  private static final String FILE = "standard-items.json";

  public StandardItems {
    items = List.copyOf(items);
    var seen = new HashSet<String>();
    for (StandardItem item : items) {
      if (!seen.add(item.id()) || item.text().isBlank() || item.place().isBlank()) {
        throw new IllegalArgumentException("item without words, or twice: " + item.id());
      }
    }
  }

  /** The items that come with the product; read once. */
  public static StandardItems shipped() {
    return Shipped.ITEMS;
  }

  /** The item of that id. */
  public Optional<StandardItem> find(String id) {
    return items.stream().filter(item -> item.id().equals(id)).findFirst();
  }

  private static StandardItems read() {
    try (InputStream in =
        Objects.requireNonNull(StandardItems.class.getResourceAsStream(FILE), FILE)) {
      JsonNode root = JsonMapper.builder().build().readTree(in);
      var items = new ArrayList<StandardItem>();
      for (JsonNode node : root.required("items")) {
        String source = node.required("source").asString();
        items.add(
            new StandardItem(
                node.required("id").asString(),
                node.required("place").asString(),
                node.required("text").asString(),
                node.required("textComplete").asBoolean(),
                Standing.valueOf(node.required("standing").asString()),
                root.required("sources").required(source).asString()));
      }
      return new StandardItems(root.required("title").asString(), items);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Shipped {
    static final StandardItems ITEMS = read();
  }
}
