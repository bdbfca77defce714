package jp.anshin.server.intake;

import java.io.IOException;

/** Where the station writes what comes in, before anything is made of it. */
interface IntakeLog {

  /**
   * Appends payloads that lie one behind the other as records of one kind; waits while there is no
   * room.
   *
   * @throws IOException when the disk did not take them
   * @throws InterruptedException when interrupted while waiting
   */
  void append(
      byte kind, long stream, long micros, byte[] payloads, int offset, int[] lengths, int count)
      throws IOException, InterruptedException;
}
