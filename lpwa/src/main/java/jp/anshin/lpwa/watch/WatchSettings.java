package jp.anshin.lpwa.watch;

import java.time.Duration;

/**
 * What may be set of a watch; periods, losses and links are learned and have no place here.
 *
 * @param framesMin frames after which a stream's habit counts in a sum, at least 4
 * @param framesAloneMin frames after which the silence of one stream alone may be stated
 * @param knownAloneMin for how long a stream has to be known for that; a device in its first hours
 *     is being installed
 * @param natsMin least evidence for any statement, in nats; 11.5 is a chance of 1 in 100,000
 * @param flap what fails again within this time is the same outage
 * @param future an event so far ahead of all others waits until another confirms it
 * @param restateMax how long after the end returning devices may still restate an outage
 */
public record WatchSettings(
    int framesMin,
    int framesAloneMin,
    Duration knownAloneMin,
    double natsMin,
    Duration flap,
    Duration future,
    Duration restateMax) {

  public static final WatchSettings DEFAULT =
      new WatchSettings(
          8,
          50,
          Duration.ofHours(12),
          11.5,
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(36));

  public WatchSettings {
    if (framesMin < 4 || framesAloneMin < framesMin || !(natsMin > 0)) {
      throw new IllegalArgumentException("settings of the watch");
    }
  }
}
