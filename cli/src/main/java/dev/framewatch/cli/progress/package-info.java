/**
 * In go the steps of a long task; out comes, on the screen, how far it is and how long it takes.
 */
@NullMarked
package dev.framewatch.cli.progress;

import org.jspecify.annotations.NullMarked;
