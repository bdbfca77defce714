package jp.anshin.formats.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import jp.anshin.operator.AddressPrefix;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration file says. Nothing is opened yet: a path may lead nowhere.
 *
 * @param dataDirectory where the server keeps its files
 * @param address address of the console
 * @param port port of the console; 0 takes a free one
 * @param database which database
 * @param operatorFile who we are; null when it is to be written on the console
 * @param language language of those who state no preference: Japanese or English
 * @param bmp where routers send BMP; null when none do
 * @param relations what ASes are to each other, in the format of CAIDA; null when none is stated
 * @param baselines MRT tables that are learnt before the first message
 * @param journalOctetsMax bound on the journal of what came in
 */
public record ServerConfiguration(
    Path dataDirectory,
    String address,
    int port,
    Database database,
    @Nullable Path operatorFile,
    Locale language,
    @Nullable BmpStation bmp,
    @Nullable Path relations,
    List<Path> baselines,
    long journalOctetsMax) {

  public ServerConfiguration {
    baselines = List.copyOf(baselines);
  }

  /** Which database. */
  public sealed interface Database {}

  /**
   * A database in files of the server's own process.
   *
   * @param directory where the files lie
   */
  public record H2(Path directory) implements Database {}

  /**
   * A PostgreSQL server. Its password stands in a file or in a variable of the environment, so that
   * the configuration can be shown to anybody.
   *
   * @param url JDBC address
   * @param user its user
   * @param passwordFile file whose first line is the password, or null
   * @param passwordVariable variable that holds the password, or null
   */
  public record PostgreSql(
      String url, String user, @Nullable Path passwordFile, @Nullable String passwordVariable)
      implements Database {}

  /**
   * Where routers send BMP.
   *
   * @param address address to listen on
   * @param port port to listen on; 0 takes a free one
   * @param allowed routers may connect from these blocks only; never empty
   */
  public record BmpStation(String address, int port, List<AddressPrefix> allowed) {
    public BmpStation {
      allowed = List.copyOf(allowed);
    }
  }
}
