package jp.anshin.server.routes;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jp.anshin.law.Figures;
import jp.anshin.operator.LocalizedName;
import jp.anshin.operator.Operator;
import jp.anshin.server.operators.OperatorFiles;
import org.springframework.stereotype.Service;

/** What the operator file of today calls ASes: our own and our neighbours. */
@Service
public class AsNames {

  private final OperatorFiles files;
  private final Clock clock;

  AsNames(OperatorFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  /** Names by AS; nobody else's are known. */
  public Map<Long, LocalizedName> known() {
    Optional<Operator> operator = files.on(clock.instant().atZone(Figures.JAPAN).toLocalDate());
    var names = new TreeMap<Long, LocalizedName>();
    operator.ifPresent(us -> {
      us.neighbours().forEach(each -> names.put(each.as().value(), each.name()));
      us.systems().forEach(own -> names.put(own.value(), us.name()));
    });
    return names;
  }
}
