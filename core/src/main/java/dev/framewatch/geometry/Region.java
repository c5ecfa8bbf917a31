package dev.framewatch.geometry;

/** Where in a frame something was seen, in pixels of the upright picture. */
public sealed interface Region permits Box, Quad {}
