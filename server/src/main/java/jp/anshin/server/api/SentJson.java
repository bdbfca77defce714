package jp.anshin.server.api;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.anshin.incident.ReadState;
import jp.anshin.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a program sends, and how its faults are told. A key that is not known is refused: a misspelt
 * one would else leave something out silently.
 */
final class SentJson {

  /**
   * Room for every service of an operator, or every item of a report, with a page of words each.
   */
  static final int OCTETS_MAX = 256 * 1024;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private SentJson() {}

  /**
   * Reads what was sent.
   *
   * @throws Refusal with the place where it cannot be read
   */
  static <T> T read(byte[] sent, Class<T> type) {
    return read(sent, type, OCTETS_MAX);
  }

  /** The same of at most so many octets. */
  static <T> T read(byte[] sent, Class<T> type, int octetsMax) {
    if (sent.length > octetsMax) {
      throw new Refusal("input.too-large", Integer.toString(octetsMax));
    }
    try {
      T read = MAPPER.readValue(sent, type);
      if (read == null) {
        throw missing("{}");
      }
      return read;
    } catch (JacksonException unreadable) {
      throw unreadable(unreadable);
    }
  }

  /** Where and what, in our words: the library's name our types, which are nobody's concern. */
  private static Refusal unreadable(JacksonException why) {
    var place = new StringBuilder();
    for (JacksonException.Reference step : why.getPath()) {
      if (step.getPropertyName() != null) {
        place.append(place.isEmpty() ? "" : ".").append(step.getPropertyName());
      } else if (step.getIndex() >= 0) {
        place.append('[').append(step.getIndex()).append(']');
      }
    }
    boolean unknownKey = why instanceof UnrecognizedPropertyException;
    boolean mistyped = why instanceof DatabindException;
    var location = why.getLocation();
    String line = location == null ? "?" : Integer.toString(location.getLineNr());
    String column = location == null ? "?" : Integer.toString(location.getColumnNr());
    Function<Locale, List<String>> places =
        locale -> {
          boolean japanese = locale.getLanguage().equals(Locale.JAPANESE.getLanguage());
          String where =
              japanese
                  ? line + "行目 " + column + "桁目 " + place
                  : "line " + line + ", column " + column + " " + place;
          String what;
          if (unknownKey) {
            what = japanese ? "知らない項目です" : "there is no such key";
          } else if (mistyped) {
            what = japanese ? "値の型か形式が違います" : "the value is of the wrong type or form";
          } else {
            what = japanese ? "JSONの書き方が違います" : "this is not well-formed JSON";
          }
          return List.of(where.strip() + (japanese ? "：" : ": ") + what);
        };
    return Refusal.told(why, "input.unreadable", places);
  }

  /** A person's words, empty when there are none. */
  static String words(String where, @Nullable String words, int charactersMax) {
    String text = words == null ? "" : words;
    if (text.length() > charactersMax) {
      throw invalid(where, charactersMax + "字までです", "at most " + charactersMax + " characters");
    }
    return text;
  }

  /** How far an incident had come when it was read; empty where that is not told. */
  static Optional<ReadState> state(@Nullable String readState) {
    Optional<ReadState> read = Optional.ofNullable(readState).flatMap(ReadState::of);
    if (readState != null && read.isEmpty()) {
      throw invalid(
          "readState", "事案のstateをそのまま書いてください", "write the state of the incident as it is");
    }
    return read;
  }

  /** A name of an enumeration. */
  static <E extends Enum<E>> E constant(Class<E> type, @Nullable String name, String where) {
    for (E known : EnumSet.allOf(type)) {
      if (known.name().equals(name)) {
        return known;
      }
    }
    throw name == null ? missing(where, type) : unusable(where, name, type);
  }

  private static Refusal missing(String where, Class<?> type) {
    return invalid(where, "ありません。使えるもの：" + names(type), "it is missing; one of " + names(type));
  }

  private static String names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(each -> ((Enum<?>) each).name())
        .collect(Collectors.joining(", "));
  }

  /** A value that is none of those there are, which are told: of an enumeration all its names. */
  static Refusal unusable(String where, String value, @Nullable Class<?> type) {
    if (type == null || !type.isEnum()) {
      return invalid(where, "「" + value + "」ではなく、整数を書いてください", "write a whole number, not " + value);
    }
    return invalid(
        where,
        "「" + value + "」はありません。使えるもの：" + names(type),
        "there is no " + value + "; one of " + names(type));
  }

  /** What must be there is not. */
  static Refusal missing(String where) {
    return invalid(where, "ありません。書き加えてください", "it is missing; add it");
  }

  /** What is there cannot be meant. */
  static Refusal invalid(String where, String japanese, String english) {
    Function<Locale, List<String>> places =
        locale -> {
          boolean inJapanese = locale.getLanguage().equals(Locale.JAPANESE.getLanguage());
          return List.of(where, inJapanese ? japanese : english);
        };
    return Refusal.told(new IllegalArgumentException(where), "input.invalid", places);
  }
}
