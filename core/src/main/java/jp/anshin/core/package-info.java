/** What every sensor shares: detections with their evidence, and the contract of a detector. */
@NullMarked
package jp.anshin.core;

import org.jspecify.annotations.NullMarked;
