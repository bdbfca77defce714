package jp.anshin.lpwa.network;

/** How the service is delivered; names are the ids of the accident rulebook's forms of LPWA. */
public enum DeliveryForm {
  CELLULAR,
  /** ① The operator's gateway and line. */
  UNLICENSED_1,
  /** ② The operator's gateway, the user's line. */
  UNLICENSED_2,
  /** ③ The user's gateway, the operator's line. */
  UNLICENSED_3,
  /** ④ The user's gateway and line, the operator's cloud. */
  UNLICENSED_4
}
