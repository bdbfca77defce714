package jp.anshin.lpwa.watch;

import java.io.IOException;
import java.util.Arrays;

/**
 * How streams speak: of each device, and of each gateway's and feed's own signs of life, the period
 * and jitter of up to two modes, how often it is lost and how losses run together. Numbers in
 * arrays, 46 bytes a stream.
 *
 * <p>The evidence of a silence is {@link #silence}: −ln of the chance that a healthy stream is
 * silent for so long. The k-th expected frame comes by the age a with chance F(a; k·period, jitter
 * · √k) and is lost with chance q, or q-after-loss when the one before was lost too: it adds −ln(1
 * − F·(1 − q)). So evidence grows continuously and there is no grace.
 */
final class Habits {

  /** What is older than some hundred frames is forgotten, so that a new habit is learned. */
  private static final float MEMORY_FRAMES = 256;

  /** Worse times are believed sooner than good ones; chance alone does not look like that. */
  private static final float RECENT_FRAMES = 24;

  private static final double RECENT_WEIGHT = 0.6;

  /** The same for modes: a changed period is believed after some ten frames. */
  private static final float MODE_MEMORY_FRAMES = 24;

  /** A sample within this share of a mode's period belongs to it, however steady the mode is. */
  private static final float MODE_WIDTH = 0.2f;

  private static final float MODE_JITTERS = 6;

  /** A second mode that is used less gives way to what is neither. */
  private static final float MODE_GIVEN_UP = 0.15f;

  /** However unsteady, half of a period is another mode. */
  private static final float MODE_WIDTH_MAX = 0.35f;

  /** Clocks and transports are never steadier than this, in seconds and as share of the period. */
  private static final float JITTER_SECONDS_MIN = 0.5f;

  private static final float JITTER_SHARE_MIN = 0.002f;

  /** Of a logistic distribution, scale ÷ mean absolute deviation: 1 ÷ (2 ln 2). */
  private static final double SCALE_PER_JITTER = 0.72;

  /** A pause: that many longest periods without a frame by the counter. */
  private static final float PAUSE_PERIODS = 4;

  /** More pauses than this, and one in so many frames, make a habit of pausing. */
  private static final int PAUSES_MIN = 3;

  private static final int PAUSE_FRAMES = 1000;

  /** The chance of a loss before any was seen, as so many losses in so many frames. */
  private static final double LOSS_PRIOR = 0.5;

  private static final double LOSS_PRIOR_FRAMES = 12;

  /** The chance that a loss follows a loss before any was seen, by the weight of so many losses. */
  private static final double RUN_PRIOR = 0.3;

  private static final double RUN_PRIOR_LOSSES = 3;

  private static final double LOSS_MAX = 0.95;
  private static final int RUN_MAX = 8;

  /** Beyond so many misses evidence is only added up, for it has long been enough. */
  private static final int MISSES_MAX = 64;

  private static final double FULL = 8;

  private float[] period = new float[0];
  private float[] jitter = new float[0];
  private float[] weight = new float[0];
  private float[] secondPeriod = new float[0];
  private float[] secondJitter = new float[0];
  private float[] secondWeight = new float[0];
  private float[] heard = new float[0];
  private float[] runs = new float[0];
  private float[] lost = new float[0];
  private float[] recentLoss = new float[0];
  private int[] frames = new int[0];
  private byte[] pauses = new byte[0];
  private int size;

  /** Makes room for a new stream and says its number. */
  int add() {
    if (size == period.length) {
      int room = Math.max(16, size * 2);
      period = Arrays.copyOf(period, room);
      jitter = Arrays.copyOf(jitter, room);
      weight = Arrays.copyOf(weight, room);
      secondPeriod = Arrays.copyOf(secondPeriod, room);
      secondJitter = Arrays.copyOf(secondJitter, room);
      secondWeight = Arrays.copyOf(secondWeight, room);
      heard = Arrays.copyOf(heard, room);
      runs = Arrays.copyOf(runs, room);
      lost = Arrays.copyOf(lost, room);
      recentLoss = Arrays.copyOf(recentLoss, room);
      frames = Arrays.copyOf(frames, room);
      pauses = Arrays.copyOf(pauses, room);
    }
    return size++;
  }

