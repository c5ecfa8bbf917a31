/**
 * Human review of sightings and frames: recorded answers, precision, and export as training labels.
 */
@NullMarked
package dev.framewatch.desk.review;

import org.jspecify.annotations.NullMarked;
