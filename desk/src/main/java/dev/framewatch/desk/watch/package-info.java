/**
 * Runs the watch: polls sources, fetches and judges posts, and records and announces each sighting
 * exactly once, even across crashes.
 */
@NullMarked
package dev.framewatch.desk.watch;

import org.jspecify.annotations.NullMarked;
