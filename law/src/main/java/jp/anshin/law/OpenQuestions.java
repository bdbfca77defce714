package jp.anshin.law;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jp.anshin.law.Reason.Test;

/** Collects the unknown facts that may change a result: leaves reached over open nodes only. */
final class OpenQuestions {

  private OpenQuestions() {}

  static List<Question> of(List<Reason> roots) {
    Set<Question> found = new LinkedHashSet<>();
    roots.forEach(root -> collect(root, "", found));
    return List.copyOf(found);
  }

  private static void collect(Reason node, String service, Set<Question> found) {
    if (node.result() != Truth.UNDETERMINED) {
      return;
    }
    boolean ofService = node.test() == Test.SERVICE || node.test() == Test.PERIODIC_SERVICE;
    String here = ofService ? node.subject() : service;
    if (node.test() == Test.FACILITY) {
      node.children().stream()
          .filter(child -> child.result() == Truth.UNDETERMINED)
          .map(child -> child.test() == Test.DURATION ? "facility-duration" : "facility")
          .forEach(key -> found.add(new Question(key, "")));
      return;
    }
    if (node.children().isEmpty()) {
      String key = key(node);
      if (!key.isEmpty()) {
        found.add(new Question(key, here));
      }
    }
    boolean impactOpen = node.children().stream().anyMatch(OpenQuestions::isOpenImpact);
    for (Reason child : node.children()) {
      // Who cannot say yet whether users met anything is not asked what would excuse it.
      if (!impactOpen || child.test() != Test.NOT_EXCLUDED) {
        collect(child, here, found);
      }
    }
  }

  private static boolean isOpenImpact(Reason test) {
    return test.test() == Test.IMPACT && test.result() == Truth.UNDETERMINED;
  }

  private static String key(Reason leaf) {
    return switch (leaf.test()) {
      case SERVICE, PERIODIC_SERVICE -> "services";
      case IMPACT -> "impact";
      case NOT_EXCLUDED -> Question.EXCLUSION + leaf.subject();
      case COUNTABLE -> "users-hard-to-count";
      case CATEGORY -> "category";
      case CONDITION -> Question.CONDITION + leaf.subject();
      case DURATION -> "duration";
      case USERS -> "users";
      default -> "";
    };
  }
}
