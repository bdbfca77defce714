package jp.anshin.route.relations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jp.anshin.route.table.PathTable;
import jp.anshin.wire.bgp.AsPath;
import org.junit.jupiter.api.Test;

class ObservedRelationsTest {

  private static final int BIG = 50;
  private static final int EQUAL = 60;
  private static final int NEIGHBOURS = 20;

  @Test
  void whoTheTopHearsOfByAnAsIsItsCustomerHoweverManyNeighboursItHas() {
    var relations = learnt();

    assertThat(relations.size(BIG)).isGreaterThan(relations.size(2));
    assertThat(relations.isCustomer(2, BIG)).isTrue();
    assertThat(relations.isCustomer(BIG, 2)).isFalse();
  }

  @Test
  void whoOnlyCustomersHearOfByAnAsIsNoCustomerOfItForThat() {
    assertThat(learnt().isCustomer(2, EQUAL)).isFalse();
  }

  @Test
  void thoseAtTheTopAreNobodysCustomers() {
    var relations = learnt();

    assertThat(relations.isCustomer(2, 3)).isFalse();
    assertThat(relations.isCustomer(3, 2)).isFalse();
  }

  /** 1, 2 and 3 are the top; BIG is served by 2, EQUAL is a peer of 2, and 70 a customer of 2. */
  private static ObservedRelations learnt() {
    List<int[]> paths = new ArrayList<>();
    for (int one = 1; one <= 3; one++) {
      for (int other = 1; other <= 3; other++) {
        for (int i = 0; one != other && i < 10; i++) {
          paths.add(new int[] {one, other, 100 * other + i});
        }
      }
    }
    for (int i = 0; i < NEIGHBOURS; i++) {
      paths.add(new int[] {1, 2, BIG, 1_000 + i});
      paths.add(new int[] {70, 2, EQUAL, 2_000 + i});
    }
    var table = new PathTable();
    paths.forEach(path -> table.intern(new AsPath().sequence(path), 0));
    int[] routes = new int[table.size()];
    Arrays.fill(routes, 1);
    return ObservedRelations.from(table, routes, 2, StatedRelations.NONE);
  }
}
