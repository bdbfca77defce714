package jp.anshin.formats.lpwa;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads JSON that anyone may have written, within bounds. */
final class Json {

  /** Formats of networks nest some ten deep, decoded payloads a little deeper. */
  static final int DEPTH_MAX = 40;

  private static final int NUMBER_MAX = 100;
  private static final int NAME_MAX = 1_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(NUMBER_MAX)
                          .maxNameLength(NAME_MAX)
                          .maxStringLength(LogLines.LINE_OCTETS_MAX)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** An object without keys. */
  static JsonNode none() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The one value of a text; what is wrong is told without a word of it. */
  static JsonNode value(byte[] octets, int length) throws Unusable {
    try {
      return MAPPER.readTree(octets, 0, length);
    } catch (JacksonException malformed) {
      throw Unusable.fault("json.malformed");
    }
  }

  /** The object that is the whole of a text. */
  static JsonNode object(byte[] octets, int length) throws Unusable {
    JsonNode value = value(octets, length);
    if (!value.isObject()) {
      throw Unusable.fault("json.no-object");
    }
    return value;
  }
}
