/**
 * In: what a person says of a Sighting or a frame. Out: the answer on record, how often the Target
 * was right so far, and pictures with labels that training reads.
 */
@NullMarked
package dev.framewatch.desk.review;

import org.jspecify.annotations.NullMarked;
