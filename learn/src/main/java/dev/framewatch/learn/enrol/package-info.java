/**
 * In: a few photos of a face, or images of printed artwork. Out: a target without training data of
 * its own.
 */
@NullMarked
package dev.framewatch.learn.enrol;

import org.jspecify.annotations.NullMarked;
