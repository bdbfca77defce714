package jp.anshin.formats.relations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.route.relations.Relation;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.wire.bgp.AsPath;
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
    var hops = new FirstHops(Optional.of(operator));
    assertThat(hops.before(2516, path(2516, 1))).isEqualTo(64500);
    assertThat(hops.before(15169, path(15169, 1))).isZero();
    assertThat(hops.before(15169, path(15169, 1), 64500)).as("our router").isEqualTo(64500);
    assertThat(hops.before(64500, path(2516, 1), 64500)).as("a reflector").isEqualTo(64500);
    assertThat(hops.before(64500, path(2515, 1), 0)).as("a stranger in our table").isZero();
  }

  @Test
  void behindARouteServerStandsWhoIsFirstOnThePathAndTheServerIsItsPeer() throws Exception {
    var operator =
        OperatorText.read(
                OperatorText.example()
                    .replace("as: 64496, name", "as: 64497, name")
                    .replace("relation: peer", "relation: route-server"))
            .on(LocalDate.of(2017, 8, 25));
    StatedRelations stated = OperatorRelations.of(operator);
    assertThat(stated.isRouteServer(64497)).isTrue();
    assertThat(stated.of(300, 64497)).isEqualTo(Relation.PEER_OF);
    assertThat(new StatedRelations.Builder().addAll(stated).build().isRouteServer(64497)).isTrue();
    assertThat(stated.isRouteServer(2516)).isFalse();
    var hops = new FirstHops(Optional.of(operator));
    assertThat(hops.before(64497, path(300, 1))).isEqualTo(64497);
    assertThat(hops.before(64497, path(300, 1), 64500)).isEqualTo(64497);
    assertThat(hops.before(64497, path(64511, 1), 64500)).as("our customer").isEqualTo(64500);
    assertThat(hops.before(64497, new AsPath(), 64500)).isEqualTo(64497);
    assertThat(hops.isBefore(64497)).isTrue();
    assertThat(hops.isBefore(2516)).isFalse();
  }

  private static AsPath path(int... numbers) {
    return new AsPath().sequence(numbers);
  }

  private static StatedRelations read(String text) throws Exception {
    return CaidaRelations.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
