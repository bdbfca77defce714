package jp.anshin.formats.lpwa;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of devices and gateways, written in one way whatever format told them, and shown so that a
 * subscriber's number is never whole.
 */
public final class Identity {

  /** Longer than any identity that a format has. */
  public static final int LENGTH_MAX = 128;

  private static final Pattern EUI =
      Pattern.compile("(?:eui-)?((?:[0-9a-f]{2}[-:.]?){7}[0-9a-f]{2})");
  private static final Pattern IMSI = Pattern.compile("[0-9]{14,15}");
  private static final int IMSI_NETWORK_DIGITS = 5;
  private static final int IMSI_LAST_DIGITS = 3;

  private Identity() {}

  /**
   * An EUI-64 as 16 lower-case hexadecimal digits, whatever separates its octets; anything else as
   * it was told, without space around it.
   */
  public static String of(String told) {
    String name = told.strip();
    int length = name.length();
    if (length < 16 || length > 27) {
      return name;
    }
    String low = name.toLowerCase(Locale.ROOT);
    if (length == 16 && isHexadecimal(low)) {
      return low;
    }
    var eui = EUI.matcher(low);
    return eui.matches() ? eui.group(1).replaceAll("[-:.]", "") : name;
  }

  /** The identity as pages and terminals show it: of an IMSI only network and last digits. */
  public static String shown(String identity) {
    if (!IMSI.matcher(identity).matches()) {
      return identity;
    }
    int hidden = identity.length() - IMSI_NETWORK_DIGITS - IMSI_LAST_DIGITS;
    return identity.substring(0, IMSI_NETWORK_DIGITS)
        + "*".repeat(hidden)
        + identity.substring(identity.length() - IMSI_LAST_DIGITS);
  }

  /**
   * The identity as it goes into an event.
   *
   * @param what {@code device} or {@code gateway}, for the reason
   */
  static String required(String told, String what) throws Unusable {
    String name = of(told);
    if (name.isEmpty()) {
      throw Unusable.fault(what + ".missing");
    }
    if (name.length() > LENGTH_MAX || name.chars().anyMatch(Character::isISOControl)) {
      throw Unusable.fault(what + ".malformed");
    }
    return name;
  }

  private static boolean isHexadecimal(String low) {
    for (int i = 0; i < low.length(); i++) {
      char c = low.charAt(i);
      if (Character.digit(c, 16) < 0 || c > 'f') {
        return false;
      }
    }
    return true;
  }
}
