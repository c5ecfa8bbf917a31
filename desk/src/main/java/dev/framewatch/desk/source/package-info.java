/**
 * In: the settings of a source. Out: the contract of every source: posts, or the reason why there
 * are none.
 */
@NullMarked
package dev.framewatch.desk.source;

import org.jspecify.annotations.NullMarked;
