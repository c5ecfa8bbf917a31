/** In: the features of a frame. Out: a calibrated score from the classifier in a target file. */
@NullMarked
package dev.framewatch.targets;

import org.jspecify.annotations.NullMarked;
