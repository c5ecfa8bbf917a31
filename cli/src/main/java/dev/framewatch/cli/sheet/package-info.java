/**
 * In go the results of a scan, or the copies that are learned from; out comes one page that shows a
 * person what was seen, and why.
 */
@NullMarked
package dev.framewatch.cli.sheet;

import org.jspecify.annotations.NullMarked;
