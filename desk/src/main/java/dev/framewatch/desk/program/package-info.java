/**
 * In: the words of a command, limits, and a folder. Out: what the program said and how it ended;
 * nothing that it started is left running.
 */
@NullMarked
package dev.framewatch.desk.program;

import org.jspecify.annotations.NullMarked;
