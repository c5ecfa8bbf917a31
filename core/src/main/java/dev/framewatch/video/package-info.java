/**
 * Decodes untrusted video and image files, in a separate process, into upright frames with their
 * presentation times.
 */
@NullMarked
package dev.framewatch.video;

import org.jspecify.annotations.NullMarked;
