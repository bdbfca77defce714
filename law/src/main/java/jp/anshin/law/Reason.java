package jp.anshin.law;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One node of the tree that explains a determination.
 *
 * @param test what was tested
 * @param subject of what: id of a service, edition, row or exclusion; may be empty
 * @param value what is known of the quantity, in seconds or users, or null when none is tested
 * @param threshold the quantity that must be reached, in the same unit, or null
 * @param result what can be claimed
 * @param citation where the rule stands, or null for a plain fact
 * @param children the tests it is made of
 */
public record Reason(
    Test test,
    String subject,
    @Nullable Bounds value,
    @Nullable Long threshold,
    Truth result,
    @Nullable Citation citation,
    List<Reason> children) {

  /** What was tested, and how the children make up the result. */
  public enum Test {
    /** 重大な事故: any of the children. */
    SERIOUS,
    /** One service: all of the children. */
    SERVICE,
    /** Services of one 役務区分 together; its subject has their ids: what all children agree on. */
    TOGETHER,
    /** Users met a stop or a degradation that is counted. */
    IMPACT,
    /** A named fact of the service that decides what its impact or its failed part means. */
    CIRCUMSTANCE,
    /** It is not excluded. */
    NOT_EXCLUDED,
    /** Its users are not of the kind that is hard to count. */
    COUNTABLE,
    /** The table of the editions that may be in force: what all children agree on. */
    TABLE,
    /** One reading of what the law leaves open: what it says by that reading's figures. */
    READING,
    /** LPWA: what failed is part of what the operator provides, and it was no delay of the band. */
    OWN_PART,
    /** One edition: what all its rows that may apply agree on. */
    EDITION,
    /** The category is known; a leaf beside rows, told when it is not. */
    CATEGORY,
    /** A condition of the category's own row; a leaf beside rows. */
    CONDITION,
    /** One row: any of its cells. */
    ROW,
    /** One pair of thresholds: duration and users. */
    CELL,
    /** Duration at least so many seconds. */
    DURATION,
    /** Users at least so many. */
    USERS,
    /** Satellite, cable or equivalent: all of the children. */
    FACILITY,
    /** All communication over such a facility was impossible. */
    FACILITY_DOWN,
    /** 定期報告: any of the services, unless left out as serious. */
    PERIODIC,
    /** One service in the periodic report: impact, not excluded, and users or duration. */
    PERIODIC_SERVICE,
    /** Users or duration: any of the children. */
    PERIODIC_THRESHOLD,
    /** It is not left out of the periodic report as a serious accident. */
    NOT_SERIOUS,
    /** Thresholds of the periodic report may be reached by what is no serious accident. */
    REACHED_ALONE,
    /** Failure of what is no telecommunications equipment (二): all of the children. */
    OTHER_EQUIPMENT,
    /** Another duty: all of the children. */
    DUTY,
    /** The duty existed on the day. */
    DUTY_EXISTS,
    /** It is not a serious accident already. */
    NOT_ALREADY_SERIOUS,
    /** The receiver of a wholesale service may report in short (57条2項): all of the children. */
    WHOLESALE_RECEIVER,
    /** Requirements joined: all of the children. */
    ALL_OF,
    /** Requirements joined: any of the children. */
    ANY_OF,
    /** Requirements joined: none of the children. */
    NONE_OF,
    /** A fact that somebody states. */
    STATEMENT,
    /** A stated quantity is at least so much. */
    QUANTITY
  }

  public Reason {
    children = List.copyOf(children);
  }

  static Reason fact(Test test, String subject, Truth result, @Nullable Citation citation) {
    return new Reason(test, subject, null, null, result, citation, List.of());
  }

  static Reason measured(Test test, Bounds value, long threshold) {
    return new Reason(
        test, "", value, threshold, value.atLeastThreshold(threshold), null, List.of());
  }

  static Reason allOf(
      Test test, String subject, @Nullable Citation citation, List<Reason> children) {
    Truth all = Truth.YES;
    for (int i = 0; i < children.size(); i++) {
      all = all.and(children.get(i).result());
    }
    return new Reason(test, subject, null, null, all, citation, children);
  }

  static Reason anyOf(
      Test test, String subject, @Nullable Citation citation, List<Reason> children) {
    Truth any = Truth.NO;
    for (int i = 0; i < children.size(); i++) {
      any = any.or(children.get(i).result());
    }
    return new Reason(test, subject, null, null, any, citation, children);
  }

  /** What every child says, or nothing; undetermined when there is no child. */
  static Truth agreement(List<Reason> children) {
    if (children.isEmpty()) {
      return Truth.UNDETERMINED;
    }
    Truth agreed = children.getFirst().result();
    for (int i = 1; i < children.size(); i++) {
      agreed = agreed.agreeing(children.get(i).result());
    }
    return agreed;
  }

  /** Whether children of that kind do not all say the same. */
  static boolean differ(List<Reason> children, Test test) {
    Truth first = null;
    for (int i = 0; i < children.size(); i++) {
      Reason child = children.get(i);
      if (child.test() == test) {
        if (first != null && child.result() != first) {
          return true;
        }
        first = child.result();
      }
    }
    return false;
  }

  /** Whether its rule was not compared with the text: shown as 未確認. */
  public boolean unverified() {
    return citation != null && !citation.verified();
  }

  /** This node and all below it, parents first. */
  public Stream<Reason> walk() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(Reason::walk));
  }
}