  /** Frames that taught a gap so far. */
  int frames(int stream) {
    return frames[stream];
  }

  /** Seconds between frames of the usual mode; 0 while nothing is known. */
  double periodSeconds(int stream) {
    return period[stream];
  }

  /** Seconds between frames of the slower mode that is still in use. */
  double longestPeriodSeconds(int stream) {
    return isSecondInUse(stream) ? Math.max(period[stream], secondPeriod[stream]) : period[stream];
  }

  double jitterSeconds(int stream) {
    return jitter[stream];
  }

  /** The chance that it pauses or dies after a frame, by what it did so far (Laplace). */
  double pauseChance(int stream) {
    return Math.min(0.5, (pauses[stream] + 0.5) / (frames[stream] + 1.0));
  }

  boolean pausesByHabit(int stream) {
    return pauses[stream] >= PAUSES_MIN && pauses[stream] * PAUSE_FRAMES > frames[stream];
  }

  /** The chance that the next frame is lost after one that was not. */
  double loss(int stream) {
    double usual = (runs[stream] + LOSS_PRIOR) / (heard[stream] + LOSS_PRIOR_FRAMES);
    return Math.min(LOSS_MAX, Math.max(usual, RECENT_WEIGHT * recentLoss[stream]));
  }

  /** The chance that the next frame is lost after one that was. */
  double lossAfterLoss(int stream) {
    double after =
        (lost[stream] - runs[stream] + RUN_PRIOR * RUN_PRIOR_LOSSES)
            / (lost[stream] + RUN_PRIOR_LOSSES);
    return Math.min(LOSS_MAX, Math.max(after, loss(stream)));
  }

  /**
   * Learns from a gap.
   *
   * @param gapSeconds seconds since the frame before, above 0
   * @param advance by how much the counter advanced, at least 1; 1 where nothing counts
   */
  void learn(int stream, double gapSeconds, int advance) {
    frames[stream]++;
    learnLoss(stream, Math.min(advance - 1, RUN_MAX));
    learnMode(stream, (float) (gapSeconds / advance));
  }

  /** Learns the rhythm alone: of losses nothing is known, or they have a cause of their own. */
  void learnRhythm(int stream, double gapSeconds, int advance) {
    frames[stream]++;
    learnMode(stream, (float) (gapSeconds / advance));
  }

  private void learnLoss(int stream, int missed) {
    float keep = 1 - 1 / MEMORY_FRAMES;
    heard[stream] = heard[stream] * keep + 1;
    runs[stream] = runs[stream] * keep + (missed > 0 ? 1 : 0);
    lost[stream] = lost[stream] * keep + missed;
    for (int i = 0; i <= missed; i++) {
      recentLoss[stream] += ((i < missed ? 1 : 0) - recentLoss[stream]) / RECENT_FRAMES;
    }
  }

  private void learnMode(int stream, float sample) {
    if (period[stream] == 0) {
      period[stream] = sample;
      jitter[stream] = Math.max(JITTER_SECONDS_MIN, sample * 0.05f);
      weight[stream] = 1;
      return;
    }
    float share = 1 / Math.min(frames[stream] + 1, MODE_MEMORY_FRAMES);
    if (belongs(sample, period[stream], jitter[stream])) {
      float off = sample - period[stream];
      period[stream] += share * clamp(off, MODE_JITTERS / 2 * jitter[stream]);
      jitter[stream] = steadied(jitter[stream], off, share, period[stream]);
      weight[stream] += share * (1 - weight[stream]);
      secondWeight[stream] *= 1 - share;
      return;
    }
    if (sample > PAUSE_PERIODS * (float) longestPeriodSeconds(stream)
        && pauses[stream] < Byte.MAX_VALUE) {
      pauses[stream]++;
    }
    weight[stream] *= 1 - share;
    if (secondPeriod[stream] > 0 && belongs(sample, secondPeriod[stream], secondJitter[stream])) {
      float off = sample - secondPeriod[stream];
      secondPeriod[stream] += share * clamp(off, MODE_JITTERS / 2 * secondJitter[stream]);
      secondJitter[stream] = steadied(secondJitter[stream], off, share, secondPeriod[stream]);
      secondWeight[stream] += share * (1 - secondWeight[stream]);
      if (secondWeight[stream] > weight[stream]) {
        swapModes(stream);
      }
      return;
    }
    secondWeight[stream] *= 1 - share;
    if (secondWeight[stream] < MODE_GIVEN_UP) {
      secondPeriod[stream] = sample;
      secondJitter[stream] = Math.max(JITTER_SECONDS_MIN, sample * 0.05f);
      secondWeight[stream] = share;
    }
  }

