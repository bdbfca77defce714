package jp.anshin.incident.draft;

import static jp.anshin.operator.Audience.MINISTRY;
import static jp.anshin.operator.Audience.NEIGHBOUR;
import static jp.anshin.operator.Audience.SHARING_GROUP;
import static jp.anshin.operator.Audience.STAFF;
import static jp.anshin.operator.Audience.USERS;

import java.util.Set;
import jp.anshin.operator.Audience;

/** Who may read an item unless a person decides otherwise; each set is as small as is useful. */
final class Readers {

  /** That it happened, and who says so. */
  static final Set<Audience> EVERYONE = Set.of(MINISTRY, SHARING_GROUP, NEIGHBOUR, USERS, STAFF);

  /** What users met and what is done; a neighbour needs neither. */
  static final Set<Audience> WITHOUT_NEIGHBOURS = Set.of(MINISTRY, SHARING_GROUP, USERS, STAFF);

  /** Figures of routing, of use to those who run networks. */
  static final Set<Audience> NETWORKS = Set.of(MINISTRY, SHARING_GROUP, NEIGHBOUR, STAFF);

  /**
   * Networks we suspect. Never for users: a suspicion made public cannot be taken back. Not for
   * neighbours: one of them may be meant.
   */
  static final Set<Audience> CARRIERS = Set.of(MINISTRY, SHARING_GROUP, STAFF);

  /** What competitors and the public need not know: users in figures, our connections. */
  static final Set<Audience> AUTHORITY = Set.of(MINISTRY, STAFF);

  /** Where users may ask. */
  static final Set<Audience> CUSTOMERS = Set.of(USERS, STAFF);

  /** Our own people. */
  static final Set<Audience> OURSELVES = Set.of(STAFF);

  private Readers() {}
}
