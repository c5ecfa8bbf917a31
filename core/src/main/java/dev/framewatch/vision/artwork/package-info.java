/**
 * Detects planar objects, such as logos, from reference images, and provides the statistics that
 * separate true matches from chance.
 */
@NullMarked
package dev.framewatch.vision.artwork;

import org.jspecify.annotations.NullMarked;
