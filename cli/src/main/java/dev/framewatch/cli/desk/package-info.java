/**
 * Commands of the desk. In: command-line arguments. Out: results of the desk services, as text or
 * JSON, and an exit status.
 */
@NullMarked
package dev.framewatch.cli.desk;

import org.jspecify.annotations.NullMarked;
