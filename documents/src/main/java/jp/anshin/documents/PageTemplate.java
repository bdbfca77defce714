package jp.anshin.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of HTML with places {@code {{name}}} to fill. Whatever a person wrote goes through {@link
 * #text}, so that it stays text.
 */
final class PageTemplate {

  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");

  private final String template;
  private final Set<String> missing = new TreeSet<>();

  PageTemplate(String name) {
    this.template = read(name);
  }

  /** A person's text as HTML: its lines kept, letters that the font lacks made visible. */
  String text(String text) {
    String covered = Fonts.covered(text, missing);
    return covered
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\n", "<br/>");
  }

  /** A person's text inside a string of a style sheet. */
  String styleText(String text) {
    return Fonts.covered(text, missing)
        .replace("\\", "＼")
        .replace("\"", "”")
        .replace("<", "＜")
        .replace("&", "＆")
        .replace("\n", " ");
  }

  /** Letters that the font lacks, of all text so far. */
  Set<String> missing() {
    return missing;
  }

  /**
   * The page.
   *
   * @param values HTML by name; each place of the template needs one
   */
  String filled(Map<String, String> values) {
    return PLACE
        .matcher(template)
        .replaceAll(place ->
            Matcher.quoteReplacement(
                Objects.requireNonNull(values.get(place.group(1)), place.group(1))));
  }

  private static String read(String name) {
    try (InputStream in =
        Objects.requireNonNull(PageTemplate.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
