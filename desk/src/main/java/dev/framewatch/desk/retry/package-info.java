/**
 * In: how often something failed in a row. Out: how long to wait before the next attempt, and
 * whether there is one.
 */
@NullMarked
package dev.framewatch.desk.retry;

import org.jspecify.annotations.NullMarked;
