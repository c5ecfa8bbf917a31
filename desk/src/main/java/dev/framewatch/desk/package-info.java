/** Composition root: assembles the watch of a home folder from the parts of the desk. */
@NullMarked
package dev.framewatch.desk;

import org.jspecify.annotations.NullMarked;
