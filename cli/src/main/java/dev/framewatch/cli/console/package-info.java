/**
 * In: the environment and the streams of a process. Out: what every command shares: where the data
 * lies, how results and notes are written, and how failures are put into words.
 */
@NullMarked
package dev.framewatch.cli.console;

import org.jspecify.annotations.NullMarked;
