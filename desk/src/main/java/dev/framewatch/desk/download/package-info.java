/**
 * In: the http address of a file, and its SHA-256. Out: that very file, however often the
 * connection breaks meanwhile.
 */
@NullMarked
package dev.framewatch.desk.download;

import org.jspecify.annotations.NullMarked;
