package jp.anshin.server.operators;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.operator.Operator;
import org.springframework.stereotype.Service;

/** Who we are, as this server has been told. */
@Service
public class OperatorFiles {

  /** The version in force, or empty when nobody has said yet who we are. */
  public Optional<OperatorFile> current() {
    return history().stream().reduce((earlier, later) -> later);
  }

  /** Who we are on that day in Japanese time, by the version in force. */
  public Optional<Operator> on(LocalDate day) {
    return current().map(file -> file.register().on(day));
  }

  /** Every version, first first. */
  public List<OperatorFile> history() {
    return List.of();
  }

  /**
   * Takes a new text.
   *
   * @param readVersion the version that person saw, 0 when there was none
   * @throws FaultyTextException with every fault and its place; nothing is changed then
   */
  public OperatorFile replace(String by, int readVersion, String text) throws FaultyTextException {
    throw new FaultyTextException(List.of());
  }
}
