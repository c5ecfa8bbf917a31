package dev.framewatch.vision;

import dev.framewatch.geometry.Box;

/**
 * A detected face.
 *
 * @param box its bounding box, in pixels of the image
 * @param confidence the detector's score, 0 to 1
 */
public record Face(Box box, float confidence) {}
