package jp.anshin.server.web;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.incident.IncidentId;
import jp.anshin.server.AnshinServer;
import jp.anshin.server.ServerOptions;
import jp.anshin.server.identity.Account;
import jp.anshin.server.identity.Accounts;
import jp.anshin.server.identity.Role;
import jp.anshin.server.incidents.Statements;

/** A server of the example operator with one account for each role and one incident. */
final class Staffed implements AutoCloseable {

  private static final String PASSWORD = "correct horse battery";

  final AnshinServer server;
  final IncidentId incident;

  private Staffed(AnshinServer server) {
    this.server = server;
    for (Role role : Role.values()) {
      server
          .part(Accounts.class)
          .create("test", new Account(name(role), role.name(), Set.of(role), true), PASSWORD);
    }
    server.incidents().accept(Statements.leak("15169", "701", 1, 900));
    this.incident = server.incidents().accept(Statements.leak("15169", "701", 2, 160_000)).id();
  }

  static Staffed start(Path directory) {
    return start(directory, OperatorText.example());
  }

  static Staffed start(Path directory, String operator) {
    return new Staffed(
        AnshinServer.start(ServerOptions.local(directory).operatedBy(operator).asSimulation()));
  }

  Reader reader(Role role, String language) {
    return Reader.loggedIn(server, language, name(role), PASSWORD);
  }

  /** Revision of the incident's detection, as it is now. */
  int lastRevision() {
    return server.incidents().required(incident).detections().getFirst().revision();
  }

  static String name(Role role) {
    return "person-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String password() {
    return PASSWORD;
  }

  @Override
  public void close() {
    server.close();
  }
}
