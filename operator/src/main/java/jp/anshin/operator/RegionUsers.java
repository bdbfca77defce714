package jp.anshin.operator;

/**
 * All users of one service in one prefecture.
 *
 * @param prefecture where
 * @param service id of the service
 * @param users how many
 * @param period when that number holds
 */
public record RegionUsers(Prefecture prefecture, String service, long users, Period period) {

  public RegionUsers {
    if (users < 0) {
      throw new IllegalArgumentException("users in " + prefecture + ": " + users);
    }
  }
}
