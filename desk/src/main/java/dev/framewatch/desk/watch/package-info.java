/**
 * In: Sources, Targets and a clock. Out: Posts judged, Sightings recorded and announced, each once,
 * whatever happens meanwhile.
 */
@NullMarked
package dev.framewatch.desk.watch;

import org.jspecify.annotations.NullMarked;
