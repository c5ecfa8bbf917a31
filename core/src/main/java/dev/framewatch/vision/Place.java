package dev.framewatch.vision;

/** Where in a frame something was seen, in pixels of the upright picture. */
public sealed interface Place permits Box, Outline {}
