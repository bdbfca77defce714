package jp.anshin.formats.relations;

import jp.anshin.operator.AsNumber;
import jp.anshin.operator.Neighbour;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Relation;
import jp.anshin.route.relations.StatedRelations;

/** What an operator states about its neighbours, as the route watch takes it. */
public final class OperatorRelations {

  private OperatorRelations() {}

  /** Each neighbour's relation to each of our own ASes, and which are route servers. */
  public static StatedRelations of(Operator operator) {
    var relations = new StatedRelations.Builder();
    for (Neighbour neighbour : operator.neighbours()) {
      long as = neighbour.as().value();
      if (neighbour.relation() == Relation.ROUTE_SERVER) {
        relations.routeServer(as);
        continue;
      }
      for (AsNumber own : operator.systems()) {
        switch (neighbour.relation()) {
          case PROVIDER -> relations.provider(as, own.value());
          case CUSTOMER -> relations.provider(own.value(), as);
          default -> relations.peer(as, own.value());
        }
      }
    }
    return relations.build();
  }
}