  private void swapModes(int stream) {
    float held = period[stream];
    period[stream] = secondPeriod[stream];
    secondPeriod[stream] = held;
    held = jitter[stream];
    jitter[stream] = secondJitter[stream];
    secondJitter[stream] = held;
    held = weight[stream];
    weight[stream] = secondWeight[stream];
    secondWeight[stream] = held;
  }

  private boolean isSecondInUse(int stream) {
    return secondWeight[stream] > 0.05f;
  }

  private static boolean belongs(float sample, float period, float jitter) {
    float width = Math.max(MODE_WIDTH * period, MODE_JITTERS * jitter);
    return Math.abs(sample - period) <= Math.min(width, MODE_WIDTH_MAX * period);
  }

  private static float clamp(float value, float bound) {
    return Math.max(-bound, Math.min(bound, value));
  }

  private static float steadied(float jitter, float off, float share, float period) {
    float next = jitter + share * (Math.min(Math.abs(off), 4 * jitter) - jitter);
    return Math.max(next, Math.max(JITTER_SECONDS_MIN, JITTER_SHARE_MIN * period));
  }

  /** Evidence against a healthy stream that has been silent for so many seconds, in nats. */
  double silence(int stream, double ageSeconds) {
    if (period[stream] == 0 || ageSeconds <= 0) {
      return 0;
    }
    double q = loss(stream);
    double after = lossAfterLoss(stream);
    double first = silenceOfMode(period[stream], jitter[stream], q, after, ageSeconds);
    if (!isSecondInUse(stream)) {
      return first;
    }
    double second = silenceOfMode(secondPeriod[stream], secondJitter[stream], q, after, ageSeconds);
    double sum = weight[stream] + secondWeight[stream];
    double least = Math.min(first, second);
    return least
        - Math.log(
            weight[stream] / sum * Math.exp(least - first)
                + secondWeight[stream] / sum * Math.exp(least - second));
  }

  private static double silenceOfMode(
      double period, double jitter, double q, double after, double age) {
    double scale = jitter * SCALE_PER_JITTER;
    double nats = 0;
    for (int k = 1; k <= MISSES_MAX; k++) {
      double z = (age - k * period) / (scale * Math.sqrt(k));
      if (z < -FULL) {
        return nats;
      }
      double lossHere = k == 1 ? q : after;
      nats += z > FULL ? -Math.log(lossHere) : -Math.log1p(-(1 - lossHere) / (1 + Math.exp(-z)));
    }
    return nats + Math.max(0, age / period - MISSES_MAX) * -Math.log(after);
  }

  /** Nats a second that a silent stream gives on average. */
  double natsPerSecond(int stream) {
    return period[stream] == 0 ? 0 : -Math.log(loss(stream)) / longestPeriodSeconds(stream);
  }

  /**
   * The age by which the silence gives so many nats, in seconds; infinite while nothing is known.
   */
  double ageOf(int stream, double nats) {
    if (period[stream] == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double low = 0;
    double high = longestPeriodSeconds(stream) + jitter[stream];
    while (silence(stream, high) < nats && high < 1e9) {
      low = high;
      high *= 1.6;
    }
    for (int i = 0; i < 14; i++) {
      double middle = (low + high) / 2;
      if (silence(stream, middle) < nats) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  void exchange(StateExchange state) throws IOException {
    size = state.size(size);
    period = state.of(period, size);
    jitter = state.of(jitter, size);
    weight = state.of(weight, size);
    secondPeriod = state.of(secondPeriod, size);
    secondJitter = state.of(secondJitter, size);
    secondWeight = state.of(secondWeight, size);
    heard = state.of(heard, size);
    runs = state.of(runs, size);
    lost = state.of(lost, size);
    recentLoss = state.of(recentLoss, size);
    frames = state.of(frames, size);
    pauses = state.of(pauses, size);
  }
}
