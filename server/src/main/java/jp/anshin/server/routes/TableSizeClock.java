package jp.anshin.server.routes;

import jp.anshin.server.rounds.Rounds;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Sees when it is time to keep how large the tables are. */
@Component
@Lazy(false)
class TableSizeClock extends Rounds {

  private static final long SECONDS = 10;

  private final ObjectProvider<TableSizes> sizes;

  TableSizeClock(ObjectProvider<TableSizes> sizes) {
    super("table-sizes", SECONDS);
    this.sizes = sizes;
  }

  @Override
  protected void round() {
    sizes.getObject().sample();
  }
}
