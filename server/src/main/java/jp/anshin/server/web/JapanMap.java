package jp.anshin.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import jp.anshin.operator.Prefecture;

/**
 * The outlines of the prefectures, from the vendored map (@svg-maps/japan, CC BY 4.0, by MapSVG).
 */
final class JapanMap {

  /**
   * One prefecture.
   *
   * @param path its outline as an SVG path
   * @param x where its mark stands: the middle of its largest piece
   * @param y the same
   */
  record Outline(String path, double x, double y) {}

  private static final String FILE = "/static/vendor/japan-map/japan.svg";

  private static final class Loaded {
    static final Map<Prefecture, Outline> OUTLINES = read();
  }

  private JapanMap() {}

  static Outline outline(Prefecture prefecture) {
    return Objects.requireNonNull(Loaded.OUTLINES.get(prefecture), prefecture::name);
  }

  private static Map<Prefecture, Outline> read() {
    var outlines = new EnumMap<Prefecture, Outline>(Prefecture.class);
    var factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (InputStream file =
        Objects.requireNonNull(JapanMap.class.getResourceAsStream(FILE), FILE)) {
      XMLStreamReader reader = factory.createXMLStreamReader(file);
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("path")) {
          String path = reader.getAttributeValue(null, "d");
          int code = Integer.parseInt(reader.getAttributeValue(null, "name"));
          outlines.put(Prefecture.ofCode(code).orElseThrow(), outline(path));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (XMLStreamException broken) {
      throw new IllegalStateException("the vendored map is broken", broken);
    }
    return outlines;
  }

  /** The map's paths are made of relative lines only: {@code m x,y dx,dy … z m dx,dy …}. */
  private static Outline outline(String path) {
    double x = 0;
    double y = 0;
    double startX = 0;
    double startY = 0;
    double largest = -1;
    double middleX = 0;
    double middleY = 0;
    for (String piece : path.split("m")) {
      boolean first = true;
      double left = Double.MAX_VALUE;
      double right = -Double.MAX_VALUE;
      double top = Double.MAX_VALUE;
      double bottom = -Double.MAX_VALUE;
      x = startX;
      y = startY;
      for (String pair : piece.replace("z", "").trim().split("\\s+")) {
        if (pair.isEmpty()) {
          continue;
        }
        int comma = pair.indexOf(',');
        x += Double.parseDouble(pair.substring(0, comma));
        y += Double.parseDouble(pair.substring(comma + 1));
        if (first) {
          startX = x;
          startY = y;
          first = false;
        }
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
      double area = first ? -1 : (right - left) * (bottom - top);
      if (area > largest) {
        largest = area;
        middleX = (left + right) / 2;
        middleY = (top + bottom) / 2;
      }
    }
    return new Outline(path, middleX, middleY);
  }
}
