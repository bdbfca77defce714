package jp.anshin.server;

import java.nio.file.Path;
import java.util.Locale;
import jp.anshin.operator.OperatorRegister;
import jp.anshin.server.store.DatabaseOptions;
import org.jspecify.annotations.Nullable;

/**
 * What a server needs to know before it starts.
 *
 * @param dataDirectory where it keeps its files; made when it is missing
 * @param address address to listen on, for instance {@code 127.0.0.1}
 * @param port port to listen on; 0 takes a free one
 * @param database which database
 * @param operator who we are, or null when nobody has said yet
 * @param operatorText the operator file as it was written; empty when there is none
 * @param language language of those who state no preference
 * @param simulated whether input is replayed or generated: everything is then marked so, and there
 *     are demo accounts
 */
public record ServerOptions(
    Path dataDirectory,
    String address,
    int port,
    DatabaseOptions database,
    @Nullable OperatorRegister operator,
    String operatorText,
    Locale language,
    boolean simulated) {

  /** A server on this machine alone, with its database in that directory. */
  public static ServerOptions local(Path dataDirectory) {
    return new ServerOptions(
        dataDirectory,
        "127.0.0.1",
        0,
        new DatabaseOptions.H2File(dataDirectory.resolve("database")),
        null,
        "",
        Locale.JAPANESE,
        false);
  }

  /** The same on another address and port. */
  public ServerOptions listening(String newAddress, int newPort) {
    return new ServerOptions(
        dataDirectory, newAddress, newPort, database, operator, operatorText, language, simulated);
  }

  /** The same with another database. */
  public ServerOptions storing(DatabaseOptions other) {
    return new ServerOptions(
        dataDirectory, address, port, other, operator, operatorText, language, simulated);
  }

  /** The same for that operator. */
  public ServerOptions operatedBy(OperatorRegister who, String text) {
    return new ServerOptions(
        dataDirectory, address, port, database, who, text, language, simulated);
  }

  /** The same, marked as simulated. */
  public ServerOptions asSimulation() {
    return new ServerOptions(
        dataDirectory, address, port, database, operator, operatorText, language, true);
  }
}
