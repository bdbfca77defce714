package jp.anshin.law;

/**
 * The pair of thresholds that came nearest without being reached for certain.
 *
 * @param service id of the service
 * @param row id of the row
 * @param cell the pair
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
    Citation citation) {}
