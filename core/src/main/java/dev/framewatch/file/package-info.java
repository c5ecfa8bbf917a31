/** Atomic and durable file writes, and content digests. */
@NullMarked
package dev.framewatch.file;

import org.jspecify.annotations.NullMarked;
