/**
 * In: results of training, evaluating, enrolling and checking. Out: records in the shape in which
 * programs read them, as JSON; fields are added, never renamed.
 */
@NullMarked
package dev.framewatch.learn.api;

import org.jspecify.annotations.NullMarked;
