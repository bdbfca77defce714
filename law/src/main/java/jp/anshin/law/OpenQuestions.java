package jp.anshin.law;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jp.anshin.law.Reason.Test;
import org.jspecify.annotations.Nullable;

/** Collects the unknown facts that may change a result: leaves reached over open nodes only. */
final class OpenQuestions {

  private final Set<Question> found = new LinkedHashSet<>();

  private final AccidentFacts facts;
  private final DutyTests duties;

  /** The tree of the serious accident, in which the nodes of the services come first. */
  private final Reason serious;

  private OpenQuestions(AccidentFacts facts, Reason serious, DutyTests duties) {
    this.facts = facts;
    this.serious = serious;
    this.duties = duties;
  }

  static List<Question> of(
      Reason serious,
      PeriodicDuty periodic,
      List<Signpost> signposts,
      @Nullable SeriousReport report,
      AccidentFacts facts,
      DutyTests duties,
      boolean onTwoSidesOfAnEdition,
      boolean onTwoSidesOfThePeriodic,
      boolean byProposal) {
    boolean nothingOpen =
        serious.result() != Truth.UNDETERMINED
            && periodic.required() != Truth.UNDETERMINED
            && signposts.isEmpty()
            && facts.statements().isEmpty();
    if (nothingOpen) {
      return List.of();
    }
    var questions = new OpenQuestions(facts, serious, duties);
    if (onTwoSidesOfAnEdition) {
      questions.addOccurredAt(serious);
    }
    if (onTwoSidesOfThePeriodic && periodic.required() == Truth.UNDETERMINED) {
      questions.addOccurredAt(periodic);
    }
    if (byProposal) {
      questions.found.add(new Question(Question.PROPOSAL, ""));
    }
    questions.collect(serious, "");
    questions.collect(periodic.reason(), "");
    for (Signpost each : signposts) {
      questions.ofDuty(each);
      if (each.applies() != Truth.NO && each.deadline() == null) {
        questions.found.add(new Question(Question.DAY + each.duty().id(), ""));
      }
    }
    if (report != null && isSpokenOf(report.reason(), facts)) {
      questions.collect(report.reason(), "");
    }
    return List.copyOf(questions.found);
  }

  /** Of a duty that what can still change it. */
  private void ofDuty(Signpost signpost) {
    if (signpost.applies() != Truth.UNDETERMINED) {
      return;
    }
    Set<String> decisive = duties.decisive(signpost, facts);
    var all = new OpenQuestions(facts, serious, duties);
    all.collect(signpost.reason(), "");
    for (Question each : all.found) {
      boolean stated = each.key().startsWith(Question.STATEMENT);
      if (!stated || decisive.contains(each.key().substring(Question.STATEMENT.length()))) {
        found.add(each);
      }
    }
  }

  /** Where the editions of two possible days do not agree, the moment it began settles it. */
  private void addOccurredAt(Reason serious) {
    for (Reason service : serious.children()) {
      Reason table =
          service.test() == Test.SERVICE ? SeriousTest.testOf(service, Test.TABLE) : null;
      if (table != null
          && service.result() == Truth.UNDETERMINED
          && table.result() == Truth.UNDETERMINED) {
        found.add(new Question("occurred-at", service.subject()));
      }
    }
  }

  /** From some day on serious accidents are left out: the day it began settles whether it is. */
  private void addOccurredAt(PeriodicDuty periodic) {
    for (Reason service : periodic.reason().children()) {
      if (service.test() == Test.PERIODIC_SERVICE
          && service.result() != Truth.NO
          && !service.subject().isEmpty()
          && serious.result() != Truth.NO) {
        found.add(new Question("occurred-at", service.subject()));
      }
    }
  }

