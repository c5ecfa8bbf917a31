/**
 * The command line. In: arguments of the process. Out: results as text or JSON, and an exit status.
 */
@NullMarked
package dev.framewatch.cli;

import org.jspecify.annotations.NullMarked;
