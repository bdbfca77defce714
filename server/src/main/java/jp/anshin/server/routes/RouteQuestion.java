package jp.anshin.server.routes;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import jp.anshin.operator.AddressPrefix;
import jp.anshin.operator.AsNumber;
import jp.anshin.route.search.RouteQuery;
import jp.anshin.server.feeds.NetworkName;
import jp.anshin.server.refusal.Refusal;
import jp.anshin.wire.IpAddress;

/** Reads what a person or a program asks of the tables. */
public final class RouteQuestion {

  /** No prefix and no AS number is longer. */
  public static final int TEXT_MAX = 60;

  private static final int V4_BITS = 32;
  private static final int V6_BITS = 128;

  private RouteQuestion() {}

  /**
   * Reads a prefix, an address, or an AS number.
   *
   * @param originOnly of an AS: whether only what it originated is wanted
   * @throws Refusal {@code routes.question-unreadable}
   */
  public static RouteQuery read(String text, boolean originOnly) {
    String plain = plain(text);
    return as(plain)
        .<RouteQuery>map(as -> new RouteQuery.OfAs(as.value(), originOnly))
        .or(() -> tryPrefix(text))
        .orElseThrow(() -> new Refusal("routes.question-unreadable", NetworkName.shown(text)));
  }

  /** Reads {@code 192.0.2.0/24}, or an address, which is a prefix of all its bits. */
  public static RouteQuery ofPrefix(String text) {
    return tryPrefix(text)
        .<RouteQuery>map(prefix -> prefix)
        .orElseThrow(() -> new Refusal("routes.question-unreadable", NetworkName.shown(text)));
  }

  /** Reads {@code 64500} or {@code AS64500}. */
  public static RouteQuery ofAs(String text, boolean originOnly) {
    return as(plain(text))
        .map(as -> new RouteQuery.OfAs(as.value(), originOnly))
        .orElseThrow(() -> new Refusal("routes.question-unreadable", NetworkName.shown(text)));
  }

  /** As it is meant: Japanese keyboards write full-width digits. */
  private static String plain(String text) {
    return text.length() > TEXT_MAX
        ? ""
        : Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
  }

  private static Optional<AsNumber> as(String plain) {
    return AsNumber.tryParse(plain.replaceFirst("^AS ", "AS"));
  }

  /** Host bits say which prefix is meant too: they are left out. */
  static Optional<RouteQuery.OfPrefix> tryPrefix(String text) {
    String plain = plain(text);
    int slash = plain.indexOf('/');
    String address = slash < 0 ? plain : plain.substring(0, slash);
    int all = address.indexOf(':') < 0 ? V4_BITS : V6_BITS;
    String bits = slash < 0 ? Integer.toString(all) : plain.substring(slash + 1);
    if (!bits.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(bits) > all) {
      return Optional.empty();
    }
    return AddressPrefix.tryParse(address + "/" + all)
        .map(host -> RouteQuery.OfPrefix.of(bits(host), Integer.parseInt(bits)));
  }

  private static IpAddress bits(AddressPrefix host) {
    return host.ipv6()
        ? new IpAddress(true, host.high(), host.low())
        : IpAddress.v4((int) host.low());
  }
}
