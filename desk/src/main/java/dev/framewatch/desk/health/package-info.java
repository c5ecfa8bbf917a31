/**
 * In: how asking Sources went. Out: whether the watch can be trusted right now: which Sources are
 * silent against their habit, which known posts and videos were not found.
 */
@NullMarked
package dev.framewatch.desk.health;

import org.jspecify.annotations.NullMarked;
