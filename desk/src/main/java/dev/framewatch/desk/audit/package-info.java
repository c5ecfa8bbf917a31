/**
 * In: who did what to what, and when. Out: a log that is only ever added to, in which a row that
 * was changed, removed or slipped in is found.
 */
@NullMarked
package dev.framewatch.desk.audit;

import org.jspecify.annotations.NullMarked;
