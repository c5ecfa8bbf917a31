/**
 * In: a Source's settings. Out: Posts, in one shape whatever platform they come from, or why there
 * are none.
 */
@NullMarked
package dev.framewatch.desk.feed;

import org.jspecify.annotations.NullMarked;
