/**
 * Trusted timestamps. In: the manifest of a sighting and a timestamp authority (RFC 3161). Out: the
 * authority's verified response next to the manifest; pending until obtained.
 */
@NullMarked
package dev.framewatch.desk.timestamp;

import org.jspecify.annotations.NullMarked;
