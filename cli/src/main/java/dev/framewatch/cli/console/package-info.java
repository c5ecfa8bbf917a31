/**
 * Shared infrastructure of all commands. In: environment and streams of the process. Out: home and
 * cache folders, output of results and notes, error messages.
 */
@NullMarked
package dev.framewatch.cli.console;

import org.jspecify.annotations.NullMarked;
