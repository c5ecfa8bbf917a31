/**
 * In: log events of Framewatch and of the libraries that it uses, through SLF4J. Out: one line per
 * event, as text or JSON, where the command line asks for a log; nothing otherwise.
 */
@NullMarked
package dev.framewatch.log;

import org.jspecify.annotations.NullMarked;
