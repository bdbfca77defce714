package jp.anshin.lpwa.network;

/**
 * A place on the earth (WGS 84).
 *
 * @param latitudeDegrees −90 to 90
 * @param longitudeDegrees −180 to 180
 */
public record Location(double latitudeDegrees, double longitudeDegrees) {

  private static final double LATITUDE_MAX = 90;
  private static final double LONGITUDE_MAX = 180;

  public Location {
    // Written so that NaN is refused too.
    if (!(Math.abs(latitudeDegrees) <= LATITUDE_MAX)
        || !(Math.abs(longitudeDegrees) <= LONGITUDE_MAX)) {
      throw new IllegalArgumentException("place " + latitudeDegrees + "," + longitudeDegrees);
    }
  }
}
