package jp.anshin.operator;

/** What a contact is there for. */
public enum ContactRole {
  /** Runs the network day and night. */
  NETWORK_OPERATIONS,
  /** Leads while an incident lasts. */
  INCIDENT_MANAGER,
  /** Answers for what is reported under the law. */
  LEGAL,
  /** 電気通信設備統括管理者. */
  FACILITIES_SUPERVISOR,
  /** 電気通信主任技術者. */
  CHIEF_ENGINEER,
  /** Speaks to users and the press. */
  PUBLIC_RELATIONS,
  /** A desk outside that receives notices: ministry, sharing group, neighbour. */
  RECEIVING_DESK
}
