package jp.anshin.formats.rulebook;

import com.networknt.schema.Schema;
import java.util.List;
import jp.anshin.law.lpwa.LpwaRulebook;
import tools.jackson.databind.JsonNode;

/** Reads rulebook files of LPWA services: JSON that meets {@code lpwa-rulebook.schema.json}. */
public final class LpwaRulebookText {

  private static final String SHIPPED = "lpwa-rulebook.json";
  private static final String SCHEMA = "lpwa-rulebook.schema.json";

  private LpwaRulebookText() {}

  /** The rulebook that comes with the product. */
  public static LpwaRulebook shipped() {
    try {
      return read(shippedText());
    } catch (RulebookException wrong) {
      throw new IllegalStateException("the rulebook of LPWA that we ship", wrong);
    }
  }

  /** The same as it is written: a file to copy and edit. */
  public static String shippedText() {
    return RulebookText.resource(SHIPPED);
  }

  /** The JSON Schema (2020-12) of these files. */
  public static String schema() {
    return RulebookText.resource(SCHEMA);
  }

  /**
   * Reads a rulebook.
   *
   * @throws RulebookException with every fault when it is no JSON, breaks the schema, names what is
   *     not there, or has a table that leaves a way in which the facts can be without a rule or
   *     gives it two
   */
  public static LpwaRulebook read(String text) throws RulebookException {
    JsonNode root = RulebookText.parse(text);
    RulebookText.refuseBreaches(Holder.SCHEMA, root);
    refuse(new LpwaRulebookChecks(root).faults());
    LpwaRulebook book = new LpwaRulebookReading(root).rulebook();
    refuse(LpwaRulebookChecks.faultsOfTables(book));
    return book;
  }

  private static void refuse(List<RulebookFault> faults) throws RulebookException {
    if (!faults.isEmpty()) {
      throw new RulebookException(faults);
    }
  }

  /** The schema is made on first use: it takes longer than reading a file. */
  private static final class Holder {
    static final Schema SCHEMA = RulebookText.schema(LpwaRulebookText.schema());
  }
}
