package jp.anshin.server.intake;

import java.util.ArrayList;
import java.util.List;
import jp.anshin.server.routes.PastChange;
import jp.anshin.server.routes.PastQuery;
import jp.anshin.wire.Counts;
import jp.anshin.wire.IpAddress;
import jp.anshin.wire.bgp.BgpMessage;
import jp.anshin.wire.bgp.NlriVisitor;
import jp.anshin.wire.bgp.PathAttributes;
import jp.anshin.wire.bgp.UpdateMessage;
import jp.anshin.wire.bmp.BmpMessage;

/** Whether an UPDATE says something of what is looked for, and what. */
final class PastMatcher {

  private static final int SHORT_AS = 2;
  private static final int COMMUNITY_BITS = 16;
  private static final int LOWER = 0xffff;
  private static final int SAFI_MULTICAST = 2;

  private final PastQuery query;
  private final UpdateMessage update = new UpdateMessage(new Counts());
  private final Prefixes withdrawn = new Prefixes();
  private final Prefixes announced = new Prefixes();

  /** What a message said; see {@link PastChange}. */
  record Change(
      PastChange.Kind kind,
      List<String> prefixes,
      int prefixCount,
      String path,
      String nextHop,
      List<String> communities) {}

  PastMatcher(PastQuery query) {
    this.query = query;
  }

  /** The prefixes of one message that match. */
  private final class Prefixes implements NlriVisitor {
    private final List<String> names = new ArrayList<>();
    private int count;

    void clear() {
      names.clear();
      count = 0;
    }

    @Override
    public void onPrefix(boolean v6, int safi, long high, long low, int length, long pathId) {
      boolean wanted =
          !(query instanceof PastQuery.OfPrefix(var prefix))
              || (v6 == prefix.v6()
                  && length == prefix.length()
                  && high == prefix.high()
                  && low == prefix.low());
      if (!wanted || safi == SAFI_MULTICAST) {
        return;
      }
      if (count++ < PastChange.PREFIXES_MAX) {
        String name = new IpAddress(v6, high, low) + "/" + length;
        names.add(pathId < 0 ? name : name + " #" + pathId);
      }
    }
  }

  /** Whether the message that the view lies over says something of it. */
  boolean matches(BmpMessage message, Speakers.Speech speech) {
    withdrawn.clear();
    announced.clear();
    int start = message.contentStart();
    if (BgpMessage.type(message.bytes(), start, message.end()) != BgpMessage.UPDATE) {
      return false;
    }
    boolean whole = wrap(message, speech, message.asOctets());
    boolean isOld = speech.isOldSpeaker() && message.asOctets() != SHORT_AS;
    if (isOld && (!whole || update.attributes().asPathMalformed())) {
      whole = wrap(message, speech, SHORT_AS);
    }
    if (!whole) {
      return false;
    }
    if (query instanceof PastQuery.OfCommunity community && !carries(community)) {
      return false;
    }
    if (query instanceof PastQuery.OfPrefix) {
      update.withdrawn(withdrawn);
    }
    update.announced(update.errorHandling().withdraws() ? withdrawn : announced);
    return withdrawn.count + announced.count > 0;
  }

  private boolean wrap(BmpMessage message, Speakers.Speech speech, int asOctets) {
    return message.wrap(update, asOctets, speech.addPath(message.view()));
  }

  private boolean carries(PastQuery.OfCommunity wanted) {
    var attributes = update.attributes();
    if (wanted.large()) {
      for (int i = 0; i < attributes.largeCommunityCount(); i++) {
        if (attributes.largeCommunity(i, 0) == wanted.parts().get(0)
            && attributes.largeCommunity(i, 1) == wanted.parts().get(1)
            && attributes.largeCommunity(i, 2) == wanted.parts().get(2)) {
          return true;
        }
      }
      return false;
    }
    int bits = (int) (wanted.parts().get(0) << COMMUNITY_BITS | wanted.parts().get(1));
    for (int i = 0; i < attributes.communityCount(); i++) {
      if (attributes.community(i) == bits) {
        return true;
      }
    }
    return false;
  }

  /** What the message that matches says of it: what is withdrawn first. */
  List<Change> changes() {
    var changes = new ArrayList<Change>();
    if (withdrawn.count > 0) {
      changes.add(
          new Change(
              PastChange.Kind.WITHDRAWN, withdrawn.names, withdrawn.count, "", "", List.of()));
    }
    if (announced.count > 0) {
      var attributes = update.attributes();
      changes.add(
          new Change(
              PastChange.Kind.ANNOUNCED,
              announced.names,
              announced.count,
              attributes.asPath().toString(),
              attributes.nextHopAddress().toString(),
              communities(attributes)));
    }
    return changes;
  }

  private static List<String> communities(PathAttributes attributes) {
    var communities = new ArrayList<String>();
    for (int i = 0; i < attributes.communityCount(); i++) {
      int community = attributes.community(i);
      communities.add((community >>> COMMUNITY_BITS) + ":" + (community & LOWER));
    }
    for (int i = 0; i < attributes.largeCommunityCount(); i++) {
      communities.add(
          attributes.largeCommunity(i, 0)
              + ":"
              + attributes.largeCommunity(i, 1)
              + ":"
              + attributes.largeCommunity(i, 2));
    }
    return communities;
  }
}
