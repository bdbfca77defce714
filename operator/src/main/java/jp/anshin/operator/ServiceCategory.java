package jp.anshin.operator;

/**
 * 役務区分: the rows of the table by which an accident's weight is judged (事業法施行規則第58条第1項). The
 * thresholds are data of the law's rulebook, under these names.
 */
public enum ServiceCategory {
  /** 緊急通報を取り扱う音声伝送役務. */
  VOICE_EMERGENCY,
  /** 緊急通報を取り扱わない音声伝送役務. */
  VOICE_OTHER,
  /** アンライセンスLPWAサービスなど. */
  LPWA,
  /** 利用者から料金の支払を受けないインターネット関連サービス. */
  FREE_INTERNET,
  /** The rest, data transmission among it. */
  OTHER
}
