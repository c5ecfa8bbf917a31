/**
 * In goes a labels CSV as people write it; out come labelled pictures, grouped by the video they
 * came from.
 */
@NullMarked
package dev.framewatch.learn.dataset;

import org.jspecify.annotations.NullMarked;
