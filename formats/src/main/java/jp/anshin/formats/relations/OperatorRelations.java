package jp.anshin.formats.relations;

import jp.anshin.operator.AsNumber;
import jp.anshin.operator.Neighbour;
import jp.anshin.operator.Operator;
import jp.anshin.route.relations.StatedRelations;

/** What an operator states about its neighbours, as the route watch takes it. */
public final class OperatorRelations {

  private OperatorRelations() {}

  /** Each neighbour's relation to each of our own ASes. */
  public static StatedRelations of(Operator operator) {
    var relations = new StatedRelations.Builder();
    for (Neighbour neighbour : operator.neighbours()) {
      long as = neighbour.as().value();
      for (AsNumber own : operator.systems()) {
        switch (neighbour.relation()) {
          case PROVIDER -> relations.provider(as, own.value());
          case CUSTOMER -> relations.provider(own.value(), as);
          case PEER -> relations.peer(as, own.value());
        }
      }
    }
    return relations.build();
  }

  /** Our own AS where that AS is a neighbour of ours, else 0. */
  public static int firstHop(Operator operator, long peerAs) {
    boolean known =
        operator.neighbours().stream().anyMatch(neighbour -> neighbour.as().value() == peerAs);
    return known && !operator.systems().isEmpty() ? (int) operator.systems().getFirst().value() : 0;
  }
}
