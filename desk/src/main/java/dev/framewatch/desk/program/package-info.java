/**
 * Runs child processes. Input: command line, limits and a working directory. Output: what the
 * program printed and how it ended; all its descendants are killed.
 */
@NullMarked
package dev.framewatch.desk.program;

import org.jspecify.annotations.NullMarked;
