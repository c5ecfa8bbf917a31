/** Input: the output of an external program. Output: one post per row. */
@NullMarked
package dev.framewatch.desk.source.command;

import org.jspecify.annotations.NullMarked;
