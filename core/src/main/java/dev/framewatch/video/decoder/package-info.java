/**
 * The code that runs in the decoder process. Reads commands from standard input, each naming an
 * untrusted file, and writes the file's metadata and sampled frames to standard output. Used only
 * by {@link dev.framewatch.video}.
 */
@NullMarked
package dev.framewatch.video.decoder;

import org.jspecify.annotations.NullMarked;
