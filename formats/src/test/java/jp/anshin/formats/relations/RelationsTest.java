package jp.anshin.formats.relations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.route.relations.Relation;
import jp.anshin.route.relations.StatedRelations;
import org.junit.jupiter.api.Test;

class RelationsTest {

  @Test
  void bothSerialsOfCaidaAreRead() throws Exception {
    StatedRelations read =
        read("# comment\n701|15169|-1\n2516|2497|0|bgp\r\n\n4200000000|64500|-1|mlp");
    assertThat(read.size()).isEqualTo(3);
    assertThat(read.of(701, 15169)).isEqualTo(Relation.PROVIDER_OF);
    assertThat(read.of(15169, 701)).isEqualTo(Relation.CUSTOMER_OF);
    assertThat(read.of(2497, 2516)).isEqualTo(Relation.PEER_OF);
    assertThat(read.of((int) 4_200_000_000L, 64500)).isEqualTo(Relation.PROVIDER_OF);
  }

  @Test
  void linesThatAreNoRelationAreToldByNumber() {
    FaultyTextException refused =
        Objects.requireNonNull(
            catchThrowableOfType(
                FaultyTextException.class, () -> read("1|2|-1\n1|2\n1|2|7\nx|2|0\n0|2|0\n")));
    assertThat(refused.faults())
        .extracting(fault -> fault.place().line())
        .containsExactly(2, 3, 4, 5);
  }

  @Test
  void anOperatorStatesItsNeighbours() throws Exception {
    var operator = OperatorText.read(OperatorText.example()).on(LocalDate.of(2017, 8, 25));
    StatedRelations stated = OperatorRelations.of(operator);
    assertThat(stated.of(2516, 64500)).isEqualTo(Relation.PROVIDER_OF);
    assertThat(stated.of(64500, 64511)).isEqualTo(Relation.PROVIDER_OF);
    assertThat(stated.of(64500, 64496)).isEqualTo(Relation.PEER_OF);
    assertThat(OperatorRelations.firstHop(operator, 2516)).isEqualTo(64500);
    assertThat(OperatorRelations.firstHop(operator, 15169)).isZero();
  }

  private static StatedRelations read(String text) throws Exception {
    return CaidaRelations.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
