package jp.anshin.route.table;

import jp.anshin.wire.IpAddress;

/**
 * One view of one peer: whose table it is.
 *
 * @param address the peer's address
 * @param as its AS, unsigned
 * @param view which table of which router; empty for a file of one collector
 */
public record PeerKey(IpAddress address, long as, String view) {
  private static final char PATH = '#';

  /** The view of one path identifier (RFC 7911) of this table, counted from 0. */
  public PeerKey ofPath(int number) {
    return new PeerKey(address, as, view + PATH + number);
  }

  /** The table that the view of one path identifier belongs to; itself for a whole table. */
  public PeerKey whole() {
    int mark = view.lastIndexOf(PATH);
    boolean isOfPath = mark >= 0 && view.chars().skip(mark + 1L).allMatch(Character::isDigit);
    return isOfPath ? new PeerKey(address, as, view.substring(0, mark)) : this;
  }
}
