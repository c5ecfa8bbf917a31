/**
 * Fetches media. Input: a post and limits. Output: its media on disk with their SHA-256, or the
 * reason why they are not available.
 */
@NullMarked
package dev.framewatch.desk.fetch;

import org.jspecify.annotations.NullMarked;
