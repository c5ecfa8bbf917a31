/**
 * In: the words of a command about the desk. Out: what the services of the desk did, as text or
 * JSON, and an exit status.
 */
@NullMarked
package dev.framewatch.cli.desk;

import org.jspecify.annotations.NullMarked;
