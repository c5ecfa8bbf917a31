package dev.framewatch.vision;

import dev.framewatch.geometry.Box;

/**
 * A face that a detector found.
 *
 * @param box where, in pixels of the picture
 * @param confidence the detector's own score, 0 to 1
 */
public record Face(Box box, float confidence) {}
