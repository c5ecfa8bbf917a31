/**
 * In: the storyboards that a watch keeps, and targets that are new or were trained again. Out: the
 * earlier posts that show one of them, and how many could not be searched.
 */
@NullMarked
package dev.framewatch.desk.search;

import org.jspecify.annotations.NullMarked;
