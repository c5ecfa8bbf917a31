/**
 * In: a Post and limits. Out: its media on disk with their SHA-256, or why they could not be had.
 */
@NullMarked
package dev.framewatch.desk.fetch;

import org.jspecify.annotations.NullMarked;
