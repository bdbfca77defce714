package jp.anshin.server.intake;

import java.nio.file.Path;
import java.util.List;
import jp.anshin.journal.JournalOptions;
import jp.anshin.operator.AddressPrefix;
import jp.anshin.route.relations.StatedRelations;

/**
 * What the intake needs to know before it starts.
 *
 * @param address address that routers connect to
 * @param port port that routers connect to; 0 takes a free one
 * @param allowed routers may connect from these blocks only; empty lets nobody in
 * @param journalDirectory where the journal lies; made when it is missing
 * @param watchDirectory where the state of the watch lies; made when it is missing
 * @param journal sizes of the journal
 * @param relations what ASes are to each other, beside what the operator file says
 * @param operatorText the operator file that the server was started with; may be empty
 * @param baselines MRT tables, compressed or not, that are learnt before the first message
 * @param simulated whether time is that of the messages alone, never that of the wall clock
 */
public record IntakeOptions(
    String address,
    int port,
    List<AddressPrefix> allowed,
    Path journalDirectory,
    Path watchDirectory,
    JournalOptions journal,
    StatedRelations relations,
    String operatorText,
    List<Path> baselines,
    boolean simulated) {

  public IntakeOptions {
    allowed = List.copyOf(allowed);
    baselines = List.copyOf(baselines);
  }
}
