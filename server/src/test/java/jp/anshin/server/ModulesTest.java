package jp.anshin.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

final class ModulesTest {

  private final ApplicationModules modules = ApplicationModules.of(ServerParts.class);

  @Test
  void featuresMeetOnlyThroughTheirPublicTypes() {
    modules.verify();
  }

  @Test
  void everyFeatureIsSeen() {
    assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
        .contains("intake", "feeds", "incidents", "determinations", "reports", "web", "api");
  }
}
