package dev.framewatch.geometry;

/** The location of a detection in a frame, in pixels of the rotated image. */
public sealed interface Region permits Box, Quad {}
