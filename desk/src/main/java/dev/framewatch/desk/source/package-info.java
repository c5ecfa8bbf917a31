/**
 * Contract of all sources. Input: the configuration of a source. Output: posts, or the reason why
 * there are none.
 */
@NullMarked
package dev.framewatch.desk.source;

import org.jspecify.annotations.NullMarked;
