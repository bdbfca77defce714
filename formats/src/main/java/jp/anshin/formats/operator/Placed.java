package jp.anshin.formats.operator;

import jp.anshin.formats.yaml.Place;
import jp.anshin.operator.Period;

/** A value that was read whole, with its days and the place it was read from. */
record Placed<T>(T value, Period period, Place place) {}