  /** Of a wholesale service nobody has spoken of, nobody is asked. */
  private static boolean isSpokenOf(Reason node, AccidentFacts facts) {
    if (facts.statements().containsKey(node.subject())) {
      return true;
    }
    for (Reason child : node.children()) {
      if (isSpokenOf(child, facts)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Collects what is open below that node.
   *
   * @return whether anything is asked there
   */
  private boolean collect(Reason node, String service) {
    if (node.result() != Truth.UNDETERMINED) {
      return false;
    }
    boolean ofService = node.test() == Test.SERVICE || node.test() == Test.PERIODIC_SERVICE;
    String here = ofService ? node.subject() : service;
    if (node.test() == Test.FACILITY) {
      ofFacility(node);
      return true;
    }
    if (node.test() == Test.FACILITY_DOWN && facts.facility() == Truth.UNDETERMINED) {
      found.add(new Question("facility", ""));
      return true;
    }
    if (node.test() == Test.TOGETHER) {
      ofSeveral(node);
      return true;
    }
    if (node.test() == Test.IMPACT) {
      ofImpact(node, here);
      return true;
    }
    boolean asked = node.children().isEmpty() && ask(key(node), here);
    if (node.test() == Test.TABLE || node.test() == Test.PERIODIC_THRESHOLD) {
      asked |= ofReadings(node, here);
    }
    boolean impactOpen = isImpactUnknown(node);
    for (Reason child : node.children()) {
      // Who cannot say yet whether users met anything is not asked what would excuse it.
      if (!impactOpen || child.test() != Test.NOT_EXCLUDED) {
        asked |= collect(child, here);
      }
    }
    // Every test has its result, and another one in another category, or by another row.
    boolean byCategory =
        node.test() == Test.EDITION
            ? Reason.differ(node.children(), Test.ROW)
            : ofService && hasNoCategory(here);
    return asked || (byCategory && ask("category", here));
  }

  /**
   * Services of one 役務区分 together: how many different users they have, when each began and for how
   * long, and whatever leaves open that one counts. What of these settles nothing by one service
   * alone is not asked there.
   */
  private void ofSeveral(Reason node) {
    List<String> ids = List.of(node.subject().split(TogetherTest.AND, -1));
    if (isOpen(node, Test.USERS)) {
      ask("users-together", ids.getFirst());
    }
    boolean byTime = isOpen(node, Test.DURATION);
    for (int i = 0; i < facts.services().size(); i++) {
      ServiceFacts each = facts.services().get(i);
      if (ids.contains(each.service())) {
        ofOneOfSeveral(each, serious.children().get(i), byTime);
      }
    }
    ofReadings(node, ids.getFirst());
  }

  private void ofOneOfSeveral(ServiceFacts service, Reason node, boolean byTime) {
    if (byTime && !service.durationSeconds().isExact()) {
      ask("duration", service.service());
    }
    if (byTime && service.began() == null) {
      ask("occurred-at", service.service());
    }
    if (service.users().max() == null) {
      ask("users", service.service());
    }
    if (service.category() == null) {
      ask("category", service.service());
    }
    boolean impactOpen = isImpactUnknown(node);
    for (Reason test : node.children()) {
      if (test.test() != Test.TABLE && (!impactOpen || test.test() != Test.NOT_EXCLUDED)) {
        collect(test, service.service());
      }
    }
  }

  private static boolean isOpen(Reason node, Test test) {
    return node.walk().anyMatch(each -> each.test() == test && each.result() == Truth.UNDETERMINED);
  }

  private boolean hasNoCategory(String service) {
    return facts.services().stream()
        .anyMatch(each -> each.service().equals(service) && each.category() == null);
  }

  private boolean ask(String key, String service) {
    if (key.isEmpty()) {
      return false;
    }
    found.add(new Question(key, service));
    return true;
  }

  private void ofFacility(Reason node) {
    for (Reason child : node.children()) {
      if (child.result() == Truth.UNDETERMINED) {
        boolean duration = child.test() == Test.DURATION;
        found.add(new Question(duration ? "facility-duration" : "facility", ""));
      }
    }
  }

  /** What would tell whether it counts: the fact that decides, or the criterion nobody knows. */
  private void ofImpact(Reason impact, String service) {
    if (impact.children().isEmpty()) {
      found.add(new Question(impact.citation() == null ? "impact" : "impact-criterion", service));
      return;
    }
    boolean asked = false;
    for (Reason child : impact.children()) {
      if (child.result() == Truth.UNDETERMINED) {
        found.add(new Question(key(child), service));
        asked = true;
      }
    }
    if (!asked) {
      found.add(new Question("impact-criterion", service));
    }
  }

  /** Readings that do not say the same: only the ministry can settle which of them holds. */
  private boolean ofReadings(Reason node, String service) {
    return Reason.differ(node.children(), Test.READING) && ask("readings", service);
  }

  private static boolean isImpactUnknown(Reason node) {
    Reason impact = SeriousTest.testOf(node, Test.IMPACT);
    return impact != null && impact.result() == Truth.UNDETERMINED && impact.children().isEmpty();
  }

  private static String key(Reason leaf) {
    return switch (leaf.test()) {
      case SERVICE, PERIODIC_SERVICE -> "services";
      case NOT_EXCLUDED -> Question.EXCLUSION + leaf.subject();
      case COUNTABLE -> "users-hard-to-count";
      case CATEGORY -> "category";
      case CONDITION -> Question.CONDITION + leaf.subject();
      case CIRCUMSTANCE -> Question.CIRCUMSTANCE + leaf.subject();
      case DURATION -> "duration";
      case USERS -> "users";
      case STATEMENT, QUANTITY -> Question.STATEMENT + leaf.subject();
      default -> "";
    };
  }
}
