/**
 * Logging. In: log events of Framewatch and its libraries, through SLF4J. Out: one line per event,
 * as text or JSON, if the command line enables logging.
 */
@NullMarked
package dev.framewatch.log;

import org.jspecify.annotations.NullMarked;
