package jp.anshin.core;

/**
 * What a detection is about.
 *
 * @param kind sort of thing in kebab-case, for instance {@code route-edge}, {@code route-neighbour}
 * @param key identity within the kind, for instance {@code 15169>701}
 */
public record Subject(String kind, String key) {

  public Subject {
    if (kind.isBlank() || key.isBlank()) {
      throw new IllegalArgumentException(
          "subject needs kind and key: '" + kind + "' '" + key + "'");
    }
  }
}
