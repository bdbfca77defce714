package jp.anshin.formats.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.anshin.formats.yaml.YamlNode.Entry;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML document into nodes with places. The text is bounded in size, depth and in what
 * aliases make of it, so that no file can exhaust the machine.
 */
public final class YamlText {

  /** Some 100,000 lines: far beyond any operator, and read in a second. */
  public static final int CHARACTERS_MAX = 4_000_000;

  /** Our formats nest five deep. */
  public static final int DEPTH_MAX = 20;

  /** Values after aliases are resolved: an alias of an alias multiplies. */
  public static final int VALUES_MAX = 500_000;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setUseMarks(true).setCodePointLimit(CHARACTERS_MAX).build();

  private final Iterator<Event> events;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final List<Fault> faults;
  private int values;

  /** A node that aliases may repeat, and how many values it is. */
  private record Anchored(YamlNode node, int values) {}

  private YamlText(String text, List<Fault> faults) {
    this.faults = faults;
    events = new Parse(SETTINGS).parseString(text).iterator();
  }

  /**
   * Reads a text.
   *
   * @param text one document; an empty one is an empty mapping
   * @param faults takes what is wrong and lets the reading go on, such as a key that stands twice
   * @throws FaultyTextException when it is not YAML, or goes beyond a bound
   */
  public static YamlNode read(String text, List<Fault> faults) throws FaultyTextException {
    if (text.length() > CHARACTERS_MAX) {
      throw refused("yaml.too-long", Place.START, CHARACTERS_MAX);
    }
    try {
      return new YamlText(text, faults).document();
    } catch (MarkedYamlEngineException e) {
      String problem = Optional.ofNullable(e.getProblem()).orElse("");
      throw refused("yaml.syntax", place(e.getProblemMark()), problem);
    } catch (YamlEngineException e) {
      throw refused("yaml.syntax", Place.START, String.valueOf(e.getMessage()));
    }
  }

  private YamlNode document() throws FaultyTextException {
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof NodeEvent node) {
        YamlNode read = node(node, 0);
        refuseSecondDocument();
        return read;
      }
    }
    return new YamlNode.Mapping(Place.START, new LinkedHashMap<>());
  }

  private void refuseSecondDocument() throws FaultyTextException {
    while (events.hasNext()) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.DocumentStart) {
        throw refused("yaml.second-document", place(event.getStartMark()));
      }
    }
  }

  private YamlNode node(NodeEvent event, int depth) throws FaultyTextException {
    Place place = place(event.getStartMark());
    if (depth > DEPTH_MAX) {
      throw refused("yaml.too-deep", place, DEPTH_MAX);
    }
    count(1, place);
    int before = values;
    YamlNode node =
        switch (event) {
          case ScalarEvent scalar ->
              new YamlNode.Scalar(
                  place, scalar.getValue(), scalar.isPlain() && scalar.getTag().isEmpty());
          case SequenceStartEvent start -> sequence(place, depth);
          case MappingStartEvent start -> mapping(place, depth);
          case AliasEvent alias -> repeated(alias, place, depth);
          default -> throw new IllegalStateException("no value: " + event);
        };
    if (!(event instanceof AliasEvent) && event.getAnchor().isPresent()) {
      anchors.put(
          event.getAnchor().orElseThrow().getValue(), new Anchored(node, values - before + 1));
    }
    return node;
  }

  private YamlNode sequence(Place place, int depth) throws FaultyTextException {
    var items = new ArrayList<YamlNode>();
    for (Event event = events.next(); event instanceof NodeEvent node; event = events.next()) {
      items.add(node(node, depth + 1));
    }
    return new YamlNode.Sequence(place, items);
  }

  private YamlNode mapping(Place place, int depth) throws FaultyTextException {
    var entries = new LinkedHashMap<String, Entry>();
    for (Event event = events.next(); event instanceof NodeEvent key; event = events.next()) {
      YamlNode keyNode = node(key, depth + 1);
      YamlNode value = node((NodeEvent) events.next(), depth + 1);
      if (!(keyNode instanceof YamlNode.Scalar scalar)) {
        faults.add(new Fault("yaml.key-not-plain", keyNode.place(), List.of()));
      } else if (entries.containsKey(scalar.text())) {
        faults.add(new Fault("key.twice", scalar.place(), List.of(scalar.text())));
      } else {
        entries.put(scalar.text(), new Entry(scalar.place(), value));
      }
    }
    return new YamlNode.Mapping(place, entries);
  }

  private YamlNode repeated(AliasEvent alias, Place place, int depth) throws FaultyTextException {
    String name = alias.getAlias().getValue();
    Anchored anchored = anchors.get(name);
    if (anchored == null) {
      throw refused("yaml.alias-unknown", place, name);
    }
    count(anchored.values(), place);
    if (depth + height(anchored.node()) > DEPTH_MAX) {
      throw refused("yaml.too-deep", place, DEPTH_MAX);
    }
    return anchored.node();
  }

  private static int height(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar scalar -> 0;
      case YamlNode.Sequence sequence ->
          1 + sequence.items().stream().mapToInt(YamlText::height).max().orElse(0);
      case YamlNode.Mapping mapping ->
          1
              + mapping.entries().values().stream()
                  .mapToInt(entry -> height(entry.value()))
                  .max()
                  .orElse(0);
    };
  }

  private void count(int more, Place place) throws FaultyTextException {
    values += more;
    if (values > VALUES_MAX) {
      throw refused("yaml.too-many", place, VALUES_MAX);
    }
  }

  private static Place place(Optional<Mark> mark) {
    return mark.map(at -> new Place(at.getLine() + 1, at.getColumn() + 1)).orElse(Place.START);
  }

  private static FaultyTextException refused(String code, Place place, Object... arguments) {
    var texts = new ArrayList<String>();
    for (Object argument : arguments) {
      texts.add(String.valueOf(argument));
    }
    return new FaultyTextException(List.of(new Fault(code, place, texts)));
  }
}
