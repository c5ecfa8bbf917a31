/**
 * Health of the watch: detects outages of sources and failed canaries, so that the absence of
 * sightings can be trusted.
 */
@NullMarked
package dev.framewatch.desk.health;

import org.jspecify.annotations.NullMarked;
