package jp.anshin.server.feeds;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What came to the station where a message of BMP version 3 (RFC 7854, 4.1) was to come. */
public enum NotBmp {
  /** A request of the web. */
  HTTP("a web request (HTTP), not BMP: something probes this port; keep it from doing so"),
  /** The beginning of TLS. */
  TLS("the beginning of TLS, not BMP: send BMP without TLS, or end TLS before this port"),
  /** The greeting of SSH. */
  SSH("an SSH greeting, not BMP: this is not the port of a login"),
  /** A message of BGP itself. */
  BGP("BGP, not BMP: set the router to send BMP to this port, and its BGP peers elsewhere"),
  /** Another version. */
  VERSION("not BMP version 3: check that a BMP exporter of version 3 (RFC 7854) sends here"),
  /** A length that no message has. */
  LENGTH("a message of impossible length: check the router's BMP and its software version");

  private static final Pattern DETAIL =
      Pattern.compile("wrong-(version|length) offset=(\\d+) octets=([0-9a-f ]*).*");
  private static final Pattern TEXT = Pattern.compile("(GET|POST|HEAD|PUT|OPTIONS|CONNECT|PRI) .*");

  private final String sentence;

  NotBmp(String sentence) {
    this.sentence = sentence;
  }

  /** What to say of it in a log. */
  public String sentence() {
    return sentence;
  }

  /** Its key in messages. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What stood there.
   *
   * @param detail of a blind interval or refusal: {@code wrong-version offset=0 octets=09 00}
   * @return empty when that is no such detail
   */
  public static Optional<NotBmp> of(String detail) {
    Matcher parts = DETAIL.matcher(detail);
    if (!parts.matches()) {
      return Optional.empty();
    }
    byte[] octets = octets(parts.group(3));
    boolean first = parts.group(2).equals("0");
    if (first && octets.length > 2) {
      String text = new String(octets, StandardCharsets.ISO_8859_1);
      if (TEXT.matcher(text).lookingAt()) {
        return Optional.of(HTTP);
      }
      if (text.startsWith("SSH-")) {
        return Optional.of(SSH);
      }
      if (octets[0] == 0x16 && octets[1] == 3) {
        return Optional.of(TLS);
      }
      if (octets[0] == -1 && octets[1] == -1) {
        return Optional.of(BGP);
      }
    }
    return Optional.of(parts.group(1).equals("version") ? VERSION : LENGTH);
  }

  /** The version that stood there, or nothing. */
  public static Optional<Integer> version(String detail) {
    Matcher parts = DETAIL.matcher(detail);
    if (!parts.matches()) {
      return Optional.empty();
    }
    byte[] octets = octets(parts.group(3));
    return octets.length == 0 ? Optional.empty() : Optional.of(Byte.toUnsignedInt(octets[0]));
  }

  private static byte[] octets(String text) {
    String digits = text.replace(" ", "");
    return HexFormat.of().parseHex(digits.substring(0, digits.length() / 2 * 2));
  }
}
