/** Retry policy: delays between attempts, and when to give up. */
@NullMarked
package dev.framewatch.desk.retry;

import org.jspecify.annotations.NullMarked;
