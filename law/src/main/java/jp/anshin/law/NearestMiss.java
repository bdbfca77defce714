package jp.anshin.law;

/**
 * The pair of thresholds that came nearest without being reached for certain.
 *
 * @param service id of the service; empty of a satellite, a cable or the like
 * @param row id of the row, or of the rule of facilities
 * @param cell the pair; of a facility one user is enough
 * @param secondsShort how many seconds are missing, within bounds; exactly 0 when reached
 * @param usersShort how many users are missing, within bounds; exactly 0 when reached
 * @param citation article and words of the row
 */
public record NearestMiss(
    String service,
    String row,
    Cell cell,
    Bounds secondsShort,
    Bounds usersShort,
    Citation citation) {

  /** Whether it is that of a satellite, a submarine cable or the like: by duration alone. */
  public boolean ofFacility() {
    return service.isEmpty();
  }
}
