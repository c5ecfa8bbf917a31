package dev.framewatch.video;

/**
 * An image read from a file.
 *
 * @param omission what else the file contains and is skipped, for display; empty if nothing
 */
record StillImage(RgbImage image, String omission) {}
