/**
 * What runs inside the decoder's own process. In come commands on standard input, each naming one
 * file nobody has checked; out go that file's facts and its sampled pictures on standard output.
 * Only {@link dev.framewatch.video} uses it.
 */
@NullMarked
package dev.framewatch.video.decoder;

import org.jspecify.annotations.NullMarked;
