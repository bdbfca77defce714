package jp.anshin.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import jp.anshin.route.relations.StatedRelations;
import jp.anshin.server.alerts.AlertOptions;
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
 * @param alerts who is told when something is due
 * @param standby whether it begins as the station that calls nobody
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
    long journalOctetsMax,
    AlertOptions alerts,
    boolean standby) {

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
        JOURNAL_OCTETS_MAX_DEFAULT,
        AlertOptions.NONE,
        false);
  }

  /** The same on another address and port. */
  public ServerOptions listening(String newAddress, int newPort) {
    return changed(draft -> {
      draft.address = newAddress;
      draft.port = newPort;
    });
  }

  /** The same with another database. */
  public ServerOptions storing(DatabaseOptions other) {
    return changed(draft -> draft.database = other);
  }

  /** The same for the operator that this text describes. */
  public ServerOptions operatedBy(String text) {
    return changed(draft -> draft.operatorText = text);
  }

  /** The same for readers of another language. */
  public ServerOptions speaking(Locale other) {
    return changed(draft -> draft.language = other);
  }

  /** The same, marked as simulated. */
  public ServerOptions asSimulation() {
    return changed(draft -> draft.simulated = true);
  }

  /** The same with a station for routers. */
  public ServerOptions receiving(BmpOptions station) {
    return changed(draft -> draft.bmp = station);
  }

  /** The same, knowing more of who is what to whom and of the tables before. */
  public ServerOptions knowing(StatedRelations stated, List<Path> tables) {
    return changed(draft -> {
      draft.relations = stated;
      draft.baselines = tables;
    });
  }

  /** The same with another bound on the journal. */
  public ServerOptions journalling(long octetsMax) {
    return changed(draft -> draft.journalOctetsMax = octetsMax);
  }

  /** The same, telling others when something is due. */
  public ServerOptions alerting(AlertOptions others) {
    return changed(draft -> draft.alerts = others);
  }

  /** The same as the second of two servers, that calls nobody until somebody says so. */
  public ServerOptions standingBy(boolean second) {
    return changed(draft -> draft.standby = second);
  }

  private ServerOptions changed(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** What may be changed before it is options again. */
  private static final class Draft {
    private final Path dataDirectory;
    private String address;
    private int port;
    private DatabaseOptions database;
    private String operatorText;
    private Locale language;
    private boolean simulated;
    private @Nullable BmpOptions bmp;
    private StatedRelations relations;
    private List<Path> baselines;
    private long journalOctetsMax;
    private AlertOptions alerts;
    private boolean standby;

    private Draft(ServerOptions from) {
      dataDirectory = from.dataDirectory;
      address = from.address;
      port = from.port;
      database = from.database;
      operatorText = from.operatorText;
      language = from.language;
      simulated = from.simulated;
      bmp = from.bmp;
      relations = from.relations;
      baselines = from.baselines;
      journalOctetsMax = from.journalOctetsMax;
      alerts = from.alerts;
      standby = from.standby;
    }

    private ServerOptions options() {
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
          journalOctetsMax,
          alerts,
          standby);
    }
  }
}
