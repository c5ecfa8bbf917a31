/** In: the output of an external program. Out: a post per row. */
@NullMarked
package dev.framewatch.desk.source.command;

import org.jspecify.annotations.NullMarked;
