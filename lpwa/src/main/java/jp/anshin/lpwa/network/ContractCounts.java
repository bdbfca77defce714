package jp.anshin.lpwa.network;

/**
 * The named switch of what the law leaves open: from which share of unreachable devices on a
 * contract counts as stopped (report of 2018: 提供の全部又は一部). Where nobody has decided, bounds are
 * told: all for the low figure, any for the high one.
 *
 * @param rule the rule
 * @param share of {@code SHARE} the least share that counts, above 0 and at most 1; else as {@link
 *     #ANY} and {@link #ALL} have it
 */
public record ContractCounts(Rule rule, double share) {

  /** The rules. */
  public enum Rule {
    /** One unreachable device is enough. */
    ANY,
    /** Every device has to be unreachable. */
    ALL,
    /** A share of them. */
    SHARE
  }

  public static final ContractCounts ANY = new ContractCounts(Rule.ANY, Double.MIN_VALUE);
  public static final ContractCounts ALL = new ContractCounts(Rule.ALL, 1);

  public ContractCounts {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share);
    }
  }

  public static ContractCounts share(double share) {
    return new ContractCounts(Rule.SHARE, share);
  }

  /** How many of so many devices have to be unreachable, at least 1. */
  public int devicesMin(int devices) {
    return Math.max(1, (int) Math.ceil(share * devices - 1e-9));
  }
}
