package jp.anshin.documents;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jp.anshin.core.Interval;
import jp.anshin.formats.operator.OperatorText;
import jp.anshin.formats.rulebook.RulebookText;
import jp.anshin.formats.yaml.FaultyTextException;
import jp.anshin.incident.LocalizedText;
import jp.anshin.incident.draft.AccidentAccount;
import jp.anshin.incident.draft.Draft;
import jp.anshin.incident.draft.DraftWriter;
import jp.anshin.incident.draft.Told;
import jp.anshin.incident.impact.ServiceImpact;
import jp.anshin.law.AccidentFacts;
import jp.anshin.law.AccidentLaw;
import jp.anshin.law.Bounds;
import jp.anshin.law.Exclusion;
import jp.anshin.law.Impact;
import jp.anshin.law.ServiceFacts;
import jp.anshin.law.Truth;
import jp.anshin.operator.Audience;
import jp.anshin.operator.Operator;
import jp.anshin.operator.Prefecture;
import jp.anshin.operator.ServiceCategory;

/** A serious accident of a made-up operator: 2 h 5 min, 41,000 users, two prefectures. */
final class Accidents {

  static final Instant BEGAN = Instant.parse("2024-05-10T03:23:00Z");
  static final DocumentStamp STAMP = DocumentStamp.draft(3, BEGAN.plusSeconds(10_800));
  static final List<Prefecture> AREA = List.of(Prefecture.TOKYO, Prefecture.NIIGATA);

  private Accidents() {}

  static Operator operator() {
    try {
      return OperatorText.read(OperatorText.example()).on(LocalDate.parse("2024-05-10"));
    } catch (FaultyTextException e) {
      throw new IllegalStateException(e);
    }
  }

  static Draft firstReport(boolean simulated, long users) {
    return DraftWriter.firstReport(account(simulated, users, false)).orElseThrow();
  }

  static Draft detailedReport(boolean simulated, long users) {
    return DraftWriter.detailedReport(account(simulated, users, true));
  }

  static Draft entry(boolean simulated, boolean simple, long users, Map<String, String> more) {
    AccidentAccount account = account(simulated, users, true);
    var told = new HashMap<>(account.told());
    more.forEach((key, text) -> told.put(key, Told.by(LocalizedText.asWritten(text))));
    return DraftWriter.periodicEntry(
        new AccidentAccount(
            account.simulated(),
            account.what(),
            account.day(),
            account.asOf(),
            account.impacts(),
            account.serviceNames(),
            account.operator(),
            account.determination(),
            account.area(),
            told,
            account.sources()),
        simple);
  }

  static Draft forTheMinistry(Draft draft) {
    return draft.visibleTo(Audience.MINISTRY);
  }

  static AccidentAccount account(boolean simulated, long users, boolean settled) {
    var told = new HashMap<String, Told>();
    tell(
        told,
        "cause",
        "加入者認証サーバの設定誤り（①設定ファイルの取り違え ②切替手順の欠落）",
        "wrong setting of the authentication server");
    if (settled) {
      tell(told, "equipment-place", "東京都千代田区 大手町データセンター〜新宿ビル間", "Otemachi data centre, Tokyo");
      tell(
          told,
          "situation",
          "加入者認証サーバが応答しなくなり、新たな接続を確立できない状態となった。",
          "The authentication server stopped answering.");
      tell(
          told,
          "measures",
          "12時40分 予備系への切替を試みたが失敗。\n14時28分 設定を戻し、全利用者の接続を確認。",
          "Setting restored at 14:28.");
      tell(
          told,
          "prevention",
          "設定変更の二人確認、切替手順の訓練（担当: 髙橋、山﨑。㈱例示保守と共同）。",
          "Second person for each change.");
      tell(told, "inquiries", "問合せ1,204件、苦情86件", "1,204 inquiries");
    }
    var impact =
        new ServiceImpact(
            "internet",
            ServiceCategory.OTHER,
            Impact.STOP,
            Bounds.exactly(users),
            Bounds.exactly(125),
            Interval.at(BEGAN),
            false,
            "認証サーバのセッション数の差");
    var unjudged =
        new AccidentAccount(
            simulated,
            new LocalizedText("加入者認証設備の故障", "failure of subscriber authentication"),
            LocalDate.parse("2024-05-10"),
            BEGAN.plusSeconds(10_800),
            List.of(impact),
            Map.of(),
            operator(),
            null,
            new TreeSet<>(AREA),
            told,
            List.of());
    var law = new AccidentLaw(RulebookText.shipped());
    var facts =
        new AccidentFacts(
            Interval.at(BEGAN),
            List.of(
                new ServiceFacts(
                    "internet",
                    "OTHER",
                    Truth.YES,
                    law.rulebook().exclusions().stream()
                        .collect(Collectors.toMap(Exclusion::id, each -> Truth.NO)),
                    Truth.NO,
                    Map.of(),
                    Bounds.exactly(users),
                    Bounds.exactly(125 * 60),
                    null)),
            Truth.NO,
            Bounds.exactly(0));
    return unjudged.judged(law.determine(facts));
  }

  private static void tell(Map<String, Told> told, String key, String japanese, String english) {
    told.put(key, Told.by(new LocalizedText(japanese, english)));
  }
}
