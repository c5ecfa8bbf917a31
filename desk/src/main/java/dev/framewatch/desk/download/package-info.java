/**
 * Resumable downloads. Input: the URL of a file, and its SHA-256. Output: that file, verified,
 * however often the connection breaks.
 */
@NullMarked
package dev.framewatch.desk.download;

import org.jspecify.annotations.NullMarked;
