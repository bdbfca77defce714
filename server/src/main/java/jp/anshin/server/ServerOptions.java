package jp.anshin.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.server.store.DatabaseOptions;
import org.jspecify.annotations.Nullable;

/**
 * What a server needs to know before it starts.
 *
 * @param dataDirectory where it keeps its files; made when it is missing
 * @param address address to listen on, for instance {@code 127.0.0.1}
 * @param port port to listen on; 0 takes a free one
 * @param database which database
 * @param operatorText the operator file as it was written; empty when nobody has said who we are
 * @param language language of those who state no preference
 * @param simulated whether input is replayed or generated: everything is then marked so, and there
 *     are demo accounts
 * @param bmp where routers send BMP, or null when none do
 * @param relations what ASes are to each other, beside what the operator file says
 * @param baselines MRT tables, compressed or not, that are learnt before the first message
 * @param journalOctetsMax bound on the journal of what came in
 */
public record ServerOptions(
    Path dataDirectory,
    String address,
    int port,
    DatabaseOptions database,
    String operatorText,
    Locale language,
    boolean simulated,
    @Nullable BmpOptions bmp,
    StatedRelations relations,
    List<Path> baselines,
    long journalOctetsMax) {

  /** Room for the tables of many routers, see the journal's own default. */
  public static final long JOURNAL_OCTETS_MAX_DEFAULT = 8L << 30;

  public ServerOptions {
    baselines = List.copyOf(baselines);
  }

  /** A server on this machine alone, with its database in that directory. */
  public static ServerOptions local(Path dataDirectory) {
    return new ServerOptions(
        dataDirectory,
        "127.0.0.1",
        0,
        new DatabaseOptions.H2File(dataDirectory.resolve("database")),
        "",
        Locale.JAPANESE,
        false,
        null,
        StatedRelations.NONE,
        List.of(),
        JOURNAL_OCTETS_MAX_DEFAULT);
  }

  /** The same on another address and port. */
  public ServerOptions listening(String newAddress, int newPort) {
    return new ServerOptions(
        dataDirectory,
        newAddress,
        newPort,
        database,
        operatorText,
        language,
        simulated,
        bmp,
        relations,
        baselines,
        journalOctetsMax);
  }

  /** The same with another database. */
  public ServerOptions storing(DatabaseOptions other) {
    return new ServerOptions(
        dataDirectory,
        address,
        port,
        other,
        operatorText,
        language,
        simulated,
        bmp,
        relations,
        baselines,
        journalOctetsMax);
  }

  /** The same for the operator that this text describes. */
  public ServerOptions operatedBy(String text) {
    return new ServerOptions(
        dataDirectory,
        address,
        port,
        database,
        text,
        language,
        simulated,
        bmp,
        relations,
        baselines,
        journalOctetsMax);
  }

  /** The same for readers of another language. */
  public ServerOptions speaking(Locale other) {
    return new ServerOptions(
        dataDirectory,
        address,
        port,
        database,
        operatorText,
        other,
        simulated,
        bmp,
        relations,
        baselines,
        journalOctetsMax);
  }

  /** The same, marked as simulated. */
  public ServerOptions asSimulation() {
    return new ServerOptions(
        dataDirectory,
        address,
        port,
        database,
        operatorText,
        language,
        true,
        bmp,
        relations,
        baselines,
        journalOctetsMax);
  }

  /** The same with a station for routers. */
  public ServerOptions receiving(BmpOptions station) {
    return new ServerOptions(
        dataDirectory,
        address,
        port,
        database,
        operatorText,
        language,
        simulated,
        station,
        relations,
        baselines,
        journalOctetsMax);
  }

  /** The same, knowing more of who is what to whom and of the tables before. */
  public ServerOptions knowing(StatedRelations stated, List<Path> tables) {
    return new ServerOptions(
        dataDirectory,
        address,
        port,
        database,
        operatorText,
        language,
        simulated,
        bmp,
        stated,
        tables,
        journalOctetsMax);
  }

  /** The same with another bound on the journal. */
  public ServerOptions journalling(long octetsMax) {
    return new ServerOptions(
        dataDirectory,
        address,
        port,
        database,
        operatorText,
        language,
        simulated,
        bmp,
        relations,
        baselines,
        octetsMax);
  }
}
